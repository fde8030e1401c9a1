import { Button } from "@mantine/core";
import { IconClockHour4, IconRosetteDiscountCheckFilled, IconXboxX } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Verification } from "../api/types";
import { dateOf } from "../words/time";
import { countryName, labelOf } from "../words/vocabulary";
import classes from "./VerificationStatus.module.css";

interface VerificationStatusProps {
  verification: Verification;
  onAskAgain: () => void;
}

const HEADLINES: Record<Verification["state"], { title: string; words: string }> = {
  unverified: { title: "Not verified", words: "Send your licence to be checked." },
  requested: {
    title: "Your licence is being checked",
    words: "You can upload in the meantime. Your cases are published once this is done.",
  },
  verified: {
    title: "You are verified",
    words: "Your approved cases are published, and the library is open to you.",
  },
  refused: {
    title: "Your licence was not accepted",
    words: "Read the officer’s note, correct your details and send them again.",
  },
};

export function VerificationStatus({ verification, onAskAgain }: VerificationStatusProps) {
  const { title, words } = HEADLINES[verification.state];
  return (
    <section className={classes.card} data-state={verification.state}>
      <div className={classes.head}>
        <StateIcon state={verification.state} />
        <div>
          <h2>{title}</h2>
          <p>{words}</p>
        </div>
      </div>
      {verification.note && (
        <blockquote className={classes.note}>
          <strong>Note from the officer</strong>
          {verification.note}
        </blockquote>
      )}
      <dl className={classes.facts}>
        <Fact name="Name" value={verification.full_name} />
        <Fact name="Profession" value={labelOf(verification.profession)} />
        <Fact name="Licence number" value={verification.licence_number} />
        <Fact name="Issued by" value={verification.authority} />
        <Fact name="Country" value={countryName(verification.country)} />
        <Fact name="Sent" value={dateOf(verification.requested_at)} />
        {verification.decided_at && <Fact name="Decided" value={dateOf(verification.decided_at)} />}
      </dl>
      {verification.state === "refused" && (
        <Button size="lg" fullWidth onClick={onAskAgain}>
          Correct and send again
        </Button>
      )}
      {verification.state === "verified" && (
        <Button size="lg" fullWidth component={Link} to="/library">
          Open the library
        </Button>
      )}
    </section>
  );
}

function StateIcon({ state }: { state: Verification["state"] }) {
  if (state === "verified") return <IconRosetteDiscountCheckFilled size={40} aria-hidden="true" />;
  if (state === "refused") return <IconXboxX size={40} stroke={1.5} aria-hidden="true" />;
  return <IconClockHour4 size={40} stroke={1.5} aria-hidden="true" />;
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
