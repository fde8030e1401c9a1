import { describe, expect, it } from "vitest";
import { frameAt, frameFrom, timeOf } from "./video-frames";

describe("frames of a video", () => {
  it("are found again at their own time", () => {
    for (const frame of [0, 1, 37, 899]) {
      expect(frameAt(timeOf(frame, 900, 30), 900, 30)).toBe(frame);
    }
  });

  it("are told by where they begin, however that is rounded", () => {
    for (const frame of [0, 1, 37, 899]) {
      for (const off of [-1e-6, 0, 1e-6]) {
        expect(frameFrom(frame / 30 + off, 900, 30)).toBe(frame);
      }
    }
  });

  it("stay within the video", () => {
    expect(frameAt(31, 900, 30)).toBe(899);
    expect(frameAt(-1, 900, 30)).toBe(0);
    expect(frameAt(5, 900, 0)).toBe(0);
  });
});
