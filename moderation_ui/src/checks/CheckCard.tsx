import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { CheckItem } from "../api/types";
import { useNow } from "../shell/use-now";
import { timeAgo } from "../words/time";
import { countOf, countryName, labelOf } from "../words/vocabulary";
import classes from "./CheckCard.module.css";

interface CheckCardProps {
  item: CheckItem;
  onVerify: () => void;
  onRefuse: () => void;
}

export function CheckCard({ item, onVerify, onRefuse }: CheckCardProps) {
  const now = useNow(30_000);
  const { verification } = item;
  return (
    <article className={classes.card} aria-label={verification.full_name}>
      <header className={classes.head}>
        <div>
          <h2>{verification.full_name}</h2>
          <p>
            {item.display_name !== verification.full_name && `${item.display_name} · `}
            {item.email}
          </p>
        </div>
        <time dateTime={verification.requested_at}>{timeAgo(verification.requested_at, now)}</time>
      </header>
      <dl className={classes.facts}>
        <div>
          <dt>Profession</dt>
          <dd>{labelOf(verification.profession)}</dd>
        </div>
        <div>
          <dt>Licence number</dt>
          <dd className={classes.number}>
            {verification.licence_number}
            <CopyButton value={verification.licence_number}>
              {({ copied, copy }) => (
                <button type="button" onClick={copy} aria-label="Copy licence number">
                  {copied ? <IconCheck size={16} /> : <IconCopy size={16} stroke={1.7} />}
                </button>
              )}
            </CopyButton>
          </dd>
        </div>
        <div>
          <dt>Issued by</dt>
          <dd>{verification.authority}</dd>
        </div>
        <div>
          <dt>Country</dt>
          <dd>{countryName(verification.country)}</dd>
        </div>
      </dl>
      <footer className={classes.foot}>
        <p data-waiting={item.waiting_submissions > 0 || undefined}>
          {item.waiting_submissions > 0
            ? `${countOf(item.waiting_submissions, "approved case")} waiting for this`
            : "No case waiting for this"}
        </p>
        <Button variant="default" size="md" onClick={onRefuse}>
          Refuse
        </Button>
        <Button size="md" onClick={onVerify}>
          Verify
        </Button>
      </footer>
    </article>
  );
}
