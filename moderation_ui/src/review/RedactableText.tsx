import type { KeyboardEvent } from "react";
import type { FreeText } from "../api/types";
import { SPAN_LABELS } from "../words/findings";
import classes from "./RedactableText.module.css";
import { isRemoved, type Piece, piecesOf } from "./removals";
import { FIELD_ATTRIBUTE } from "./selection";
import type { TextDesk } from "./use-text-edits";

interface RedactableTextProps {
  text: FreeText;
  desk: TextDesk;
  held: boolean;
}

/** A text in which each identifier can be ticked for removal. It holds the text and nothing else. */
export function RedactableText({ text, desk, held }: RedactableTextProps) {
  return (
    <span {...{ [FIELD_ATTRIBUTE]: text.field }}>
      {piecesOf(text, desk.edits).map((piece) =>
        piece.span || piece.mark ? (
          <Toggle key={piece.at} piece={piece} desk={desk} held={held} />
        ) : (
          piece.text
        ),
      )}
    </span>
  );
}

interface ToggleProps {
  piece: Piece;
  desk: TextDesk;
  held: boolean;
}

function Toggle({ piece, desk, held }: ToggleProps) {
  const { span, mark, text } = piece;
  const pressed = span ? isRemoved(span, desk.edits) : true;
  const toggle = () => {
    // Whoever selects words across a tick does not mean to turn it over.
    if (window.getSelection()?.isCollapsed === false) return;
    if (span) desk.flip(span);
    else if (mark) desk.unmark(mark);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!event.repeat) toggle();
  };
  const why = span ? `${SPAN_LABELS[span.kind]}, ${span.tier}` : "marked by you";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button would neither wrap like text nor let itself be selected.
    <span
      role="button"
      tabIndex={held ? 0 : -1}
      aria-pressed={pressed}
      aria-disabled={!held || undefined}
      aria-label={`Remove “${text}”: ${why}`}
      title={`${pressed ? "Removed" : "Kept"}: ${why}`}
      className={classes.toggle}
      data-tier={span?.tier ?? "own"}
      onClick={toggle}
      onKeyDown={key}
    >
      {text}
    </span>
  );
}
