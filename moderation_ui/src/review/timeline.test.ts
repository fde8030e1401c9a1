import { describe, expect, it } from "vitest";
import type { PlanFinding } from "../api/types";
import { NO_EDITS } from "./plan-edits";
import { barsOf, frameOn, placeOf } from "./timeline";

const COUNT = 100;
const REGION = { x: 0, y: 0, w: 9, h: 9 };
const finding = (number: number, frames: number[] | null, more: Partial<PlanFinding> = {}) => ({
  number,
  kind: "face" as const,
  region: REGION,
  frames,
  path: [],
  score: 0.9,
  tier: "sure" as const,
  reason: null,
  detector: "faces",
  subject: null,
  lifted: false,
  ...more,
});
const medium = (...findings: PlanFinding[]) => ({ findings, frame_count: COUNT });

describe("the time line", () => {
  it("has a bar for what comes and goes, none for what is there all the time", () => {
    const plan = medium(
      finding(0, null),
      finding(1, [10, 20]),
      finding(2, null, { region: null }),
      finding(3, null, { path: [{ frame: 0, region: REGION }] }),
    );
    expect(
      barsOf(plan, NO_EDITS, null).map(({ number, first, last }) => [number, first, last]),
    ).toEqual([
      [3, 0, 99],
      [1, 10, 20],
    ]);
  });

  it("puts bars below each other only where they overlap", () => {
    const plan = medium(
      finding(0, [0, 20]),
      finding(1, [20, 40]),
      finding(2, [41, 60]),
      finding(3, [21, 22]),
    );
    const lanes = barsOf(plan, NO_EDITS, null).map(({ number, lane }) => [number, lane]);
    expect(new Map(lanes as [number, number][])).toEqual(
      new Map([
        [0, 0],
        [1, 1],
        [3, 0],
        [2, 0],
      ]),
    );
  });

  it("knows what is lifted, and what was lifted or drawn just now", () => {
    const plan = medium(
      finding(0, [0, 9], { lifted: true }),
      finding(1, [20, 29], { tier: "check" }),
    );
    const edits = {
      added: [{ ...REGION, frames: [50, 60] as [number, number], path: [] }],
      lifted: new Set([1]),
    };
    const bars = barsOf(plan, edits, { ...REGION, path: [{ frame: 7, region: REGION }] });
    expect(bars.map(({ key, lifted, tier }) => [key, lifted, tier])).toEqual([
      ["open", false, "sure"],
      ["0", false, "sure"],
      ["1", true, "check"],
      ["new-0", false, "sure"],
    ]);
    expect(bars[0]).toMatchObject({ first: 0, last: 99, stops: [7], lane: 0 });
  });

  it("finds a frame again where it drew it", () => {
    for (const frame of [0, 1, 50, 98, 99]) {
      expect(frameOn(placeOf(frame, COUNT) / 100, COUNT)).toBe(frame);
    }
    expect([frameOn(-1, COUNT), frameOn(2, COUNT), placeOf(0, 1)]).toEqual([0, 99, 0]);
  });
});
