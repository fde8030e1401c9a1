import type { Step } from "../api/types";
import { currentStep, STEP_TITLES } from "../words/steps";
import classes from "./StepBar.module.css";

/** A submission's way as one line: six segments, the live one glows. */
export function StepBar({ steps }: { steps: readonly Step[] }) {
  const current = currentStep(steps);
  const done = steps.filter((step) => step.state === "done").length;
  return (
    <div
      className={classes.bar}
      role="img"
      aria-label={`${done} of ${steps.length} steps done${current ? `; now: ${STEP_TITLES[current.name]}` : ""}`}
    >
      {steps.map((step) => (
        <span key={step.name} className={classes.segment} data-state={step.state} />
      ))}
    </div>
  );
}
