import classes from "./NewRegions.module.css";
import type { PlanEdits } from "./plan-edits";

interface NewRegionsProps {
  edits: PlanEdits;
  onRemove: (index: number) => void;
}

/** Regions drawn a moment ago, until the plan has taken them. */
export function NewRegions({ edits, onRemove }: NewRegionsProps) {
  if (edits.added.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="New regions">
      {edits.added.map((region, index) => (
        <li key={`${region.x},${region.y},${region.w},${region.h}`}>
          <span>
            New region, {region.w} × {region.h} px
          </span>
          <button
            type="button"
            aria-label={`Remove new region ${index + 1}`}
            onClick={() => onRemove(index)}
          >
            Remove
          </button>
        </li>
      ))}
    </ul>
  );
}
