import { Button } from "@mantine/core";
import { IconAlertTriangle, IconEraser } from "@tabler/icons-react";
import { wordsFor } from "../api/problem";
import type { FreeText, ReviewItem, TextField } from "../api/types";
import { labelOf, patientLabel } from "../words/vocabulary";
import { RedactableText } from "./RedactableText";
import classes from "./TextsPanel.module.css";
import type { TextDesk } from "./use-text-edits";
import { VerificationNote } from "./VerificationNote";

interface TextsPanelProps {
  item: ReviewItem;
  desk: TextDesk;
  held: boolean;
}

const NAMES: Record<TextField, string> = {
  title: "Title",
  diagnosis: "Diagnosis",
  caption: "Caption",
};

/** The words that are approved together with the pictures, and what is taken out of them. */
export function TextsPanel({ item, desk, held }: TextsPanelProps) {
  const { texts } = item;
  const picked = [labelOf(texts.specialty), labelOf(texts.body_region), patientLabel(texts)];
  return (
    <section className={classes.panel} aria-label="Texts">
      <header>
        <h2>Texts</h2>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconEraser size={15} stroke={1.8} aria-hidden="true" />}
          disabled={!held}
          title="Select words first (M)"
          // The button must not take the selection away before it was read.
          onMouseDown={(event) => event.preventDefault()}
          onClick={desk.markSelected}
        >
          Remove selected
        </Button>
      </header>
      {!item.texts_scanned && (
        <p className={classes.unscanned} role="status">
          <IconAlertTriangle size={18} aria-hidden="true" />
          These texts were not scanned. Read every word.
        </p>
      )}
      <dl>
        {item.free_texts.map((text) => (
          <div key={text.field}>
            <dt>{NAMES[text.field]}</dt>
            <dd data-empty={text.text === "" || undefined}>
              {text.text ? <RedactableText text={text} desk={desk} held={held} /> : "None"}
            </dd>
          </div>
        ))}
        <div>
          <dt>Picked</dt>
          <dd>{picked.filter(Boolean).join(" · ")}</dd>
        </div>
      </dl>
      <Preview texts={item.free_texts} desk={desk} />
      <VerificationNote verified={item.uploader_verified} />
    </section>
  );
}

/** What the library would show; only texts that lose something are repeated. */
function Preview({ texts, desk }: { texts: readonly FreeText[]; desk: TextDesk }) {
  if (desk.error) {
    return (
      <p className={classes.refused} role="alert">
        {wordsFor(desk.error)}{" "}
        <button type="button" onClick={() => void desk.again()}>
          Try again
        </button>
      </p>
    );
  }
  const cut = texts.filter(({ field }) => desk.removed.some((part) => part.field === field));
  if (cut.length === 0) return null;
  return (
    <div className={classes.preview} data-coming={desk.state === "coming" || undefined}>
      <h3>Will be published as</h3>
      <dl aria-label="Texts as they will be published">
        {cut.map(({ field }) => (
          <div key={field}>
            <dt>{NAMES[field]}</dt>
            <dd>{desk.textAfter(field) ?? "…"}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
