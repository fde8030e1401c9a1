import type { RevealReason, ReviewReason, ReviewVerdict, TakedownReason } from "../api/types";

export const REVIEW_REASONS: Record<ReviewReason, string> = {
  identifying_text: "Text identifies the patient",
  identifying_image: "Image identifies the patient",
  consent_doubtful: "Consent is doubtful",
  not_clinical: "Not a clinical image",
  poor_quality: "Image quality is too poor",
  needs_second_opinion: "Needs a second opinion",
  other: "Another reason",
};

export const TAKEDOWN_REASONS: Record<TakedownReason, string> = {
  uploader_request: "I no longer want it shared",
  consent_withdrawn: "The patient withdrew consent",
  identity_visible: "The patient can be identified",
  clinically_wrong: "It is clinically wrong",
  legal_request: "Legal request",
};

export const REVEAL_REASONS: Record<RevealReason, string> = {
  check_obscuring: "Check whether the covering is right",
  image_unclear: "The image is unclear",
  suspected_mix_up: "Patients may have been mixed up",
  legal_request: "Legal request",
};

export const VERDICT_DONE: Record<ReviewVerdict, string> = {
  approve: "Approved",
  send_back: "Sent back to the clinician",
  reject: "Rejected",
  escalate: "Escalated",
};

export function reasonOptions(reasons: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(reasons).map(([value, label]) => ({ value, label }));
}
