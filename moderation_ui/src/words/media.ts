import type { CaseMedium, MediaType, MediumState } from "../api/types";
import { VIDEO } from "../frames/video-frames";
import { mediumLabel } from "./vocabulary";

export function mediaTypeLabel(type: MediaType): string {
  if (type === "application/dicom") return "DICOM";
  if (type === "video/quicktime") return "MOV";
  if (type === "video/webm") return "WebM";
  return type.slice(type.indexOf("/") + 1).toUpperCase();
}

const MEDIUM_STATES: Record<MediumState, string> = {
  stored: "Stored, sealed",
  received: "Received",
  stripped: "Hidden data removed",
  obscured: "Faces and text covered",
  revising: "Being covered again",
  held: "Stopped",
};

export function mediumStateLabel(state: MediumState): string {
  return MEDIUM_STATES[state];
}

/** What a medium of a published case is: “Video”, “MRI”. */
export function caseMediumLabel({ modality, images }: CaseMedium): string {
  return mediumLabel(
    modality,
    images.some(({ media_type }) => media_type === VIDEO),
  );
}
