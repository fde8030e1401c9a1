import { describe, expect, it } from "vitest";
import {
  FITTED,
  fittedSize,
  holdsFor,
  isDrag,
  kept,
  MAX_ZOOM,
  pictureBox,
  regionBetween,
  toMedium,
  zoomedAt,
} from "./geometry";

/** 800 × 600 for the picture, and the margin around it. */
const PANE = { width: 828, height: 628 };
const MEDIUM = { width: 4000, height: 2000 };

describe("a picture in its pane", () => {
  it("fits by its longer side and is centred", () => {
    expect(fittedSize(MEDIUM, PANE)).toEqual({ width: 800, height: 400 });
    expect(pictureBox(MEDIUM, PANE, FITTED)).toEqual({
      left: 14,
      top: 114,
      width: 800,
      height: 400,
    });
  });

  it("is enlarged when it is small", () => {
    expect(fittedSize({ width: 64, height: 64 }, PANE)).toEqual({ width: 600, height: 600 });
  });

  it("keeps the point under the pointer when zoomed", () => {
    const at = { x: 100, y: -50 };
    const view = zoomedAt(FITTED, 2, at);
    const before = pictureBox(MEDIUM, PANE, FITTED);
    const after = pictureBox(MEDIUM, PANE, view);
    const pointer = { x: PANE.width / 2 + at.x, y: PANE.height / 2 + at.y };
    expect(toMedium(pointer, after, MEDIUM)).toEqual(toMedium(pointer, before, MEDIUM));
  });

  it("is zoomed neither below fitting nor without end", () => {
    expect(zoomedAt(FITTED, 0.1).zoom).toBe(1);
    expect(zoomedAt(FITTED, 1000).zoom).toBe(MAX_ZOOM);
  });

  it("cannot be moved out of sight", () => {
    expect(kept({ zoom: 1, pan: { x: 500, y: 500 } }, MEDIUM, PANE).pan).toEqual({ x: 0, y: 0 });
    const zoomed = kept({ zoom: 2, pan: { x: 5000, y: -5000 } }, MEDIUM, PANE);
    // Up to the picture's edge and the margin beyond it.
    expect(zoomed.pan).toEqual({ x: 400, y: -100 });
  });
});

describe("regions", () => {
  it("are in the medium's pixels, whatever size the picture is shown in", () => {
    const shown = { left: 10, top: 20, width: 400, height: 200 };
    expect(toMedium({ x: 10, y: 20 }, shown, MEDIUM)).toEqual({ x: 0, y: 0 });
    expect(toMedium({ x: 110, y: 70 }, shown, MEDIUM)).toEqual({ x: 1000, y: 500 });
  });

  it("end at the medium's edge when drawn beyond it", () => {
    const shown = { left: 0, top: 0, width: 400, height: 200 };
    const region = regionBetween(
      toMedium({ x: 300, y: 100 }, shown, MEDIUM),
      toMedium({ x: 9999, y: 9999 }, shown, MEDIUM),
    );
    expect(region).toEqual({ x: 3000, y: 1000, w: 1000, h: 1000 });
  });

  it("can be drawn in any direction and cover every touched pixel", () => {
    expect(regionBetween({ x: 20.4, y: 30.2 }, { x: 10.6, y: 10.9 })).toEqual({
      x: 10,
      y: 10,
      w: 11,
      h: 21,
    });
    expect(regionBetween({ x: 5, y: 5 }, { x: 5, y: 5 })).toEqual({ x: 5, y: 5, w: 1, h: 1 });
  });

  it("are not made by a click", () => {
    expect(isDrag({ x: 0, y: 0 }, { x: 3, y: 90 })).toBe(false);
    expect(isDrag({ x: 0, y: 0 }, { x: 8, y: 9 })).toBe(true);
  });

  it("hold for all frames, or from the first to the last", () => {
    expect(holdsFor(null, 7)).toBe(true);
    expect([1, 2, 4, 5].map((frame) => holdsFor([2, 4], frame))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
