import { describe, expect, it } from "vitest";
import {
  asMoving,
  begun,
  drawnRegion,
  heldFrom,
  heldUntil,
  movedAt,
  resized,
  shifted,
} from "./drawing";
import { regionAt } from "./path";

const COUNT = 100;
const place = (x: number) => ({ x, y: 10, w: 20, h: 20 });

describe("a region drawn in a video", () => {
  it("stands still in all frames at first", () => {
    expect(drawnRegion(begun(place(5), 30), COUNT)).toEqual({
      ...place(5),
      frames: null,
      path: [],
    });
  });

  it("holds from here until here", () => {
    const drawing = heldUntil(heldFrom(begun(place(5), 30), 20), 40, COUNT);
    expect(drawnRegion(drawing, COUNT).frames).toEqual([20, 40]);
  });

  it("holds for all frames again when the same is said twice", () => {
    const drawing = heldFrom(heldFrom(begun(place(5), 30), 20), 20);
    expect(drawnRegion(drawing, COUNT).frames).toBeNull();
    const other = heldUntil(heldUntil(begun(place(5), 30), 40, COUNT), 40, COUNT);
    expect(drawnRegion(other, COUNT).frames).toBeNull();
  });

  it("does not end before it begins", () => {
    const early = heldUntil(begun(place(5), 30), 40, COUNT);
    expect(drawnRegion(heldFrom(early, 50), COUNT).frames).toEqual([50, 99]);
    const late = heldFrom(begun(place(5), 30), 40);
    expect(drawnRegion(heldUntil(late, 10, COUNT), COUNT).frames).toEqual([0, 10]);
  });

  it("says nothing of frames when it holds from the first or until the last", () => {
    expect(drawnRegion(heldFrom(begun(place(5), 3), 0), COUNT).frames).toBeNull();
    expect(drawnRegion(heldUntil(begun(place(5), 3), 99, COUNT), COUNT).frames).toBeNull();
  });

  it("follows what a hand leads it along, with two or three drags", () => {
    const drawing = movedAt(movedAt(begun(place(0), 10), 50, place(80)), 30, place(20));
    const drawn = drawnRegion(drawing, COUNT);
    expect(drawn.path.map(({ frame }) => frame)).toEqual([10, 30, 50]);
    expect(drawn).toMatchObject({ x: 0, w: 100 });
    const along = asMoving(drawn);
    expect([0, 10, 20, 30, 40, 50, 99].map((frame) => regionAt(along, frame)?.x)).toEqual([
      0, 0, 10, 20, 50, 80, 80,
    ]);
  });

  it("takes a second move at the same frame in place of the first", () => {
    const drawing = movedAt(movedAt(begun(place(0), 10), 10, place(40)), 10, place(50));
    expect(drawnRegion(drawing, COUNT)).toEqual({ ...place(50), frames: null, path: [] });
  });

  it("is cut off where its frames end, at the place where it is then", () => {
    const led = movedAt(begun(place(0), 10), 50, place(80));
    const drawn = drawnRegion(heldUntil(heldFrom(led, 20), 40, COUNT), COUNT);
    expect(drawn.path).toEqual([
      { frame: 20, region: place(20) },
      { frame: 40, region: place(60) },
    ]);
    expect(drawn).toMatchObject({ x: 20, w: 60, frames: [20, 40] });
  });

  it("stands still where nothing is left of its path", () => {
    const led = movedAt(begun(place(0), 10), 20, place(80));
    expect(drawnRegion(heldFrom(led, 30), COUNT)).toEqual({
      ...place(80),
      frames: [30, 99],
      path: [],
    });
    const once = heldUntil(heldFrom(led, 15), 15, COUNT);
    expect(drawnRegion(once, COUNT)).toEqual({ ...place(40), frames: [15, 15], path: [] });
  });

  it("is made larger or smaller at a corner, and never beyond the picture", () => {
    const picture = { width: 100, height: 60 };
    const region = { x: 10, y: 10, w: 20, h: 20 };
    const by = { x: 5, y: -4 };
    expect(resized(region, [1, 1], by, picture)).toEqual({ x: 10, y: 10, w: 25, h: 16 });
    expect(resized(region, [0, 0], by, picture)).toEqual({ x: 15, y: 6, w: 15, h: 24 });
    expect(resized(region, [1, 0], { x: 999, y: -999 }, picture)).toEqual({
      x: 10,
      y: 0,
      w: 90,
      h: 30,
    });
    // Pulled over the corner that is held.
    expect(resized(region, [0, 1], { x: 40, y: 0 }, picture)).toEqual({
      x: 30,
      y: 10,
      w: 20,
      h: 20,
    });
  });

  it("cannot be pushed out of the picture", () => {
    const picture = { width: 100, height: 60 };
    expect(shifted(place(5), { x: -50, y: 3.4 }, picture)).toEqual({ ...place(0), y: 13 });
    expect(shifted(place(5), { x: 500, y: 500 }, picture)).toEqual({ ...place(80), y: 40 });
  });
});
