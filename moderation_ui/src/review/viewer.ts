/** What the moderator looks at: which medium and frame, still or playing, how close. Pure. */

import type { ReviewMedium } from "../api/types";
import type { Film } from "../frames/video-frames";
import { FITTED, type View } from "./geometry";

export type Mode = "after" | "before" | "both";

export interface Viewer {
  index: number;
  frame: number;
  playing: boolean;
  /** How long the video is; `null` for what is none, or is not loaded yet. */
  seconds: number | null;
  mode: Mode;
  drawing: boolean;
  view: View;
}

export const START: Viewer = {
  index: 0,
  frame: 0,
  playing: false,
  seconds: null,
  mode: "after",
  drawing: false,
  view: FITTED,
};

/** The medium as a film, once it is known how long it is. */
export function filmOf(
  { frame_count: count, moments }: ReviewMedium,
  { seconds }: Pick<Viewer, "seconds">,
): Film | null {
  return seconds === null ? null : { count, seconds, moments };
}

const MODES: readonly Mode[] = ["after", "before", "both"];

export type ViewerAction =
  | { type: "medium"; to: number }
  | { type: "frame"; to: number }
  | { type: "play"; on?: boolean }
  | { type: "played"; to: number }
  | { type: "length"; seconds: number }
  | { type: "mode"; to: Mode }
  | { type: "compare" }
  | { type: "draw"; on?: boolean }
  | { type: "view"; change: (view: View) => View };

const within = (value: number, count: number) =>
  Math.min(Math.max(0, count - 1), Math.max(0, value));

const inMedium = (media: readonly ReviewMedium[], viewer: Viewer, frame: number) =>
  within(frame, media[viewer.index]?.frame_count ?? 1);

export function viewerReducer(
  media: readonly ReviewMedium[],
  viewer: Viewer,
  action: ViewerAction,
): Viewer {
  switch (action.type) {
    case "medium": {
      const index = within(action.to, media.length);
      if (index === viewer.index) return viewer;
      return { ...viewer, index, frame: 0, playing: false, seconds: null, view: FITTED };
    }
    case "frame":
      return { ...viewer, playing: false, frame: inMedium(media, viewer, action.to) };
    case "play":
      // What is no video has no length, and does not play.
      return { ...viewer, playing: viewer.seconds !== null && (action.on ?? !viewer.playing) };
    case "played":
      return { ...viewer, frame: inMedium(media, viewer, action.to) };
    case "length":
      return { ...viewer, seconds: action.seconds };
    case "mode":
      return { ...viewer, mode: action.to };
    case "compare":
      return { ...viewer, mode: MODES[(MODES.indexOf(viewer.mode) + 1) % MODES.length] ?? "after" };
    case "draw": {
      const drawing = action.on ?? !viewer.drawing;
      // Nothing can be drawn around what runs away.
      return { ...viewer, drawing, playing: viewer.playing && !drawing };
    }
    case "view":
      return { ...viewer, view: action.change(viewer.view) };
  }
}
