/** What the moderator looks at: which medium and frame, before or after, how close. Pure. */

import type { ReviewMedium } from "../api/types";
import { FITTED, type View } from "./geometry";

export type Mode = "after" | "before" | "both";

export interface Viewer {
  index: number;
  frame: number;
  mode: Mode;
  drawing: boolean;
  view: View;
}

export const START: Viewer = { index: 0, frame: 0, mode: "after", drawing: false, view: FITTED };

const MODES: readonly Mode[] = ["after", "before", "both"];

export type ViewerAction =
  | { type: "medium"; to: number }
  | { type: "frame"; to: number }
  | { type: "mode"; to: Mode }
  | { type: "compare" }
  | { type: "draw"; on?: boolean }
  | { type: "view"; change: (view: View) => View };

const within = (value: number, count: number) =>
  Math.min(Math.max(0, count - 1), Math.max(0, value));

export function viewerReducer(
  media: readonly ReviewMedium[],
  viewer: Viewer,
  action: ViewerAction,
): Viewer {
  switch (action.type) {
    case "medium": {
      const index = within(action.to, media.length);
      return index === viewer.index ? viewer : { ...viewer, index, frame: 0, view: FITTED };
    }
    case "frame":
      return { ...viewer, frame: within(action.to, media[viewer.index]?.frame_count ?? 1) };
    case "mode":
      return { ...viewer, mode: action.to };
    case "compare":
      return { ...viewer, mode: MODES[(MODES.indexOf(viewer.mode) + 1) % MODES.length] ?? "after" };
    case "draw":
      return { ...viewer, drawing: action.on ?? !viewer.drawing };
    case "view":
      return { ...viewer, view: action.change(viewer.view) };
  }
}
