/** Labels for the API's closed vocabularies. An unknown value is still readable: `back_pain` → “Back pain”. */

import type { CaseHit, CaseTexts } from "../api/types";

const LABELS: Record<string, string> = {
  allergy_immunology: "Allergy & immunology",
  back_spine: "Back & spine",
  arm_elbow: "Arm & elbow",
  hand_wrist: "Hand & wrist",
  hip_thigh: "Hip & thigh",
  knee_leg: "Knee & leg",
  foot_ankle: "Foot & ankle",
  hematology_oncology: "Hematology & oncology",
  obstetrics_gynecology: "Obstetrics & gynecology",
  otolaryngology: "Otolaryngology (ENT)",
  newborn: "Newborn (to 28 days)",
  infant: "Infant (to 1 year)",
  child: "Child (1–11)",
  adolescent: "Adolescent (12–17)",
  adult_18_39: "Adult 18–39",
  adult_40_64: "Adult 40–64",
  adult_65_89: "Adult 65–89",
  adult_90_plus: "Adult 90 and over",
  unknown: "Not stated",
};

const MODALITIES: Record<string, string> = {
  CR: "Radiograph (CR)",
  CT: "CT",
  DX: "Radiograph (DX)",
  ES: "Endoscopy",
  GM: "Microscopy",
  IO: "Intra-oral",
  MG: "Mammography",
  MR: "MRI",
  NM: "Nuclear medicine",
  OP: "Ophthalmic photo",
  OPT: "OCT",
  PT: "PET",
  PX: "Panoramic X-ray",
  RF: "Fluoroscopy",
  SM: "Slide microscopy",
  US: "Ultrasound",
  XA: "Angiography",
  XC: "Photo or video",
};

export function sentenceCase(value: string): string {
  const words = value.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function labelOf(value: string): string {
  return LABELS[value] ?? MODALITIES[value] ?? sentenceCase(value);
}

export function modalityLabel(value: string): string {
  return MODALITIES[value] ?? sentenceCase(value);
}

/** DICOM's modality of what cameras make, whether it moves or not. */
const CAMERA = "XC";

/** What one medium is: a camera's picture that moves is a video. */
export function mediumLabel(modality: string, moves: boolean): string {
  if (modality === CAMERA) return moves ? "Video" : "Photo";
  return modalityLabel(modality);
}

/** What a case has, kind by kind: “CT · Photo”; as close as counts of media can tell. */
export function caseLabel(hit: Pick<CaseHit, "modalities" | "media" | "videos">): string {
  const isMixed = hit.videos > 0 && hit.videos < hit.media;
  const labels = hit.modalities.map((modality) =>
    isMixed ? modalityLabel(modality) : mediumLabel(modality, hit.videos > 0),
  );
  return labels.join(" · ");
}

/** Options for a native select. */
export function optionsOf(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: labelOf(value) }));
}

/** “Adult 40–64, female”; what is not stated is left out. */
export function patientLabel({ age_band, sex }: Pick<CaseTexts, "age_band" | "sex">): string {
  return [age_band, sex]
    .filter((value) => value !== "unknown")
    .map((value, index) => (index === 0 ? labelOf(value) : labelOf(value).toLowerCase()))
    .join(", ");
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Name of a country by its ISO 3166-1 code. */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
