import type { Dispatch } from "react";
import type { ReviewItem, ReviewMedium } from "../api/types";
import { FrameSlider } from "../frames/FrameSlider";
import { usePreload } from "../frames/frames";
import { PlayButton } from "../frames/PlayButton";
import { VIDEO } from "../frames/video-frames";
import { movedAt } from "./drawing";
import classes from "./Lightbox.module.css";
import { MediaStrip } from "./MediaStrip";
import { OpenRegionTools } from "./OpenRegionTools";
import { Pane, type PaneProps } from "./Pane";
import { isEmpty } from "./plan-edits";
import { TrackTimeline } from "./TrackTimeline";
import type { DrawingDesk } from "./use-drawing";
import type { PlanDesk } from "./use-plan-edits";
import { ViewerToolbar } from "./ViewerToolbar";
import { filmOf, type Viewer, type ViewerAction } from "./viewer";

interface LightboxProps {
  item: ReviewItem;
  medium: ReviewMedium;
  viewer: Viewer;
  look: Dispatch<ViewerAction>;
  desk: PlanDesk;
  drawings: DrawingDesk;
  held: boolean;
  seen: ReadonlySet<string>;
  peeking: boolean;
  hovered: number | null;
  onHover: (number: number | null) => void;
  onSeen: () => void;
  onHelp: () => void;
}

const ignored = () => undefined;

/** The medium on the table, before and after, with the plan drawn over it. */
export function Lightbox(props: LightboxProps) {
  const { item, medium, viewer, look, desk, drawings } = props;
  const frame = medium.frames[viewer.frame] ?? medium.frames[0];
  const isVideo = frame?.media_type === VIDEO;
  const toFrame = (to: number) => look({ type: "frame", to });
  const edits = desk.editsOf(medium);
  const burning = medium.state === "revising" || !isEmpty(edits);
  const mode = props.peeking ? "before" : viewer.mode;
  usePreload(
    isVideo
      ? []
      : medium.frames.map((each) => (mode === "before" ? each.stripped_url : each.obscured_url)),
    viewer.frame,
  );
  if (!frame) return <p className={classes.none}>This medium has no picture.</p>;

  const shared: Omit<PaneProps, "face" | "label" | "testId" | "onPlayed"> = {
    medium,
    frame,
    number: viewer.frame,
    playing: viewer.playing,
    onLength: (seconds) => look({ type: "length", seconds }),
    onPlayEnd: () => look({ type: "play", on: false }),
    view: viewer.view,
    onView: (change) => look({ type: "view", change }),
    onFrameStep: (step) => toFrame(viewer.frame + step),
    drawing: viewer.drawing && props.held,
    edits,
    open: drawings.openOf(medium),
    onGrip: () => toFrame(viewer.frame),
    onLead: (region) =>
      drawings.change(medium, (drawing) => movedAt(drawing, viewer.frame, region)),
    burning,
    hovered: props.hovered,
    onHover: props.onHover,
    onToggle: (number) => desk.toggle(medium, number),
    onDraw: (region) => drawings.draw(medium, region, viewer.frame),
    onUndraw: (index) => desk.undraw(medium, index),
    onSeen: props.onSeen,
  };

  const played = (to: number) => look({ type: "played", to });

  return (
    <>
      <ViewerToolbar
        item={item}
        medium={medium}
        viewer={viewer}
        look={look}
        held={props.held}
        onHelp={props.onHelp}
      />
      <div className={classes.table} data-both={mode === "both" || undefined}>
        {mode !== "after" && (
          <Pane
            {...shared}
            face="before"
            label="Before"
            onPlayed={mode === "both" ? ignored : played}
            testId={mode === "both" ? "plan-canvas-before" : "plan-canvas"}
          />
        )}
        {mode !== "before" && (
          <Pane {...shared} face="after" label="After" testId="plan-canvas" onPlayed={played} />
        )}
        <OpenRegionTools
          medium={medium}
          frame={viewer.frame}
          drawings={drawings}
          held={props.held}
        />
        {burning && (
          <p className={classes.burning} role="status">
            Burning in the new covering
          </p>
        )}
      </div>
      {medium.frame_count > 1 && (
        <div className={classes.frames}>
          {isVideo && (
            <PlayButton playing={viewer.playing} onToggle={() => look({ type: "play" })} />
          )}
          <FrameSlider frame={viewer.frame} count={medium.frame_count} onFrame={toFrame}>
            <TrackTimeline
              medium={medium}
              edits={edits}
              open={drawings.openOf(medium)}
              frame={viewer.frame}
              film={filmOf(medium, viewer)}
              hovered={props.hovered}
              onHover={props.onHover}
              onFrame={toFrame}
            />
          </FrameSlider>
        </div>
      )}
      {item.media.length > 1 && (
        <MediaStrip
          media={item.media}
          index={viewer.index}
          seen={props.seen}
          onPick={(to) => look({ type: "medium", to })}
        />
      )}
    </>
  );
}
