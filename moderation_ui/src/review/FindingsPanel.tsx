import { IconAlertTriangle } from "@tabler/icons-react";
import type { FindingKind, PlanFinding, ReviewMedium } from "../api/types";
import type { Film } from "../frames/video-frames";
import { KIND_LABELS, shownNumber } from "../words/findings";
import { FindingRow } from "./FindingRow";
import classes from "./FindingsPanel.module.css";
import { holdsFor } from "./geometry";
import { NewRegions } from "./NewRegions";
import { isLifted } from "./plan-edits";
import { RemovedSummary } from "./RemovedSummary";
import type { DrawingDesk } from "./use-drawing";
import type { PlanDesk } from "./use-plan-edits";

interface FindingsPanelProps {
  medium: ReviewMedium;
  frame: number;
  /** Its times, where it is a video. */
  film: Film | null;
  desk: PlanDesk;
  drawings: DrawingDesk;
  held: boolean;
  hovered: number | null;
  onHover: (number: number | null) => void;
  onFrame: (frame: number) => void;
}

const DRAWN_KINDS: readonly FindingKind[] = ["face", "text", "mark"];

/** What was found in this medium: what is covered, kind by kind, and what was taken out unseen. */
export function FindingsPanel(props: FindingsPanelProps) {
  const { medium, frame, desk, drawings } = props;
  const edits = desk.editsOf(medium);
  const drawn = medium.findings.filter((finding) => finding.region !== null);
  const removed = medium.findings.filter((finding) => finding.region === null);

  const show = (finding: PlanFinding) => {
    if (finding.frames) props.onFrame(finding.frames[0] ?? 0);
  };

  return (
    <section className={classes.panel} aria-label="Findings">
      <h2>
        Findings <span>image {medium.position + 1}</span>
      </h2>
      {medium.flagged && (
        <p className={classes.flag}>
          <IconAlertTriangle size={18} aria-hidden="true" />
          Something was still found after two rounds of covering. Look closely.
        </p>
      )}
      {drawn.length === 0 && edits.added.length === 0 && !drawings.openOf(medium) && (
        <p className={classes.none}>Nothing to cover was found in the picture.</p>
      )}
      <div className={classes.groups}>
        {DRAWN_KINDS.map((kind) => {
          const found = drawn.filter((finding) => finding.kind === kind);
          if (found.length === 0) return null;
          return (
            <div key={kind} className={classes.group}>
              <h3 data-kind={kind}>
                {KIND_LABELS[kind]} <span>{found.length}</span>
              </h3>
              <ul>
                {found.map((finding) => (
                  <FindingRow
                    key={finding.number}
                    finding={finding}
                    shown={shownNumber(finding.number, medium.findings)}
                    frames={medium.frame_count}
                    film={props.film}
                    here={holdsFor(finding.frames, frame)}
                    lifted={isLifted(finding, edits)}
                    held={props.held}
                    hovered={props.hovered === finding.number}
                    onHover={props.onHover}
                    onShow={() => show(finding)}
                    onToggle={() => desk.toggle(medium, finding.number)}
                  />
                ))}
              </ul>
            </div>
          );
        })}
      </div>
      <NewRegions
        medium={medium}
        edits={edits}
        open={drawings.openOf(medium)}
        film={props.film}
        onRemove={(index) => desk.undraw(medium, index)}
        onDiscard={() => drawings.discard(medium)}
      />
      <RemovedSummary findings={removed} />
    </section>
  );
}
