/** A submission's way in words: what each step is, and what it means to be in it. */

import type { Step, SubmissionState, SubmissionView } from "../api/types";

type Name = Step["name"];
type State = Step["state"];

export const STEP_TITLES: Record<Name, string> = {
  received: "Received",
  strip_phi: "Hidden data removed",
  obscure_faces: "Faces and text covered",
  review: "Looked at by a person",
  check: "Your licence checked",
  library: "In the library",
};

const SENTENCES: Record<Name, Record<State, string>> = {
  received: {
    waiting: "Your files have not been sent yet.",
    active: "Your files are being sealed.",
    done: "Your files are sealed. Nobody can look at them yet.",
    failed: "Your files could not be taken in.",
  },
  strip_phi: {
    waiting: "Names, dates, places and device data will be taken out of every file.",
    active: "Taking names, dates, places and device data out of every file.",
    done: "Names, dates, places and device data were taken out.",
    failed: "A file could not be cleaned, so nothing was passed on.",
  },
  obscure_faces: {
    waiting: "Faces and burned-in text will be covered.",
    active: "Covering faces and burned-in text.",
    done: "Faces and burned-in text were covered, and the result was checked.",
    failed: "Covering did not succeed, so nothing was passed on.",
  },
  review: {
    waiting: "A privacy moderator will look at every image and text.",
    active: "Waiting for a privacy moderator to look at every image and text.",
    done: "A privacy moderator approved every image and text.",
    failed: "The privacy moderator did not approve it.",
  },
  check: {
    waiting: "Your professional licence will be checked once.",
    active: "Waiting for your professional licence to be checked.",
    done: "Your professional licence is verified.",
    failed: "Your professional licence was not accepted.",
  },
  library: {
    waiting: "Then verified colleagues can find the case.",
    active: "The case is being published.",
    done: "Verified colleagues can find the case.",
    failed: "The case was not published.",
  },
};

/** What a step means now; a submission that was sent back waits for its uploader, not for us. */
export function stepSentence(step: Step, state?: SubmissionState): string {
  if (state === "sent_back" && step.state === "active") return "Waiting for your change.";
  return SENTENCES[step.name][step.state];
}

/** How much of a step is done, in words; nothing where it is not told, as for what is short. */
export function stepPercent(step: Step): string | undefined {
  return step.state === "active" && step.percent != null ? `${step.percent} %` : undefined;
}

export type Tone = "quiet" | "live" | "good" | "bad" | "ask";

const STATES: Record<SubmissionState, { label: string; tone: Tone }> = {
  draft: { label: "Draft", tone: "quiet" },
  processing: { label: "Being made safe", tone: "live" },
  held: { label: "Stopped", tone: "bad" },
  in_review: { label: "In review", tone: "live" },
  sent_back: { label: "Sent back to you", tone: "ask" },
  rejected: { label: "Rejected", tone: "bad" },
  awaiting_check: { label: "Waiting for your licence", tone: "ask" },
  published: { label: "In the library", tone: "good" },
  withdrawn: { label: "Withdrawn", tone: "quiet" },
};

export function stateLabel(state: SubmissionState): string {
  return STATES[state].label;
}

export function stateTone(state: SubmissionState): Tone {
  return STATES[state].tone;
}

/** The step that a person would name when asked “where is it?”. */
export function currentStep(steps: readonly Step[]): Step | undefined {
  return (
    steps.find((step) => step.state === "failed") ??
    steps.find((step) => step.state === "active") ??
    steps.findLast((step) => step.state === "done")
  );
}

export function mayEdit({ state }: SubmissionView): boolean {
  return state === "draft" || state === "sent_back";
}

export function mayWithdraw({ state }: SubmissionView): boolean {
  return state !== "withdrawn" && state !== "rejected";
}
