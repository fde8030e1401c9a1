import { useForm } from "@mantine/form";
import type { CaseTexts, SubmissionView } from "../api/types";

/** The form's values: selects start empty, so that nobody submits a default by accident. */
export interface CaseFormValues {
  title: string;
  specialty: string;
  body_region: string;
  diagnosis: string;
  age_band: string;
  sex: string;
  caption: string;
  consent: boolean;
}

const EMPTY: Omit<CaseFormValues, "consent"> = {
  title: "",
  specialty: "",
  body_region: "",
  diagnosis: "",
  age_band: "unknown",
  sex: "unknown",
  caption: "",
};

export function useCaseForm(draft: SubmissionView | null) {
  return useForm<CaseFormValues>({
    mode: "uncontrolled",
    initialValues: { ...EMPTY, ...draft?.texts, consent: draft !== null },
    validate: {
      title: (value) => (value.trim().length >= 3 ? null : "Give the case a title"),
      specialty: (value) => (value ? null : "Pick a specialty"),
      body_region: (value) => (value ? null : "Pick a body region"),
      consent: (value) => (value ? null : "Without consent it cannot be uploaded"),
    },
  });
}

export type CaseForm = ReturnType<typeof useCaseForm>;

export function textsOf({ consent: _, ...texts }: CaseFormValues): CaseTexts {
  return texts as CaseTexts;
}
