import type { Role, VerificationState } from "../api/types";

export const ROLES: Record<Role, string> = {
  clinician: "Clinician",
  moderator: "Privacy moderator",
  verification_officer: "Verification officer",
  operator: "Operator",
  administrator: "Administrator",
};

export const VERIFICATION_STATES: Record<VerificationState, string> = {
  unverified: "Not verified",
  requested: "Being checked",
  verified: "Verified",
  refused: "Not accepted",
};
