import { describe, expect, it } from "vitest";
import type { ReviewMedium } from "../api/types";
import { START, type Viewer, type ViewerAction, viewerReducer } from "./viewer";

const media = [{ frame_count: 50 }, { frame_count: 1 }] as ReviewMedium[];
const lookAt = (...actions: ViewerAction[]): Viewer =>
  actions.reduce((viewer, action) => viewerReducer(media, viewer, action), START);

describe("a video that is looked at", () => {
  const playing: ViewerAction[] = [{ type: "length", seconds: 2 }, { type: "play" }];

  it("plays on while it tells its frames, and stops where somebody jumps to", () => {
    expect(lookAt(...playing, { type: "played", to: 7 })).toMatchObject({
      playing: true,
      frame: 7,
    });
    expect(lookAt(...playing, { type: "frame", to: 9 })).toMatchObject({
      playing: false,
      frame: 9,
    });
  });

  it("stops when another medium is picked, or something is to be drawn", () => {
    expect(lookAt(...playing, { type: "medium", to: 1 })).toMatchObject({
      playing: false,
      seconds: null,
      frame: 0,
    });
    expect(lookAt(...playing, { type: "draw" })).toMatchObject({ playing: false, drawing: true });
  });

  it("does not play before it is there", () => {
    expect(lookAt({ type: "play" }).playing).toBe(false);
  });
});
