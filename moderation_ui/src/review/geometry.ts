/** Where things are: a picture in its pane, a pointer on the picture, a region between two points. */

import type { Region } from "../api/types";

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Box extends Size {
  left: number;
  top: number;
}

/** How a pane is looked at: magnification over "fits", and how far the middle was moved, in pixels. */
export interface View {
  zoom: number;
  pan: Point;
}

export const FITTED: View = { zoom: 1, pan: { x: 0, y: 0 } };
export const MAX_ZOOM = 16;

/** Air around a fitted picture, so that regions at its edge can be seen and grabbed. */
const MARGIN = 14;

/** A region must be at least this large on the screen; smaller is a slip of the hand. */
const SMALLEST_DRAG = 4;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** The size of a picture that just fits a pane. Small pictures are enlarged. */
export function fittedSize(picture: Size, pane: Size): Size {
  const width = Math.max(1, pane.width - 2 * MARGIN);
  const height = Math.max(1, pane.height - 2 * MARGIN);
  const scale = Math.min(width / picture.width, height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** The rectangle that the picture covers, in pixels of the pane. */
export function pictureBox(picture: Size, pane: Size, view: View): Box {
  const fitted = fittedSize(picture, pane);
  const width = fitted.width * view.zoom;
  const height = fitted.height * view.zoom;
  return {
    left: (pane.width - width) / 2 + view.pan.x,
    top: (pane.height - height) / 2 + view.pan.y,
    width,
    height,
  };
}

/** `view` so moved that the picture cannot be lost: no gap wider than when it fits. */
export function kept(view: View, picture: Size, pane: Size): View {
  const fitted = fittedSize(picture, pane);
  const slackX = Math.max(0, (fitted.width * view.zoom - pane.width) / 2 + MARGIN);
  const slackY = Math.max(0, (fitted.height * view.zoom - pane.height) / 2 + MARGIN);
  return {
    zoom: view.zoom,
    pan: { x: clamp(view.pan.x, -slackX, slackX), y: clamp(view.pan.y, -slackY, slackY) },
  };
}

/** `view` magnified by `factor` while the picture's point under `at` (from the pane's middle) stays. */
export function zoomedAt(view: View, factor: number, at: Point = { x: 0, y: 0 }): View {
  const zoom = clamp(view.zoom * factor, 1, MAX_ZOOM);
  const ratio = zoom / view.zoom;
  return {
    zoom,
    pan: { x: at.x - (at.x - view.pan.x) * ratio, y: at.y - (at.y - view.pan.y) * ratio },
  };
}

/** A point on the screen as a point in the medium's own pixels, kept inside the medium. */
export function toMedium(at: Point, shown: Box, medium: Size): Point {
  return {
    x: clamp(((at.x - shown.left) / shown.width) * medium.width, 0, medium.width),
    y: clamp(((at.y - shown.top) / shown.height) * medium.height, 0, medium.height),
  };
}

/** The region between two corners, in whole pixels; every touched pixel belongs to it. */
export function regionBetween(from: Point, to: Point): Region {
  const x = Math.floor(Math.min(from.x, to.x));
  const y = Math.floor(Math.min(from.y, to.y));
  return {
    x,
    y,
    w: Math.max(1, Math.ceil(Math.max(from.x, to.x)) - x),
    h: Math.max(1, Math.ceil(Math.max(from.y, to.y)) - y),
  };
}

export function isDrag(from: Point, to: Point): boolean {
  return Math.abs(to.x - from.x) >= SMALLEST_DRAG && Math.abs(to.y - from.y) >= SMALLEST_DRAG;
}

/** Whether a finding with these frames (first and last, or all) applies to one. */
export function holdsFor(frames: readonly number[] | null, frame: number): boolean {
  const [first = 0, last = Number.POSITIVE_INFINITY] = frames ?? [];
  return first <= frame && frame <= last;
}
