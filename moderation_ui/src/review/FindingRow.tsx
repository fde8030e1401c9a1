import type { PlanFinding } from "../api/types";
import type { Film } from "../frames/video-frames";
import { framesLabel, KIND_LABELS, namingOf, scoreLabel } from "../words/findings";
import classes from "./FindingRow.module.css";

interface FindingRowProps {
  finding: PlanFinding;
  /** What it is called by on the screen. */
  shown: number;
  frames: number;
  film: Film | null;
  here: boolean;
  lifted: boolean;
  held: boolean;
  hovered: boolean;
  onHover: (number: number | null) => void;
  onShow: () => void;
  onToggle: () => void;
}

export function FindingRow(props: FindingRowProps) {
  const { finding, lifted } = props;
  const facts = [
    finding.detector === "moderator" ? "" : scoreLabel(finding.score),
    finding.tier === "check" ? "unsure" : "",
    framesLabel(finding.frames, props.frames, props.film),
  ];
  const { label, hint } = namingOf(finding);
  const hints = [hint, finding.frames ? "Go to its first frame" : ""];
  const name = `${KIND_LABELS[finding.kind].toLowerCase()} ${props.shown}`;
  return (
    <li
      className={classes.row}
      data-lifted={lifted || undefined}
      data-hovered={props.hovered || undefined}
      data-away={!props.here || undefined}
      onPointerEnter={() => props.onHover(finding.number)}
      onPointerLeave={() => props.onHover(null)}
      onFocus={() => props.onHover(finding.number)}
      onBlur={() => props.onHover(null)}
    >
      <button
        type="button"
        className={classes.show}
        title={hints.filter(Boolean).join(". ") || undefined}
        disabled={!finding.frames}
        onClick={props.onShow}
      >
        <span className={classes.number}>{props.shown}</span>
        <span className={classes.words}>
          <span className={classes.label}>{label}</span>
          <span className={classes.facts}>{facts.filter(Boolean).join(" · ")}</span>
        </span>
      </button>
      <button
        type="button"
        className={classes.toggle}
        aria-label={`${lifted ? "Put back" : "Lift"} ${name}`}
        disabled={!props.held}
        onClick={props.onToggle}
      >
        {lifted ? "Put back" : "Lift"}
      </button>
    </li>
  );
}
