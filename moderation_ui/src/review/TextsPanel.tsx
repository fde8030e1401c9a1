import type { ReviewItem } from "../api/types";
import { labelOf, patientLabel } from "../words/vocabulary";
import classes from "./TextsPanel.module.css";
import { VerificationNote } from "./VerificationNote";

/** The words that are approved together with the pictures. */
export function TextsPanel({ item }: { item: ReviewItem }) {
  const { texts } = item;
  return (
    <section className={classes.panel} aria-label="Texts">
      <h2>Texts</h2>
      <dl>
        <Text name="Title" value={texts.title} />
        <Text name="Diagnosis" value={texts.diagnosis} />
        <Text name="Caption" value={texts.caption} />
        <Text
          name="Picked"
          value={[labelOf(texts.specialty), labelOf(texts.body_region), patientLabel(texts)]
            .filter(Boolean)
            .join(" · ")}
        />
      </dl>
      <VerificationNote verified={item.uploader_verified} />
    </section>
  );
}

function Text({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-empty={value === "" || undefined}>{value || "None"}</dd>
    </div>
  );
}
