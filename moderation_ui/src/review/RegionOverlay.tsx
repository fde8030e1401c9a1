import type { PlanFinding, Region, ReviewMedium } from "../api/types";
import { holdsFor } from "./geometry";
import { isLifted, type PlanEdits } from "./plan-edits";
import classes from "./RegionOverlay.module.css";

interface RegionOverlayProps {
  testId: string;
  medium: ReviewMedium;
  frame: number;
  edits: PlanEdits;
  /** Draw regions solid, as they will look, while the real covering is being burned in. */
  filled: boolean;
  drawing: boolean;
  draft: Region | null;
  hovered: number | null;
  onHover: (number: number | null) => void;
  onToggle: (number: number) => void;
  onUndraw: (index: number) => void;
}

/** The plan over the picture. The list at the side offers the same by keyboard. */
export function RegionOverlay(props: RegionOverlayProps) {
  const { medium, frame, edits } = props;
  const shown = medium.findings.filter(
    (finding): finding is PlanFinding & { region: Region } =>
      finding.region !== null && holdsFor(finding.frames, frame),
  );
  return (
    <svg
      data-testid={props.testId}
      className={classes.overlay}
      data-drawing={props.drawing || undefined}
      viewBox={`0 0 ${medium.width} ${medium.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {shown.map((finding) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list of findings has the same as buttons.
        <rect
          key={finding.number}
          {...rectOf(finding.region)}
          className={classes.region}
          data-testid={`region-${finding.number}`}
          data-kind={finding.kind}
          data-tier={finding.tier}
          data-lifted={isLifted(finding, edits) || undefined}
          data-filled={props.filled || undefined}
          data-hovered={props.hovered === finding.number || undefined}
          onPointerEnter={() => props.onHover(finding.number)}
          onPointerLeave={() => props.onHover(null)}
          onClick={() => props.onToggle(finding.number)}
        />
      ))}
      {edits.added.map((region, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list of findings has the same as buttons.
        <rect
          key={`${region.x},${region.y},${region.w},${region.h}`}
          {...rectOf(region)}
          className={classes.region}
          data-kind="new"
          data-filled={props.filled || undefined}
          onClick={() => props.onUndraw(index)}
        />
      ))}
      {props.draft && <rect {...rectOf(props.draft)} className={classes.draft} />}
    </svg>
  );
}

function rectOf({ x, y, w, h }: Region) {
  return { x, y, width: w, height: h };
}
