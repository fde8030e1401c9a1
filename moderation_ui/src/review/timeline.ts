/** The tracks of a medium as bars, one below the other where they overlap in time. Pure. */

import type { DrawnRegion, FindingKind, PlanFinding, ReviewMedium, Tier } from "../api/types";
import { asMoving } from "./drawing";
import { isTrack } from "./path";
import { isLifted, type PlanEdits } from "./plan-edits";

export interface Bar {
  key: string;
  /** The number of the finding; `null` for a region that the plan does not have yet. */
  number: number | null;
  kind: FindingKind;
  tier: Tier;
  lifted: boolean;
  first: number;
  last: number;
  /** Frames at which a hand put it; of what is being drawn only. */
  stops: readonly number[];
  lane: number;
}

type Unplaced = Omit<Bar, "lane">;
type Medium = Pick<ReviewMedium, "findings" | "frame_count">;

/** What moves or comes and goes; what is there all the time needs no bar. */
export function barsOf(medium: Medium, edits: PlanEdits, open: DrawnRegion | null): Bar[] {
  const { findings, frame_count: count } = medium;
  const bars = findings.filter(isTrack).map((finding) => foundBar(finding, edits, count));
  const added = edits.added.map((drawn, index) => drawnBar(`new-${index}`, drawn, count));
  // First, so that it stays where it is while its ends are moved.
  const drawing = open ? [{ ...drawnBar("open", open, count), stops: stopsOf(open) }] : [];
  return inLanes([
    ...drawing,
    ...[...bars, ...added].sort((one, other) => one.first - other.first),
  ]);
}

function foundBar(finding: PlanFinding, edits: PlanEdits, count: number): Unplaced {
  const { number, kind, tier } = finding;
  const lifted = isLifted(finding, edits);
  return {
    key: String(number),
    number,
    kind,
    tier,
    lifted,
    ...span(finding.frames, count),
    stops: [],
  };
}

function drawnBar(key: string, drawn: DrawnRegion, count: number): Unplaced {
  const ends = span(asMoving(drawn).frames ?? null, count);
  return { key, number: null, kind: "mark", tier: "sure", lifted: false, ...ends, stops: [] };
}

function stopsOf(drawn: DrawnRegion): number[] {
  return drawn.path.map(({ frame }) => frame);
}

function span(frames: readonly number[] | null, count: number) {
  return { first: frames?.[0] ?? 0, last: frames?.[1] ?? count - 1 };
}

/** Each bar in the first lane where no other is at the same time. */
function inLanes(bars: readonly Unplaced[]): Bar[] {
  const placed: Bar[] = [];
  for (const bar of bars) {
    const taken = new Set(placed.filter((other) => overlap(bar, other)).map(({ lane }) => lane));
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    placed.push({ ...bar, lane });
  }
  return placed;
}

function overlap(one: Unplaced, other: Unplaced): boolean {
  return one.first <= other.last && other.first <= one.last;
}

/** Where a frame is on the line, in percent, as the slider above has it. */
export function placeOf(frame: number, count: number): number {
  return (frame / Math.max(1, count - 1)) * 100;
}

/** The frame at a share of the line, 0 to 1. */
export function frameOn(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.round(share * (count - 1))));
}
