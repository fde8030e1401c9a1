import { IconClockHour4, IconRosetteDiscountCheckFilled } from "@tabler/icons-react";
import type { VerificationState } from "../api/types";
import { VERIFICATION_STATES } from "../words/roles";
import classes from "./VerificationBadge.module.css";

export function VerificationBadge({ state }: { state: VerificationState }) {
  return (
    <span className={classes.badge} data-state={state}>
      {state === "verified" && <IconRosetteDiscountCheckFilled size={18} aria-hidden="true" />}
      {state === "requested" && <IconClockHour4 size={18} aria-hidden="true" />}
      {VERIFICATION_STATES[state]}
    </span>
  );
}
