import { describe, expect, it } from "vitest";
import type { PlanFinding } from "../api/types";
import {
  afterSending,
  isEmpty,
  isLifted,
  NO_EDITS,
  revisionOf,
  withoutRegion,
  withRegion,
  withToggled,
} from "./plan-edits";

const finding = (number: number, lifted = false): PlanFinding => ({
  number,
  kind: "text",
  region: { x: 0, y: 0, w: 9, h: 9 },
  frames: null,
  path: [],
  score: 0.9,
  tier: "sure",
  reason: null,
  detector: "ocr",
  subject: null,
  lifted,
});
const PLAN = { revision: 3, findings: [finding(0), finding(1, true), finding(2)] };
const REGION = { x: 1, y: 2, w: 3, h: 4, path: [] };

describe("plan edits", () => {
  it("name the full set of lifted findings", () => {
    const edits = withToggled(PLAN, NO_EDITS, 2);
    expect(revisionOf(PLAN, edits)).toEqual({ base_revision: 3, added: [], lifted: [1, 2] });
  });

  it("put a lifted finding back", () => {
    const edits = withToggled(PLAN, NO_EDITS, 1);
    expect(revisionOf(PLAN, edits).lifted).toEqual([]);
    expect(isLifted(finding(1, true), edits)).toBe(false);
  });

  it("come to nothing when undone", () => {
    const edits = withToggled(PLAN, withToggled(PLAN, NO_EDITS, 0), 0);
    expect(isEmpty(edits)).toBe(true);
    expect(isEmpty(withoutRegion(withRegion(NO_EDITS, REGION), 0))).toBe(true);
  });

  it("keep the lifted findings when only a region is drawn", () => {
    expect(revisionOf(PLAN, withRegion(NO_EDITS, REGION))).toEqual({
      base_revision: 3,
      added: [REGION],
      lifted: [1],
    });
  });

  it("that were made while others were being sent are not lost", () => {
    const sent = withToggled(PLAN, withRegion(NO_EDITS, REGION), 2);
    const later = { x: 9, y: 9, w: 1, h: 1, path: [] };
    expect(isEmpty(afterSending(PLAN, sent, sent))).toBe(true);
    expect(afterSending(PLAN, withRegion(sent, later), sent)).toEqual({
      added: [later],
      lifted: null,
    });
    expect(afterSending(PLAN, withToggled(PLAN, sent, 0), sent).lifted).toEqual(new Set([0, 1, 2]));
  });

  it("that are taken back while they are being sent are sent back too", () => {
    const sent = withToggled(PLAN, NO_EDITS, 2);
    const takenBack = withToggled(PLAN, sent, 2);
    expect(isEmpty(takenBack)).toBe(true);
    expect(afterSending(PLAN, takenBack, sent).lifted).toEqual(new Set([1]));
  });
});
