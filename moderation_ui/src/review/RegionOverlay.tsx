import { useEffect, useEffectEvent, useRef } from "react";
import type { Region, ReviewMedium } from "../api/types";
import { asMoving } from "./drawing";
import { type Moving, regionAt } from "./path";
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

/** The plan over the picture, each region where it is at this frame. The list at the side offers the same by keyboard. */
export function RegionOverlay(props: RegionOverlayProps) {
  const { medium, frame, edits } = props;
  const found = placed(medium.findings, (finding) => finding, frame);
  const added = placed(edits.added, asMoving, frame);

  const pointed = useRef<number | null>(null);
  const point = (number: number | null) => {
    pointed.current = number;
    props.onHover(number);
  };
  // What is gone from under the pointer tells nobody that it is left.
  const letGo = useEffectEvent(() => {
    if (pointed.current === null) return;
    if (!found.some(({ item }) => item.number === pointed.current)) point(null);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a turn of frames takes regions away.
  useEffect(() => letGo(), [frame]);

  return (
    <svg
      data-testid={props.testId}
      className={classes.overlay}
      data-drawing={props.drawing || undefined}
      viewBox={`0 0 ${medium.width} ${medium.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {found.map(({ item: finding, region }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list of findings has the same as buttons.
        <rect
          key={finding.number}
          {...rectOf(region)}
          className={classes.region}
          data-testid={`region-${finding.number}`}
          data-kind={finding.kind}
          data-tier={finding.tier}
          data-lifted={isLifted(finding, edits) || undefined}
          data-filled={props.filled || undefined}
          data-hovered={props.hovered === finding.number || undefined}
          onPointerEnter={() => point(finding.number)}
          onPointerLeave={() => point(null)}
          onClick={() => props.onToggle(finding.number)}
        />
      ))}
      {added.map(({ region, index }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list of findings has the same as buttons.
        <rect
          key={`new-${index}`}
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

/** What is to be seen at a frame, where it is there, and its place among all. */
function placed<T>(items: readonly T[], as: (item: T) => Moving, frame: number) {
  return items.flatMap((item, index) => {
    const region = regionAt(as(item), frame);
    return region ? [{ item, region, index }] : [];
  });
}

function rectOf({ x, y, w, h }: Region) {
  return { x, y, width: w, height: h };
}
