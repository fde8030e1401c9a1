import { useState } from "react";
import type { Approval, ReviewItem, Stretch, TextField } from "../api/types";
import { useTextsAfter } from "./queries";
import {
  NO_TEXT_EDITS,
  removedFrom,
  type TextEdits,
  withFlipped,
  withMarked,
  withoutMarked,
} from "./removals";
import { selectedStretch } from "./selection";

/** Ticks and marks in the texts, and the texts as they would be published with them. */
export function useTextEdits(item: ReviewItem, mayEdit: boolean) {
  const [edits, setEdits] = useState<TextEdits>(NO_TEXT_EDITS);
  const removed = removedFrom(item.free_texts, edits);
  const query = useTextsAfter(item, removed);

  const change = (how: (edits: TextEdits) => TextEdits) => {
    if (mayEdit) setEdits(how);
  };
  const after = query.data;
  const isStale = query.isPlaceholderData || !after;
  return {
    edits,
    removed,
    state: query.isError
      ? ("refused" as const)
      : isStale
        ? ("coming" as const)
        : ("there" as const),
    error: query.error,
    again: query.refetch,
    textAfter: (field: TextField): string | undefined =>
      after?.texts.find((text) => text.field === field)?.text,
    /** What an approval names: pictures as the item gives them, texts as they are shown here. */
    approved: (): Approval[] => {
      const texts = new Map(after?.to_approve.map((each) => [each.subject, each]));
      return item.to_approve.map((each) => texts.get(each.subject) ?? each);
    },
    flip: (span: Stretch) => change((now) => withFlipped(now, span)),
    unmark: (mark: Stretch) => change((now) => withoutMarked(now, mark)),
    /** Removes the words that are selected; tells whether there were any. */
    markSelected: (): boolean => {
      const stretch = selectedStretch(item.free_texts);
      if (!stretch || !mayEdit) return false;
      change((now) => withMarked(now, stretch));
      window.getSelection()?.removeAllRanges();
      return true;
    },
  };
}

export type TextDesk = ReturnType<typeof useTextEdits>;
