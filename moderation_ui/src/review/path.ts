/** Where a finding that moves is at a frame. Pure; the API reckons the same when it burns. */

import type { Region, Waypoint } from "../api/types";
import { holdsFor } from "./geometry";

/** What stands still, or moves along a path, in some frames or in all. */
export interface Moving {
  region: Region | null;
  frames?: readonly number[] | null;
  path: readonly Waypoint[];
}

/** Where something is at a frame; `null` where it does not apply, or has no place. */
export function regionAt({ region, frames, path }: Moving, frame: number): Region | null {
  if (!region || !holdsFor(frames ?? null, frame)) return null;
  return path.length > 0 ? along(path, frame) : region;
}

/** Before the first waypoint and after the last it stays; between two it moves in a straight line. */
function along(path: readonly Waypoint[], frame: number): Region | null {
  const next = path.findIndex((waypoint) => waypoint.frame > frame);
  const before = path[(next < 0 ? path.length : next) - 1];
  const after = path[next];
  if (!before || !after) return (before ?? after)?.region ?? null;
  return between(before.region, after.region, frame - before.frame, after.frame - before.frame);
}

/** Each side moves evenly and is rounded outwards, so that nothing of the exact place is left out. */
function between(one: Region, other: Region, step: number, steps: number): Region {
  const at = (from: number, to: number) => (from * (steps - step) + to * step) / steps;
  const x = Math.floor(at(one.x, other.x));
  const y = Math.floor(at(one.y, other.y));
  return {
    x,
    y,
    w: Math.ceil(at(one.x + one.w, other.x + other.w)) - x,
    h: Math.ceil(at(one.y + one.h, other.y + other.h)) - y,
  };
}

/** The smallest region that holds all waypoints of a path; `null` for an empty one. */
export function hullOf(path: readonly Waypoint[]): Region | null {
  if (path.length === 0) return null;
  const x = Math.min(...path.map(({ region }) => region.x));
  const y = Math.min(...path.map(({ region }) => region.y));
  return {
    x,
    y,
    w: Math.max(...path.map(({ region }) => region.x + region.w)) - x,
    h: Math.max(...path.map(({ region }) => region.y + region.h)) - y,
  };
}

/** Whether something moves, or is not there all the time. */
export function isTrack({ region, frames, path }: Moving): boolean {
  return region !== null && (Boolean(frames) || path.length > 0);
}
