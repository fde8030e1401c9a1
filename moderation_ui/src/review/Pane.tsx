import { useElementSize, useMergedRef } from "@mantine/hooks";
import { type PointerEvent, useRef, useState } from "react";
import type { FrameView, Region, ReviewMedium } from "../api/types";
import { FrameVideo } from "../frames/FrameVideo";
import { VIDEO } from "../frames/video-frames";
import { mediumLabel } from "../words/vocabulary";
import type { Drawing } from "./drawing";
import { kept, pictureBox, type View } from "./geometry";
import { OpenRegion } from "./OpenRegion";
import classes from "./Pane.module.css";
import type { PlanEdits } from "./plan-edits";
import { RegionOverlay } from "./RegionOverlay";
import { useHand } from "./use-hand";
import { usePaneWheel } from "./use-pane-wheel";

export interface PaneProps {
  face: "before" | "after";
  label: string;
  testId: string;
  medium: ReviewMedium;
  frame: FrameView;
  /** The number of the frame that is looked at; a video has one `FrameView` for all of its. */
  number: number;
  playing: boolean;
  /** Told only by the pane that leads, where two are side by side. */
  onPlayed: (frame: number) => void;
  onLength: (seconds: number) => void;
  onPlayEnd: () => void;
  view: View;
  onView: (change: (view: View) => View) => void;
  onFrameStep: (step: 1 | -1) => void;
  drawing: boolean;
  edits: PlanEdits;
  /** A region that is being drawn, and is led along. */
  open: Drawing | null;
  onGrip: () => void;
  onLead: (region: Region) => void;
  burning: boolean;
  hovered: number | null;
  onHover: (number: number | null) => void;
  onToggle: (number: number) => void;
  onDraw: (region: Region) => void;
  onUndraw: (index: number) => void;
  onSeen: () => void;
}

/** One face of a frame: pan by dragging, zoom by wheel, or draw when drawing is on. */
export function Pane(props: PaneProps) {
  const { face, medium, frame, drawing, burning, onView } = props;
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>();
  const pane = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sizeRef, pane);
  const [broken, setBroken] = useState<string | null>(null);

  const size = { width, height };
  const picture = { width: medium.width, height: medium.height };
  const view = width > 0 ? kept(props.view, picture, size) : props.view;
  const box = pictureBox(picture, size, view);
  const hand = useHand({ pane, box, picture, drawing, onDraw: props.onDraw, onView });
  usePaneWheel(pane, medium.frame_count > 1, onView, props.onFrameStep);

  // While a new covering is burned in there is no after-picture: the old one must not be taken for it.
  const missing = face === "after" && medium.state === "revising";
  const url = face === "before" || missing ? frame.stripped_url : frame.obscured_url;
  const words = `${props.label} covering, image ${medium.position + 1}${
    medium.frame_count > 1 ? `, frame ${props.number + 1}` : ""
  }`;
  const shown = () => {
    setBroken(null);
    if (face === "after" && !missing) props.onSeen();
  };

  return (
    <div
      ref={ref}
      className={classes.pane}
      data-drawing={drawing || undefined}
      data-zoomed={view.zoom > 1 || undefined}
      onPointerDown={hand.down}
      onPointerMove={hand.move}
      onPointerUp={hand.up}
      onPointerCancel={hand.cancel}
      onClickCapture={hand.click}
      onPointerLeave={(event: PointerEvent) => event.buttons === 0 && props.onHover(null)}
    >
      <div
        className={classes.picture}
        data-crisp={box.width / frame.width > 3 || undefined}
        style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
      >
        {frame.media_type === VIDEO ? (
          <FrameVideo
            key={`${url}#${medium.revision}`}
            url={url}
            label={words}
            frame={props.number}
            count={medium.frame_count}
            moments={medium.moments}
            playing={props.playing}
            onFrame={props.onPlayed}
            onLength={props.onLength}
            onEnded={props.onPlayEnd}
            onShown={shown}
            onBroken={() => setBroken(url)}
          />
        ) : (
          <img
            // A new revision counts as a new picture even where its pixels are the old ones.
            key={`${url}#${medium.revision}`}
            src={url}
            alt={words}
            draggable={false}
            onLoad={shown}
            onError={() => setBroken(url)}
          />
        )}
        <RegionOverlay
          testId={props.testId}
          medium={medium}
          frame={props.number}
          edits={props.edits}
          filled={face === "after" && burning}
          drawing={drawing}
          draft={hand.draft}
          hovered={props.hovered}
          onHover={props.onHover}
          onToggle={props.onToggle}
          onUndraw={props.onUndraw}
        />
        {props.open && (
          <OpenRegion
            drawing={props.open}
            frame={props.number}
            picture={picture}
            box={box}
            onGrip={props.onGrip}
            onMove={props.onLead}
          />
        )}
      </div>
      {broken === url && <p className={classes.broken}>This picture could not be loaded.</p>}
      <span className={classes.label}>
        <strong>{props.label}</strong> {mediumLabel(medium.modality, medium.frame_count > 1)} ·{" "}
        {medium.width} × {medium.height}
      </span>
    </div>
  );
}
