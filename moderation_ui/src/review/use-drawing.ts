import { useState } from "react";
import type { Region, ReviewMedium } from "../api/types";
import { begun, type Drawing, drawnRegion } from "./drawing";
import type { PlanDesk } from "./use-plan-edits";

/**
 * New regions. In a picture one is sent as soon as it is drawn; where there are several frames it
 * stays open, to be led along, until it is finished or the next one is begun.
 */
export function useDrawing(desk: PlanDesk, mayEdit: boolean) {
  const [all, setAll] = useState<Readonly<Record<string, Drawing | null>>>({});

  const openOf = (medium: ReviewMedium) => all[medium.id] ?? null;
  const put = (medium: ReviewMedium, drawing: Drawing | null) =>
    setAll((current) => ({ ...current, [medium.id]: drawing }));
  const finish = (medium: ReviewMedium) => {
    const open = openOf(medium);
    if (!open || !mayEdit) return;
    desk.draw(medium, drawnRegion(open, medium.frame_count));
    put(medium, null);
  };

  return {
    openOf,
    unfinished: Object.values(all).some((drawing) => drawing !== null),
    draw: (medium: ReviewMedium, region: Region, frame: number) => {
      if (!mayEdit) return;
      if (medium.frame_count <= 1) {
        desk.draw(medium, { ...region, path: [] });
        return;
      }
      finish(medium);
      put(medium, begun(region, frame));
    },
    change: (medium: ReviewMedium, how: (drawing: Drawing) => Drawing) => {
      const open = openOf(medium);
      if (open) put(medium, how(open));
    },
    finish,
    discard: (medium: ReviewMedium) => put(medium, null),
  };
}

export type DrawingDesk = ReturnType<typeof useDrawing>;
