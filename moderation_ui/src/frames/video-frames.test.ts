import { describe, expect, it } from "vitest";
import { type Film, frameAt, frameFrom, startOf, timeOf } from "./video-frames";

const EVEN: Film = { count: 900, seconds: 30, moments: [] };
/** A camera that slows down in the dark, and stumbles. */
const UNEVEN: Film = { count: 6, seconds: 1, moments: [0, 33, 67, 400, 467, 900] };

describe("frames of a video", () => {
  it.each([EVEN, UNEVEN])("are found again at their own time", (film) => {
    for (let frame = 0; frame < film.count; frame += 1) {
      expect(frameAt(timeOf(frame, film), film)).toBe(frame);
    }
  });

  it.each([EVEN, UNEVEN])("are told by where they begin, however that is rounded", (film) => {
    for (let frame = 0; frame < film.count; frame += 1) {
      for (const off of [-4e-4, 0, 4e-4]) {
        expect(frameFrom(startOf(frame, film) + off, film)).toBe(frame);
      }
    }
  });

  it.each([EVEN, UNEVEN])("stay within the video", (film) => {
    expect(frameAt(31, film)).toBe(film.count - 1);
    expect(frameAt(-1, film)).toBe(0);
    expect(frameAt(5, { ...film, seconds: 0 })).toBe(0);
    expect(startOf(film.count, film)).toBe(film.seconds);
  });
});
