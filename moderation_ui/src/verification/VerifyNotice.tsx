import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { Link } from "react-router";
import type { VerificationState } from "../api/types";
import classes from "./VerifyNotice.module.css";

/** Reminds a clinician that nothing is published before their licence is checked. */
export function VerifyNotice({ state }: { state: VerificationState }) {
  if (state === "verified" || state === "requested") return null;
  return (
    <Link to="/verification" className={classes.notice}>
      <IconRosetteDiscountCheck size={28} stroke={1.6} aria-hidden="true" />
      <span>
        <strong>
          {state === "refused" ? "Your licence was not accepted" : "Verify your licence"}
        </strong>
        {state === "refused"
          ? "Correct your details, so that your cases can be published."
          : "Your cases can be published, and the library opens, once it is checked."}
      </span>
    </Link>
  );
}
