import { useDisclosure } from "@mantine/hooks";
import { useReducer, useState } from "react";
import type { ReviewItem, ReviewVerdict } from "../api/types";
import { approvalBlock, seenKey } from "./approval";
import { DecisionBar } from "./DecisionBar";
import { DecisionDialog } from "./DecisionDialog";
import classes from "./Desk.module.css";
import { DeskHead } from "./DeskHead";
import { heldFrom, heldUntil } from "./drawing";
import { FindingsPanel } from "./FindingsPanel";
import { FITTED, zoomedAt } from "./geometry";
import { LeaseLost } from "./LeaseLost";
import { Lightbox } from "./Lightbox";
import { ShortcutHelp } from "./ShortcutHelp";
import type { Command } from "./shortcuts";
import { TextsPanel } from "./TextsPanel";
import { useDrawing } from "./use-drawing";
import { useCommands, usePeek } from "./use-keys";
import type { Lease } from "./use-lease";
import { usePlanEdits } from "./use-plan-edits";
import { useTextEdits } from "./use-text-edits";
import { filmOf, START, type Viewer, type ViewerAction, viewerReducer } from "./viewer";

interface DeskProps {
  item: ReviewItem;
  lease: Lease;
  onClaim: () => void;
  onNext: () => void;
  onDecided: () => void;
}

/** One case on the desk: pictures in the middle, what was found and the decision at the right. */
export function Desk({ item, lease, onClaim, onNext, onDecided }: DeskProps) {
  const held = lease.state === "held";
  const [viewer, look] = useReducer(
    (state: Viewer, action: ViewerAction) => viewerReducer(item.media, state, action),
    START,
  );
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set());
  const [verdict, setVerdict] = useState<ReviewVerdict | null>(null);
  const [helping, help] = useDisclosure(false);
  const [pointed, setPointed] = useState<{ medium: string; number: number } | null>(null);
  const desk = usePlanEdits(item, held);
  const drawings = useDrawing(desk, held);
  const words = useTextEdits(item, held);
  const listening = verdict === null && !helping;
  const peeking = usePeek(listening);

  const medium = item.media[viewer.index];
  // Numbers are a medium's own.
  const hovered = pointed && pointed.medium === medium?.id ? pointed.number : null;
  const setHovered = (number: number | null) =>
    setPointed(medium && number !== null ? { medium: medium.id, number } : null);
  const blocked = held
    ? approvalBlock(item, seen, desk.editing, words.state, drawings.unfinished)
    : "This case is not yours now.";

  const decide = (wanted: ReviewVerdict) => {
    if (!held || (wanted === "approve" && blocked)) return;
    setVerdict(wanted);
  };
  const run: Record<Command, () => unknown> = {
    approve: () => decide("approve"),
    send_back: () => decide("send_back"),
    reject: () => decide("reject"),
    escalate: () => decide("escalate"),
    next: onNext,
    draw: () => look({ type: "draw" }),
    from_here: () =>
      medium && drawings.change(medium, (drawing) => heldFrom(drawing, viewer.frame)),
    until_here: () =>
      medium &&
      drawings.change(medium, (drawing) => heldUntil(drawing, viewer.frame, medium.frame_count)),
    finish: () => medium && drawings.finish(medium),
    lift: () => medium && hovered !== null && desk.toggle(medium, hovered),
    mark_words: words.markSelected,
    compare: () => look({ type: "compare" }),
    previous_medium: () => look({ type: "medium", to: viewer.index - 1 }),
    next_medium: () => look({ type: "medium", to: viewer.index + 1 }),
    previous_frame: () => look({ type: "frame", to: viewer.frame - 1 }),
    next_frame: () => look({ type: "frame", to: viewer.frame + 1 }),
    play: () => look({ type: "play" }),
    zoom_in: () => look({ type: "view", change: (view) => zoomedAt(view, 1.25) }),
    zoom_out: () => look({ type: "view", change: (view) => zoomedAt(view, 0.8) }),
    fit: () => look({ type: "view", change: () => FITTED }),
    stop: () => look({ type: "draw", on: false }),
    help: help.open,
  };
  useCommands(listening, (command) => run[command]());

  const saw = () => {
    if (medium && medium.state !== "revising") {
      setSeen((before) =>
        before.has(seenKey(medium)) ? before : new Set(before).add(seenKey(medium)),
      );
    }
  };

  return (
    <div className={classes.desk}>
      <section className={classes.work} aria-label="Case">
        <DeskHead item={item} held={held} />
        {lease.state === "lost" && <LeaseLost onClaim={onClaim} onNext={onNext} />}
        {medium && (
          <Lightbox
            item={item}
            medium={medium}
            viewer={viewer}
            look={look}
            desk={desk}
            drawings={drawings}
            held={held}
            seen={seen}
            peeking={peeking}
            hovered={hovered}
            onHover={setHovered}
            onSeen={saw}
            onHelp={help.open}
          />
        )}
      </section>
      <aside className={classes.side} aria-label="Findings and decision">
        <div className={classes.scroll}>
          {medium && (
            <FindingsPanel
              medium={medium}
              frame={viewer.frame}
              film={filmOf(medium, viewer)}
              desk={desk}
              drawings={drawings}
              held={held}
              hovered={hovered}
              onHover={setHovered}
              onFrame={(frame) => look({ type: "frame", to: frame })}
            />
          )}
          <TextsPanel item={item} desk={words} held={held} />
        </div>
        <DecisionBar held={held} blocked={blocked} onDecide={decide} />
      </aside>
      <DecisionDialog
        item={item}
        words={words}
        verdict={verdict}
        onClose={() => setVerdict(null)}
        onDecided={onDecided}
      />
      <ShortcutHelp opened={helping} onClose={help.close} />
    </div>
  );
}
