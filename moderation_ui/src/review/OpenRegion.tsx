import { type PointerEvent, useRef, useState } from "react";
import type { Region } from "../api/types";
import { type Corner, type Drawing, resized, shifted } from "./drawing";
import type { Box, Point, Size } from "./geometry";
import classes from "./OpenRegion.module.css";
import { hullOf, regionAt } from "./path";

interface OpenRegionProps {
  drawing: Drawing;
  frame: number;
  picture: Size;
  /** The picture as it lies in its pane. */
  box: Box;
  /** Somebody takes hold of it. */
  onGrip: () => void;
  onMove: (region: Region) => void;
}

interface Grip {
  /** `null` for the region as a whole. */
  corner: Corner | null;
  from: Point;
  region: Region;
}

/** In pixels of the screen; what is smaller can be moved, and resized once it is zoomed in on. */
const SMALLEST_WITH_CORNERS = 52;

const CORNERS: readonly Corner[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];

/** The region that is being drawn in a video: dragged somewhere else, it is led there. */
export function OpenRegion(props: OpenRegionProps) {
  const { drawing, frame, picture, box } = props;
  const grip = useRef<Grip | null>(null);
  const [draft, setDraft] = useState<Region | null>(null);

  const place = regionAt({ region: hullOf(drawing.path), path: drawing.path }, frame);
  const region = draft ?? place;
  if (!region) return null;
  const isAway =
    (drawing.from !== null && frame < drawing.from) ||
    (drawing.until !== null && frame > drawing.until);

  // The corners would leave nothing to take hold of between them.
  const scale = box.width / picture.width;
  const isSmall = !draft && Math.min(region.w, region.h) * scale < SMALLEST_WITH_CORNERS;

  const down = (event: PointerEvent<HTMLElement>, corner: Corner | null) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { corner, from: { x: event.clientX, y: event.clientY }, region };
    props.onGrip();
  };
  const move = (event: PointerEvent) => {
    const held = grip.current;
    if (!held) return;
    event.stopPropagation();
    const by = {
      x: ((event.clientX - held.from.x) / box.width) * picture.width,
      y: ((event.clientY - held.from.y) / box.height) * picture.height,
    };
    setDraft(
      held.corner
        ? resized(held.region, held.corner, by, picture)
        : shifted(held.region, by, picture),
    );
  };
  const up = (event: PointerEvent) => {
    if (!grip.current) return;
    event.stopPropagation();
    if (draft) props.onMove(draft);
    letGo();
  };
  const letGo = () => {
    grip.current = null;
    setDraft(null);
  };
  const hand = { onPointerMove: move, onPointerUp: up, onPointerCancel: letGo };
  const share = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return (
    <div
      className={classes.region}
      data-testid="open-region"
      data-away={isAway || undefined}
      aria-hidden="true"
      style={{
        left: share(region.x, picture.width),
        top: share(region.y, picture.height),
        width: share(region.w, picture.width),
        height: share(region.h, picture.height),
      }}
      onPointerDown={(event) => down(event, null)}
      {...hand}
    >
      {!isAway &&
        !isSmall &&
        CORNERS.map(([across, under]) => (
          <span
            key={`${across}${under}`}
            className={classes.corner}
            data-across={across}
            data-down={under}
            onPointerDown={(event) => down(event, [across, under])}
            {...hand}
          />
        ))}
    </div>
  );
}
