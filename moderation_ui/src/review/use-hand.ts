import { type MouseEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import type { Region } from "../api/types";
import {
  type Box,
  isDrag,
  kept,
  type Point,
  regionBetween,
  type Size,
  toMedium,
  type View,
} from "./geometry";

interface HandOptions {
  pane: RefObject<HTMLElement | null>;
  box: Box;
  picture: Size;
  drawing: boolean;
  onDraw: (region: Region) => void;
  onView: (change: (view: View) => View) => void;
}

interface Grip {
  from: Point;
  last: Point;
  moved: boolean;
}

/** How far a press may wander and still be a click. */
const STILL = 4;

/** What the pointer does on a pane: draws a region, pans, or just clicks. */
export function useHand({ pane, box, picture, drawing, onDraw, onView }: HandOptions) {
  const grip = useRef<Grip | null>(null);
  const dragged = useRef(false);
  const [draft, setDraft] = useState<Region | null>(null);

  const inPane = (event: PointerEvent): Point => {
    const rect = pane.current?.getBoundingClientRect();
    return { x: event.clientX - (rect?.left ?? 0), y: event.clientY - (rect?.top ?? 0) };
  };
  const between = (from: Point, to: Point) =>
    regionBetween(toMedium(from, box, picture), toMedium(to, box, picture));
  const letGo = () => {
    grip.current = null;
    setDraft(null);
  };

  return {
    draft,
    down(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !event.isPrimary) return;
      const at = inPane(event);
      dragged.current = false;
      grip.current = { from: at, last: at, moved: false };
    },
    move(event: PointerEvent<HTMLElement>) {
      const held = grip.current;
      if (!held) return;
      const at = inPane(event);
      if (!held.moved) {
        if (Math.hypot(at.x - held.from.x, at.y - held.from.y) < STILL) return;
        held.moved = true;
        dragged.current = true;
        // Only now: a captured pointer would take the click away from the region under it.
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      if (drawing) {
        setDraft(between(held.from, at));
      } else {
        const [x, y] = [at.x - held.last.x, at.y - held.last.y];
        const size = {
          width: pane.current?.clientWidth ?? 1,
          height: pane.current?.clientHeight ?? 1,
        };
        onView((view) =>
          kept({ zoom: view.zoom, pan: { x: view.pan.x + x, y: view.pan.y + y } }, picture, size),
        );
      }
      held.last = at;
    },
    up(event: PointerEvent<HTMLElement>) {
      const held = grip.current;
      const at = inPane(event);
      if (held && drawing && isDrag(held.from, at)) onDraw(between(held.from, at));
      letGo();
    },
    cancel: letGo,
    /** The click that ends a drag is no click on a region. */
    click(event: MouseEvent) {
      if (dragged.current) event.stopPropagation();
      dragged.current = false;
    },
  };
}
