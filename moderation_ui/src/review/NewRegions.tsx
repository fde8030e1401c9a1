import type { DrawnRegion, ReviewMedium } from "../api/types";
import type { Film } from "../frames/video-frames";
import { framesLabel } from "../words/findings";
import { type Drawing, drawnRegion } from "./drawing";
import classes from "./NewRegions.module.css";
import type { PlanEdits } from "./plan-edits";

interface NewRegionsProps {
  medium: ReviewMedium;
  edits: PlanEdits;
  open: Drawing | null;
  film: Film | null;
  onRemove: (index: number) => void;
  onDiscard: () => void;
}

/** Regions drawn a moment ago, until the plan has taken them, and the one that is still open. */
export function NewRegions(props: NewRegionsProps) {
  const { medium, edits, open } = props;
  if (edits.added.length === 0 && !open) return null;
  const wordsFor = (drawn: DrawnRegion) => {
    if (medium.frame_count <= 1) return `New region, ${drawn.w} × ${drawn.h} px`;
    const when = framesLabel(drawn.frames ?? null, medium.frame_count, props.film);
    const places = drawn.path.length > 1 ? `, ${drawn.path.length} places` : "";
    return `New region, ${when}${places}`;
  };
  return (
    <ul className={classes.list} aria-label="New regions">
      {edits.added.map((drawn, index) => (
        <li key={`${drawn.x},${drawn.y},${drawn.w},${drawn.h},${drawn.frames}`}>
          <span>{wordsFor(drawn)}</span>
          <button
            type="button"
            aria-label={`Remove new region ${index + 1}`}
            onClick={() => props.onRemove(index)}
          >
            Remove
          </button>
        </li>
      ))}
      {open && (
        <li>
          <span>{wordsFor(drawnRegion(open, medium.frame_count))}, not finished</span>
          <button type="button" aria-label="Remove the open region" onClick={props.onDiscard}>
            Remove
          </button>
        </li>
      )}
    </ul>
  );
}
