/** What is taken out of the texts: ticks on what was found, and words that were marked by hand. */

import type { FreeText, Stretch, TextField, TextSpan } from "../api/types";

/** `flipped` are the spans that are not as they came; `marked` are words marked by hand. */
export interface TextEdits {
  flipped: ReadonlySet<string>;
  marked: readonly Stretch[];
}

export const NO_TEXT_EDITS: TextEdits = { flipped: new Set(), marked: [] };

export function stretchKey({ field, start, end }: Stretch): string {
  return `${field}:${start}:${end}`;
}

/** What is sure is removed, what is not is kept, until the moderator says otherwise. */
export function isRemoved(span: TextSpan, { flipped }: TextEdits): boolean {
  return (span.tier === "sure") !== flipped.has(stretchKey(span));
}

export function withFlipped(edits: TextEdits, span: Stretch): TextEdits {
  const flipped = new Set(edits.flipped);
  if (!flipped.delete(stretchKey(span))) flipped.add(stretchKey(span));
  return { ...edits, flipped };
}

export function withMarked(edits: TextEdits, stretch: Stretch): TextEdits {
  const known = edits.marked.some((mark) => stretchKey(mark) === stretchKey(stretch));
  return known ? edits : { ...edits, marked: [...edits.marked, stretch] };
}

export function withoutMarked(edits: TextEdits, stretch: Stretch): TextEdits {
  const key = stretchKey(stretch);
  return { ...edits, marked: edits.marked.filter((mark) => stretchKey(mark) !== key) };
}

/** Everything that is removed, as a decision names it. */
export function removedFrom(texts: readonly FreeText[], edits: TextEdits): Stretch[] {
  const found = texts.flatMap(({ spans }) => spans.filter((span) => isRemoved(span, edits)));
  return [...found, ...edits.marked].map(({ field, start, end }) => ({ field, start, end }));
}

/**
 * How many code points a text has up to a UTF-16 offset. The API counts code points; inside of a
 * surrogate pair the pair counts as begun.
 */
export function codePointsBefore(text: string, utf16: number): number {
  return Array.from(text.slice(0, utf16)).length;
}

/** A selection, in UTF-16 offsets, as a stretch without the white space at its ends. */
export function stretchOf(
  field: TextField,
  text: string,
  from: number,
  to: number,
): Stretch | null {
  const chosen = text.slice(from, to);
  const start = from + (chosen.length - chosen.trimStart().length);
  const end = start + chosen.trim().length;
  if (end <= start) return null;
  return { field, start: codePointsBefore(text, start), end: codePointsBefore(text, end) };
}

export interface Piece {
  text: string;
  /** Where it begins, in UTF-16 units of the whole text. */
  at: number;
  span: TextSpan | null;
  mark: Stretch | null;
}

/** A text in pieces: what was found, what was marked by hand, and what lies between. */
export function piecesOf({ text, spans, field }: FreeText, edits: TextEdits): Piece[] {
  const letters = Array.from(text);
  const marks = edits.marked.filter((mark) => mark.field === field);
  const edges = [...spans, ...marks].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([0, ...edges, letters.length])].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let at = 0;
  cuts.slice(0, -1).forEach((start, index) => {
    const end = cuts[index + 1] ?? letters.length;
    const holds = (stretch: Stretch) => stretch.start <= start && end <= stretch.end;
    const words = letters.slice(start, end).join("");
    // A mark that lies over a span shows as the mark: it is what was done last.
    const mark = marks.find(holds) ?? null;
    pieces.push({ text: words, at, mark, span: mark ? null : (spans.find(holds) ?? null) });
    at += words.length;
  });
  return pieces;
}
