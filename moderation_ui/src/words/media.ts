import type { MediaType, MediumState } from "../api/types";

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
