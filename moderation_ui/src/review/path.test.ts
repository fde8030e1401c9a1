import { describe, expect, it } from "vitest";
import type { Region, Waypoint } from "../api/types";
import { hullOf, isTrack, regionAt } from "./path";

const at = (frame: number, x: number, y: number, w = 10, h = 10): Waypoint => ({
  frame,
  region: { x, y, w, h },
});
const moving = (path: Waypoint[], frames: number[] | null = null) => ({
  region: hullOf(path),
  frames,
  path,
});

/** The same numbers on every run. */
function* someNumbers(count: number): Generator<number> {
  let state = 12345;
  for (let turn = 0; turn < count; turn += 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state;
  }
}

const right = ({ x, w }: Region) => x + w;
const bottom = ({ y, h }: Region) => y + h;

describe("a path", () => {
  it("passes through its waypoints and stays at its ends", () => {
    const track = moving([at(2, 0, 5), at(6, 40, 25)]);
    expect([0, 2, 4, 6, 99].map((frame) => regionAt(track, frame)?.x)).toEqual([0, 0, 20, 40, 40]);
  });

  it("rounds every side outwards, as the API does", () => {
    const track = moving([at(0, 0, 0), at(3, 10, 1)]);
    expect(regionAt(track, 1)).toEqual({ x: 3, y: 0, w: 11, h: 11 });
    expect(regionAt(track, 2)).toEqual({ x: 6, y: 0, w: 11, h: 11 });
  });

  it("leaves out nothing of the exact place, and never its hull", () => {
    const numbers = [...someNumbers(1600)];
    const next = (below: number) => (numbers.pop() ?? 0) % below;
    for (let turn = 0; turn < 150; turn += 1) {
      const one = at(0, next(4000), next(4000), 1 + next(900), 1 + next(900));
      const steps = 2 + next(60);
      const other = at(steps, next(4000), next(4000), 1 + next(900), 1 + next(900));
      const track = moving([one, other]);
      for (let step = 0; step <= steps; step += 1) {
        const place = regionAt(track, step);
        const hull = track.region;
        if (!place || !hull) throw new Error("nowhere");
        const exact = (side: (region: Region) => number) =>
          (side(one.region) * (steps - step) + side(other.region) * step) / steps;
        expect(place.x).toBeLessThanOrEqual(exact(({ x }) => x));
        expect(place.y).toBeLessThanOrEqual(exact(({ y }) => y));
        expect(right(place)).toBeGreaterThanOrEqual(exact(right));
        expect(bottom(place)).toBeGreaterThanOrEqual(exact(bottom));
        expect(place.x).toBeGreaterThanOrEqual(hull.x);
        expect(place.y).toBeGreaterThanOrEqual(hull.y);
        expect(right(place)).toBeLessThanOrEqual(right(hull));
        expect(bottom(place)).toBeLessThanOrEqual(bottom(hull));
      }
    }
  });

  it("is nowhere outside of its frames", () => {
    const track = moving([at(3, 0, 0), at(5, 20, 0)], [2, 6]);
    expect([1, 2, 6, 7].map((frame) => regionAt(track, frame) !== null)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("is what makes a track, as a stretch of frames does", () => {
    const region = { x: 0, y: 0, w: 1, h: 1 };
    expect(isTrack({ region, frames: null, path: [] })).toBe(false);
    expect(isTrack({ region, frames: [1, 2], path: [] })).toBe(true);
    expect(isTrack(moving([at(0, 0, 0), at(1, 1, 1)]))).toBe(true);
    expect(isTrack({ region: null, frames: [1, 2], path: [] })).toBe(false);
    expect(regionAt({ region, frames: null, path: [] }, 7)).toBe(region);
  });
});
