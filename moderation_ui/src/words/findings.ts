import type { FindingKind, FindingReason, PlanFinding, SpanKind } from "../api/types";
import { type Film, startOf } from "../frames/video-frames";
import { momentOf } from "./time";
import { sentenceCase } from "./vocabulary";

export const KIND_LABELS: Record<FindingKind, string> = {
  text: "Text",
  face: "Face",
  mark: "Mark",
  header: "Header",
  metadata: "Metadata",
  audio: "Audio",
};

export const SPAN_LABELS: Record<SpanKind, string> = {
  name: "name",
  place: "place",
  date: "date",
  age: "age",
  phone: "phone number",
  email: "e-mail address",
  number: "number",
  url: "web address",
  ip: "IP address",
};

const DETECTORS: Record<string, string> = {
  moderator: "Drawn by a moderator",
  centerface: "Seen by CenterFace",
  yunet: "Seen by YuNet",
  dlib: "Seen by dlib",
  rapidocr: "Written in the picture",
  letters: "Written in the picture",
};

const REASONS: Record<FindingReason, string> = {
  clear_face: "A face at first sight",
  face_at_edge: "At the edge, or close up",
  turned_face: "A face only when turned",
  second_look: "A face only at a second look",
  vague_face: "Somewhat like a face",
  voted_face: "A face to dlib alone",
  lost_face: "Not seen here, still covered",
  front_of_head: "The front of a head",
  identifying_text: "Reads as a name, date, number or place",
  header_value: "Says what the file's header says of the patient",
  unreadable_text: "Cannot be read",
  single_sign: "A single letter or digit",
  unexplained_text: "Words that may be harmless",
};

/** What a finding is called in the list, and what whoever points at it learns besides. */
export interface Naming {
  label: string;
  hint: string;
}

/** By who says so; but what is unsure by why it is covered, which is what there is to decide. */
export function namingOf(finding: Named): Naming {
  const { subject, tier, reason } = finding;
  const says = subject ?? detectorLabel(finding.detector);
  const why = reason ? REASONS[reason] : "";
  return tier === "check" && why ? { label: why, hint: says } : { label: says, hint: why };
}

type Named = Pick<PlanFinding, "detector" | "subject" | "tier" | "reason">;

/** Who says so: a person, or a detector by its name. */
export function detectorLabel(detector: string): string {
  return DETECTORS[detector] ?? sentenceCase(detector);
}

/** The number that a moderator reads: 1 for the first that is drawn, whatever was taken out unseen. */
export function shownNumber(number: number, findings: readonly Drawable[]): number {
  return findings.filter((finding) => finding.region !== null && finding.number <= number).length;
}

type Drawable = Pick<PlanFinding, "number" | "region">;

const REMOVED: Partial<Record<FindingKind, [string, string]>> = {
  header: ["header attribute", "header attributes"],
  metadata: ["metadata block", "metadata blocks"],
  audio: ["audio track", "audio tracks"],
};

export function removedLabel(kind: FindingKind, count: number): string {
  const [one, many] = REMOVED[kind] ?? ["item", "items"];
  return `${count} ${count === 1 ? one : many}`;
}

/** “92 %”; a person is not a probability. */
export function scoreLabel(score: number): string {
  return `${Math.round(score * 100)} %`;
}

/** Not to be broken over two lines. */
const DASH = "\u00a0–\u00a0";

/** Which frames; of a video, from when until when: “0:02.1 – 0:05.4”. */
export function framesLabel(
  frames: readonly number[] | null,
  count: number,
  film: Film | null = null,
): string {
  if (count <= 1) return "";
  const [first, last] = frames ?? [];
  if (first === undefined || last === undefined) return "all frames";
  if (film) {
    const at = (frame: number) => momentOf(startOf(frame, film));
    return `${at(first)}${DASH}${at(last + 1)}`;
  }
  return first === last ? `frame ${first + 1}` : `frames ${first + 1}–${last + 1}`;
}
