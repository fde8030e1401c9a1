import type { SubmissionState } from "../api/types";
import { stateLabel, stateTone } from "../words/steps";
import classes from "./StateBadge.module.css";

export function StateBadge({ state }: { state: SubmissionState }) {
  return (
    <span className={classes.badge} data-tone={stateTone(state)}>
      {stateLabel(state)}
    </span>
  );
}
