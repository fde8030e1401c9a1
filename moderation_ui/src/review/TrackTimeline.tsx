import type { CSSProperties, MouseEvent } from "react";
import type { ReviewMedium } from "../api/types";
import type { Film } from "../frames/video-frames";
import { framesLabel, KIND_LABELS, namingOf, shownNumber } from "../words/findings";
import { type Drawing, drawnRegion } from "./drawing";
import type { PlanEdits } from "./plan-edits";
import classes from "./TrackTimeline.module.css";
import { type Bar, barsOf, frameOn, placeOf } from "./timeline";

interface TrackTimelineProps {
  medium: ReviewMedium;
  edits: PlanEdits;
  open: Drawing | null;
  frame: number;
  film: Film | null;
  hovered: number | null;
  onHover: (number: number | null) => void;
  onFrame: (frame: number) => void;
}

/** When what was found is in the picture. A click on a bar goes to where it begins. */
export function TrackTimeline(props: TrackTimelineProps) {
  const { medium, open } = props;
  const count = medium.frame_count;
  const bars = barsOf(medium, props.edits, open ? drawnRegion(open, count) : null);
  const lanes = Math.max(0, ...bars.map(({ lane }) => lane + 1));
  const jump = (event: MouseEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    props.onFrame(frameOn((event.clientX - left) / width, count));
  };
  const wordsFor = (bar: Bar) => {
    const name =
      bar.number === null
        ? "New region"
        : `${KIND_LABELS[bar.kind]} ${shownNumber(bar.number, medium.findings)}`;
    const found = medium.findings.find(({ number }) => number === bar.number);
    const why = found?.reason ? `: ${namingOf(found).label}` : "";
    const more = bar.lifted ? ", lifted" : bar.tier === "check" ? `, unsure${why}` : "";
    return `${name}, ${framesLabel([bar.first, bar.last], count, props.film)}${more}`;
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the slider above does the same by keyboard.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form.
    <div
      className={classes.line}
      role="group"
      aria-label="Tracks"
      data-more={lanes > 5 || undefined}
      style={{ "--lanes": lanes } as CSSProperties}
      onClick={jump}
    >
      {bars.map((bar) => (
        <button
          key={bar.key}
          type="button"
          // The list at the side has the same in reach of the keyboard.
          tabIndex={-1}
          className={classes.bar}
          aria-label={wordsFor(bar)}
          title={wordsFor(bar)}
          data-kind={bar.kind}
          data-tier={bar.tier}
          data-lifted={bar.lifted || undefined}
          data-open={bar.number === null || undefined}
          data-hovered={(bar.number !== null && props.hovered === bar.number) || undefined}
          style={
            {
              "--in-lane": bar.lane,
              left: `${placeOf(bar.first, count)}%`,
              width: `${placeOf(bar.last - bar.first, count)}%`,
            } as CSSProperties
          }
          onPointerEnter={() => props.onHover(bar.number)}
          onPointerLeave={() => props.onHover(null)}
          onClick={(event) => {
            event.stopPropagation();
            props.onFrame(bar.first);
          }}
        />
      ))}
      {bars.flatMap(({ key, stops }) =>
        stops.map((stop) => (
          <span
            key={`${key}-${stop}`}
            className={classes.stop}
            style={{ left: `${placeOf(stop, count)}%` }}
          />
        )),
      )}
      <span className={classes.now} style={{ left: `${placeOf(props.frame, count)}%` }} />
    </div>
  );
}
