import type { ReviewItem, ReviewMedium } from "../api/types";

/** A medium as it looks now; a new revision has to be looked at again. */
export function seenKey(medium: Pick<ReviewMedium, "id" | "revision">): string {
  return `${medium.id}:${medium.revision}`;
}

/** Why this item cannot be approved yet, in words; `null` when it can. The API checks hashes itself. */
export function approvalBlock(
  item: Pick<ReviewItem, "media" | "ready">,
  seen: ReadonlySet<string>,
  editing: boolean,
  textsAfter: "there" | "coming" | "refused" = "there",
  unfinished = false,
): string | null {
  if (unfinished) return "Finish or remove the new region first.";
  if (editing) return "Your changes are being sent.";
  if (!item.ready || item.media.some((medium) => medium.state === "revising")) {
    return "The new covering is being burned in.";
  }
  if (textsAfter === "coming") return "The texts are being made.";
  if (textsAfter === "refused") return "The texts cannot be published like this.";
  const unseen = item.media.filter((medium) => !seen.has(seenKey(medium)));
  if (unseen.length === 0) return null;
  const places = unseen.map((medium) => medium.position + 1).sort((a, b) => a - b);
  return unseen.length === 1
    ? `Look at image ${places[0]} first.`
    : `Look at images ${places.join(", ")} first.`;
}
