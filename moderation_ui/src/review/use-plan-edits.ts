import { useEffect, useEffectEvent, useRef, useState } from "react";
import { mayTryAgain } from "../api/problem";
import type { DrawnRegion, ReviewItem, ReviewMedium } from "../api/types";
import {
  afterSending,
  isEmpty,
  NO_EDITS,
  type PlanEdits,
  revisionOf,
  withoutRegion,
  withRegion,
  withToggled,
} from "./plan-edits";
import { useRevise } from "./queries";

/** A short quiet after the last change, so that three lifts in a row are burned in once. */
const QUIET = 450;
/** How long a change that could not be sent is kept before it is sent again. */
const AGAIN_AFTER = 10_000;

type EditsByMedium = Readonly<Record<string, PlanEdits>>;

/** Lifts and new regions: shown at once, sent together, kept in order. */
export function usePlanEdits(item: ReviewItem, mayEdit: boolean) {
  const [all, setAll] = useState<EditsByMedium>({});
  const sending = useRef(new Set<string>());
  const { mutateAsync } = useRevise(item.submission_id);

  const change = (medium: ReviewMedium, how: (edits: PlanEdits) => PlanEdits) => {
    if (!mayEdit) return;
    setAll((current) => ({ ...current, [medium.id]: how(current[medium.id] ?? NO_EDITS) }));
  };

  const settle = (medium: ReviewMedium, sent: PlanEdits | null) => {
    sending.current.delete(medium.id);
    setAll((current) => ({
      ...current,
      [medium.id]: sent ? afterSending(medium, current[medium.id] ?? NO_EDITS, sent) : NO_EDITS,
    }));
  };

  const send = useEffectEvent(async (medium: ReviewMedium) => {
    const sent = all[medium.id] ?? NO_EDITS;
    sending.current.add(medium.id);
    try {
      await mutateAsync({ mediumId: medium.id, revision: revisionOf(medium, sent) });
      settle(medium, sent);
    } catch (error) {
      // The hook has told why.
      if (mayTryAgain(error)) {
        sending.current.delete(medium.id);
        window.setTimeout(() => setAll((kept) => ({ ...kept })), AGAIN_AFTER);
      } else {
        // It has loaded the item again as well: it is shown as it is.
        settle(medium, null);
      }
    }
  });

  useEffect(() => {
    const waiting = item.media.filter(
      (medium) =>
        medium.state !== "revising" &&
        !sending.current.has(medium.id) &&
        !isEmpty(all[medium.id] ?? NO_EDITS),
    );
    if (waiting.length === 0) return;
    const timer = window.setTimeout(() => {
      for (const medium of waiting) void send(medium);
    }, QUIET);
    return () => window.clearTimeout(timer);
  }, [item.media, all]);

  return {
    editsOf: (medium: ReviewMedium): PlanEdits => all[medium.id] ?? NO_EDITS,
    editing: Object.values(all).some((edits) => !isEmpty(edits)),
    toggle: (medium: ReviewMedium, number: number) =>
      change(medium, (edits) => withToggled(medium, edits, number)),
    draw: (medium: ReviewMedium, region: DrawnRegion) =>
      change(medium, (edits) => withRegion(edits, region)),
    undraw: (medium: ReviewMedium, index: number) =>
      change(medium, (edits) => withoutRegion(edits, index)),
  };
}

export type PlanDesk = ReturnType<typeof usePlanEdits>;
