import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "react-router";
import type { SubmissionView } from "../api/types";
import { REVIEW_REASONS } from "../words/reasons";
import { currentStep, stepPercent, stepSentence } from "../words/steps";
import { timeAgo } from "../words/time";
import { countOf, labelOf } from "../words/vocabulary";
import { StateBadge } from "./StateBadge";
import { StepBar } from "./StepBar";
import classes from "./SubmissionCard.module.css";

/** What a card says under its bar: the most useful sentence for this state. */
function sentenceFor(submission: SubmissionView): string {
  const held = submission.media.find((medium) => medium.failure_meaning);
  if (submission.state === "held" && held?.failure_meaning) return held.failure_meaning;
  if (submission.state === "draft") return "Not submitted yet. Continue when you are ready.";
  if (submission.state === "withdrawn") return "You took it down. Nobody can see it.";
  if (submission.reason) return `${REVIEW_REASONS[submission.reason]}.`;
  const step = currentStep(submission.steps);
  if (!step) return "";
  return [stepSentence(step, submission.state), stepPercent(step)].filter(Boolean).join(" ");
}

export function SubmissionCard({ submission }: { submission: SubmissionView }) {
  const { id, texts, media, state, steps } = submission;
  return (
    <li className={classes.card}>
      <div className={classes.top}>
        <StateBadge state={state} />
        <time dateTime={submission.created_at}>
          {timeAgo(submission.submitted_at ?? submission.created_at)}
        </time>
      </div>
      <h2 className={classes.title}>
        <Link to={`/uploads/${id}`}>{texts.title}</Link>
      </h2>
      <p className={classes.facts}>
        {labelOf(texts.specialty)} · {labelOf(texts.body_region)} · {countOf(media.length, "file")}
      </p>
      {state !== "draft" && state !== "withdrawn" && <StepBar steps={steps} />}
      <p className={classes.sentence}>{sentenceFor(submission)}</p>
      <IconChevronRight size={20} className={classes.arrow} aria-hidden="true" />
    </li>
  );
}
