import { Progress } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { Step, SubmissionView } from "../api/types";
import { useNow } from "../shell/use-now";
import { STEP_TITLES, stepPercent, stepSentence } from "../words/steps";
import { timeAgo } from "../words/time";
import classes from "./StepTimeline.module.css";

const STATE_WORDS: Record<Step["state"], string> = {
  waiting: "still to come",
  active: "now",
  done: "done",
  failed: "stopped here",
};

export function StepTimeline({ steps, state }: Pick<SubmissionView, "steps" | "state">) {
  const now = useNow(15_000);
  return (
    <ol className={classes.timeline} aria-label="Steps" aria-live="polite">
      {steps.map((step) => (
        <li
          key={step.name}
          className={classes.step}
          data-state={step.state}
          aria-current={step.state === "active" ? "step" : undefined}
        >
          <span className={classes.dot} aria-hidden="true">
            {step.state === "done" && <IconCheck size={15} stroke={3} />}
            {step.state === "failed" && <IconX size={15} stroke={3} />}
          </span>
          <div className={classes.words}>
            <h3>
              {STEP_TITLES[step.name]}
              <span className={classes.state}>{STATE_WORDS[step.state]}</span>
            </h3>
            <p>{stepSentence(step, state)}</p>
            <StepProgress step={step} />
            {step.at && step.state !== "waiting" && (
              <time dateTime={step.at} title={new Date(step.at).toLocaleString()}>
                {timeAgo(step.at, now)}
              </time>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** A bar for what takes long. Its number is hidden from screen readers, which would read each. */
function StepProgress({ step }: { step: Step }) {
  const percent = stepPercent(step);
  if (percent === undefined) return null;
  return (
    <div className={classes.progress}>
      <Progress value={step.percent ?? 0} size="sm" aria-label={STEP_TITLES[step.name]} />
      <span aria-hidden="true">{percent}</span>
    </div>
  );
}
