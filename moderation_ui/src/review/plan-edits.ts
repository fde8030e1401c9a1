/** Changes to a plan that the moderator made and the API does not know yet. Pure. */

import type { DrawnRegion, PlanFinding, ReviewMedium } from "../api/types";

export interface PlanEdits {
  added: readonly DrawnRegion[];
  /** The full set of lifted findings as the moderator wants it; `null` when unchanged. */
  lifted: ReadonlySet<number> | null;
}

export interface Revision {
  base_revision: number;
  added: DrawnRegion[];
  lifted: number[];
}

export const NO_EDITS: PlanEdits = { added: [], lifted: null };

type Plan = Pick<ReviewMedium, "findings" | "revision">;

function liftedIn(findings: readonly PlanFinding[]): Set<number> {
  return new Set(findings.filter((finding) => finding.lifted).map((finding) => finding.number));
}

function sameNumbers(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size === other.size && [...one].every((number) => other.has(number));
}

export function withRegion(edits: PlanEdits, region: DrawnRegion): PlanEdits {
  return { ...edits, added: [...edits.added, region] };
}

export function withoutRegion(edits: PlanEdits, index: number): PlanEdits {
  return { ...edits, added: edits.added.filter((_, place) => place !== index) };
}

/** `edits` with one finding lifted, or put back when it was lifted. */
export function withToggled(plan: Plan, edits: PlanEdits, number: number): PlanEdits {
  const was = liftedIn(plan.findings);
  const lifted = new Set(edits.lifted ?? was);
  if (!lifted.delete(number)) lifted.add(number);
  return { ...edits, lifted: sameNumbers(lifted, was) ? null : lifted };
}

export function isLifted(finding: PlanFinding, edits: PlanEdits): boolean {
  return edits.lifted ? edits.lifted.has(finding.number) : finding.lifted;
}

export function isEmpty(edits: PlanEdits): boolean {
  return edits.added.length === 0 && edits.lifted === null;
}

/** What to send: the lifted set is always the full one, so that sending twice means the same. */
export function revisionOf(plan: Plan, edits: PlanEdits): Revision {
  return {
    base_revision: plan.revision,
    added: [...edits.added],
    lifted: [...(edits.lifted ?? liftedIn(plan.findings))].sort((a, b) => a - b),
  };
}

/**
 * What is left of `now` once `sent`, made on `plan`, has arrived. Whoever takes a change back while
 * it is under way has edits that look like none, so both are compared as full sets.
 */
export function afterSending(plan: Plan, now: PlanEdits, sent: PlanEdits): PlanEdits {
  const was = liftedIn(plan.findings);
  const wanted = now.lifted ?? was;
  return {
    added: now.added.filter((region) => !sent.added.includes(region)),
    lifted: sameNumbers(wanted, sent.lifted ?? was) ? null : wanted,
  };
}
