import { Alert, Button, Checkbox } from "@mantine/core";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { fieldErrors, wordsFor } from "../api/problem";
import type { SubmissionView, Vocabulary } from "../api/types";
import { CaseFields } from "./CaseFields";
import classes from "./Composer.module.css";
import { textsOf, useCaseForm } from "./case-form";
import { FilePicker } from "./FilePicker";
import { FileTiles } from "./FileTiles";
import { FilesRefused, useSending } from "./queries";
import { SendingLine } from "./SendingLine";
import { StoredFiles } from "./StoredFiles";

interface ComposerProps {
  draft: SubmissionView | null;
  vocabulary: Vocabulary;
}

/** A new case, a draft to go on with, or a case that was sent back. */
export function Composer({ draft, vocabulary }: ComposerProps) {
  const navigate = useNavigate();
  const form = useCaseForm(draft);
  const { files, send, add, remove, retry } = useSending(draft);
  const [filesMissing, setFilesMissing] = useState(false);
  const mayAddFiles = draft === null || draft.state === "draft";
  const sentHere = new Set(files.map((file) => file.mediumId));
  const stored = draft?.media.filter((medium) => !sentHere.has(medium.id)) ?? [];
  const count = stored.length + files.length;

  useEffect(() => {
    if (!send.isPending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [send.isPending]);

  const submit = form.onSubmit(
    (values) => {
      setFilesMissing(count === 0);
      if (count === 0) return scrollToTop();
      const consent = { consent: true, consent_version: vocabulary.consent_version } as const;
      send.mutate(
        { texts: textsOf(values), consent },
        {
          onSuccess: ({ id }) => navigate(`/uploads/${id}`, { replace: true }),
          onError: (error) => form.setErrors(fieldErrors(error)),
        },
      );
    },
    () => setFilesMissing(count === 0),
  );

  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {mayAddFiles && (
        <section className={classes.section} aria-label="Files">
          <FilePicker
            vocabulary={vocabulary}
            empty={count === 0}
            error={
              filesMissing && count === 0 ? "Add at least one photo, video or DICOM file" : null
            }
            onPick={(picked) =>
              add(picked, {
                maxBytes: vocabulary.max_upload_bytes,
                maxFiles: vocabulary.max_media,
                taken: stored.length,
              })
            }
          />
          {draft && <StoredFiles submissionId={draft.id} media={stored} />}
          <FileTiles files={files} busy={send.isPending} onRemove={remove} onRetry={retry} />
        </section>
      )}
      <section className={classes.section} aria-label="Texts">
        <CaseFields form={form} vocabulary={vocabulary} />
        {!draft && (
          <Checkbox
            size="md"
            classNames={{ body: classes.consent }}
            label="The patient has consented"
            description={vocabulary.consent_statement}
            key={form.key("consent")}
            {...form.getInputProps("consent", { type: "checkbox" })}
          />
        )}
      </section>
      {send.error && (
        <Alert color="red" variant="light" role="alert" mt="md">
          {send.error instanceof FilesRefused
            ? "Not everything was taken. Remove or retry the marked files, then submit again. What is sent stays sent."
            : wordsFor(send.error)}
        </Alert>
      )}
      <div className={classes.submit}>
        {send.isPending && <SendingLine files={files} />}
        <Button type="submit" size="lg" fullWidth loading={send.isPending}>
          {draft?.state === "sent_back" ? "Submit again" : "Submit case"}
        </Button>
      </div>
    </form>
  );
}

function scrollToTop() {
  window.scrollTo({ top: 0, behavior: "smooth" });
}
