import type { CaseTexts } from "../api/types";
import { labelOf } from "../words/vocabulary";
import classes from "./TextsSummary.module.css";

export function TextsSummary({ texts }: { texts: CaseTexts }) {
  const rows: [string, string][] = [
    ["Title", texts.title],
    ["Specialty", labelOf(texts.specialty)],
    ["Body region", labelOf(texts.body_region)],
    ["Diagnosis", texts.diagnosis || "Not stated"],
    ["Age band", labelOf(texts.age_band)],
    ["Sex", labelOf(texts.sex)],
    ["Caption", texts.caption || "None"],
  ];
  return (
    <dl className={classes.texts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
