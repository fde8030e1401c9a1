/** A region that is being drawn in a medium of several frames: it may be led along. Pure. */

import type { DrawnRegion, Region, Waypoint } from "../api/types";
import { type Point, regionBetween, type Size, toMedium } from "./geometry";
import { hullOf, type Moving, regionAt } from "./path";

export interface Drawing {
  /** Where a hand put it: in order, one for a frame, at least one. */
  path: readonly Waypoint[];
  /** The first frame it is there, `null` for the medium's; `until` likewise for the last. */
  from: number | null;
  until: number | null;
}

export function begun(region: Region, frame: number): Drawing {
  return { path: [{ frame, region }], from: null, until: null };
}

/** The drawing put somewhere else at a frame; where it was put at other frames, it stays. */
export function movedAt(drawing: Drawing, frame: number, region: Region): Drawing {
  const others = drawing.path.filter((waypoint) => waypoint.frame !== frame);
  const path = [...others, { frame, region }].sort((one, other) => one.frame - other.frame);
  return { ...drawing, path };
}

/** There from this frame on; said twice at the same frame, from the start again. */
export function heldFrom(drawing: Drawing, frame: number): Drawing {
  const from = drawing.from === frame || frame === 0 ? null : frame;
  const isOver = drawing.until !== null && drawing.until < frame;
  return { ...drawing, from, until: isOver ? null : drawing.until };
}

/** There until this frame, with it; said twice at the same frame, until the end again. */
export function heldUntil(drawing: Drawing, frame: number, count: number): Drawing {
  const until = drawing.until === frame || frame === count - 1 ? null : frame;
  const isLater = drawing.from !== null && drawing.from > frame;
  return { ...drawing, until, from: isLater ? null : drawing.from };
}

function framesOf({ from, until }: Drawing, count: number): [number, number] | null {
  return from === null && until === null ? null : [from ?? 0, until ?? count - 1];
}

/** As it is to be sent: what was put beyond its frames is cut off where they end. */
export function drawnRegion(drawing: Drawing, count: number): DrawnRegion {
  const frames = framesOf(drawing, count);
  const path = frames ? trimmed(drawing.path, frames) : drawing.path;
  const hull = hullOf(path) ?? { x: 0, y: 0, w: 1, h: 1 };
  return { ...hull, frames, path: path.length > 1 ? [...path] : [] };
}

function trimmed(path: readonly Waypoint[], [first, last]: [number, number]): Waypoint[] {
  const whole: Moving = { region: hullOf(path), path };
  const kept = path.filter(({ frame }) => first <= frame && frame <= last);
  const cut = (frame: number): Waypoint[] => {
    const region = regionAt(whole, frame);
    return region && !kept.some((waypoint) => waypoint.frame === frame) ? [{ frame, region }] : [];
  };
  const begins = path.some(({ frame }) => frame < first) ? cut(first) : [];
  const ends = path.some(({ frame }) => frame > last) ? cut(last) : [];
  return [...begins, ...kept, ...(first === last && begins.length > 0 ? [] : ends)];
}

/** What is drawn, as something that moves. */
export function asMoving({ x, y, w, h, frames, path }: DrawnRegion): Moving {
  return { region: { x, y, w, h }, frames, path };
}

/** A corner as a share of the way across and down. */
export type Corner = readonly [0 | 1, 0 | 1];

/** `region` moved by a distance in pixels, and kept inside the picture whole. */
export function shifted(region: Region, by: Point, picture: Size): Region {
  const within = (value: number, room: number) => Math.min(Math.max(0, value), Math.max(0, room));
  return {
    ...region,
    x: within(Math.round(region.x + by.x), picture.width - region.w),
    y: within(Math.round(region.y + by.y), picture.height - region.h),
  };
}

/** `region` with one corner moved by a distance within the picture, the opposite one held. */
export function resized(region: Region, [across, down]: Corner, by: Point, picture: Size): Region {
  const whole = { left: 0, top: 0, ...picture };
  const moved = { x: region.x + across * region.w + by.x, y: region.y + down * region.h + by.y };
  const held = { x: region.x + (1 - across) * region.w, y: region.y + (1 - down) * region.h };
  return regionBetween(held, toMedium(moved, whole, picture));
}
