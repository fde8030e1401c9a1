import { Button, SimpleGrid } from "@mantine/core";
import { Link } from "react-router";
import type { SubmissionView } from "../api/types";
import { REVIEW_REASONS } from "../words/reasons";
import { useSubmit } from "./queries";
import classes from "./WhatNow.module.css";

/** The one thing that a clinician should know or do now; nothing while all goes its way. */
export function WhatNow({ submission }: { submission: SubmissionView }) {
  const submit = useSubmit();
  const { id, state, reason, note, media } = submission;
  const edit = (
    <Button component={Link} to={`/uploads/${id}/edit`} size="lg" variant="default">
      {state === "draft" ? "Continue" : "Edit texts"}
    </Button>
  );

  if (state === "draft") {
    return (
      <Notice title="This is a draft">
        <p>Nothing happens with it until you submit it.</p>
        {edit}
      </Notice>
    );
  }
  if (state === "sent_back") {
    return (
      <Notice title="The moderator asks for a change" tone="ask">
        <Reason reason={reason} note={note} />
        <p className={classes.hint}>
          Change the texts and submit again. To replace a photo, withdraw this case and upload a new
          one.
        </p>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {edit}
          <Button size="lg" loading={submit.isPending} onClick={() => submit.mutate(id)}>
            Submit again
          </Button>
        </SimpleGrid>
      </Notice>
    );
  }
  if (state === "rejected") {
    return (
      <Notice title="The moderator rejected this case" tone="bad">
        <Reason reason={reason} note={note} />
      </Notice>
    );
  }
  if (state === "held") {
    const failures = [...new Set(media.map((medium) => medium.failure_meaning).filter(Boolean))];
    return (
      <Notice title="This case was stopped" tone="bad">
        {failures.map((failure) => (
          <p key={failure}>{failure}</p>
        ))}
        <p className={classes.hint}>
          Nothing was passed on. If the file is at fault, withdraw this case and upload it again; if
          it is on our side, it goes on by itself once that is mended.
        </p>
      </Notice>
    );
  }
  if (state === "awaiting_check" && submission.steps.some((step) => step.name === "check")) {
    return (
      <Notice title="Approved; your licence comes next" tone="ask">
        <p>The images are approved. The case is published once your licence is verified.</p>
        <Button component={Link} to="/verification" size="lg" variant="default">
          See your verification
        </Button>
      </Notice>
    );
  }
  return null;
}

interface NoticeProps {
  title: string;
  tone?: "ask" | "bad";
  children: React.ReactNode;
}

function Notice({ title, tone, children }: NoticeProps) {
  return (
    <section className={classes.notice} data-tone={tone}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Reason({ reason, note }: Pick<SubmissionView, "reason" | "note">) {
  return (
    <>
      {reason && <p className={classes.reason}>{REVIEW_REASONS[reason]}</p>}
      {note && <blockquote className={classes.note}>{note}</blockquote>}
    </>
  );
}
