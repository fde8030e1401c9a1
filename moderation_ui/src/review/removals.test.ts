import { describe, expect, it } from "vitest";
import type { FreeText, TextSpan } from "../api/types";
import {
  codePointsBefore,
  isRemoved,
  NO_TEXT_EDITS,
  piecesOf,
  removedFrom,
  stretchOf,
  withFlipped,
  withMarked,
  withoutMarked,
} from "./removals";

/** An emoji of two UTF-16 units, and an accent that is a code point of its own. */
const TEXT = "🩺 Re\u0301sume\u0301: José Díaz, 3 May";
const POINTS = Array.from(TEXT);
const pointAt = (words: string) => Array.from(TEXT.slice(0, TEXT.indexOf(words))).length;

const span = (words: string, tier: TextSpan["tier"]): TextSpan => ({
  field: "caption",
  start: pointAt(words),
  end: pointAt(words) + Array.from(words).length,
  kind: "name",
  score: 0.9,
  tier,
});

const name = span("José Díaz", "sure");
const date = span("3 May", "check");
const caption: FreeText = { field: "caption", text: TEXT, spans: [name, date] };

describe("offsets", () => {
  it("are code points where JavaScript counts UTF-16 units", () => {
    const utf16 = TEXT.indexOf("José");
    expect(utf16).toBe(13);
    expect(codePointsBefore(TEXT, utf16)).toBe(12);
    const stretch = stretchOf("caption", TEXT, utf16, utf16 + "José Díaz".length);
    expect(stretch).toEqual({ field: "caption", start: 12, end: 21 });
    expect(POINTS.slice(12, 21).join("")).toBe("José Díaz");
  });

  it("leave out white space at the ends of a selection, and are none for nothing else", () => {
    const at = TEXT.indexOf(" José");
    expect(stretchOf("caption", TEXT, at, at + 6)).toEqual({
      field: "caption",
      start: 12,
      end: 16,
    });
    expect(stretchOf("caption", TEXT, at, at + 1)).toBeNull();
    expect(stretchOf("caption", TEXT, 3, 3)).toBeNull();
  });
});

describe("what is removed", () => {
  it("is what is sure, before anybody says otherwise", () => {
    expect(isRemoved(name, NO_TEXT_EDITS)).toBe(true);
    expect(isRemoved(date, NO_TEXT_EDITS)).toBe(false);
    expect(removedFrom([caption], NO_TEXT_EDITS)).toEqual([
      { field: "caption", start: 12, end: 21 },
    ]);
  });

  it("turns over, and back", () => {
    const both = withFlipped(withFlipped(NO_TEXT_EDITS, name), date);
    expect([isRemoved(name, both), isRemoved(date, both)]).toEqual([false, true]);
    expect(isRemoved(name, withFlipped(both, name))).toBe(true);
  });

  it("holds what was marked by hand, once", () => {
    const mark = { field: "caption", start: 0, end: 1 } as const;
    const marked = withMarked(withMarked(NO_TEXT_EDITS, mark), mark);
    expect(removedFrom([caption], marked)).toHaveLength(2);
    expect(withoutMarked(marked, mark).marked).toEqual([]);
  });
});

describe("pieces", () => {
  it("are the whole text, in order, cut where something begins or ends", () => {
    const mark = { field: "caption", start: 2, end: 10 } as const;
    const pieces = piecesOf(caption, withMarked(NO_TEXT_EDITS, mark));
    expect(pieces.map(({ text }) => text).join("")).toBe(TEXT);
    for (const piece of pieces) {
      expect(TEXT.slice(piece.at, piece.at + piece.text.length)).toBe(piece.text);
    }
    expect(pieces.find((piece) => piece.span === name)?.text).toBe("José Díaz");
    expect(pieces.find((piece) => piece.mark)?.text).toBe("Re\u0301sume\u0301");
  });

  it("of an empty text are none", () => {
    expect(piecesOf({ field: "caption", text: "", spans: [] }, NO_TEXT_EDITS)).toEqual([]);
  });
});
