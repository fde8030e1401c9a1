import { Button, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, useParams } from "react-router";
import { hasStatus } from "../api/problem";
import type { SubmissionView } from "../api/types";
import { Awaited } from "../shell/Awaited";
import { NotFound } from "../shell/NotFound";
import { Page } from "../shell/Page";
import { mayWithdraw } from "../words/steps";
import { LiveLamp } from "./LiveLamp";
import { MediaList } from "./MediaList";
import { useSubmission } from "./queries";
import { StateBadge } from "./StateBadge";
import { StepTimeline } from "./StepTimeline";
import { useSubmissionStream } from "./stream";
import { TextsSummary } from "./TextsSummary";
import classes from "./UploadPage.module.css";
import { WhatNow } from "./WhatNow";
import { WithdrawDialog } from "./WithdrawDialog";

export function Component() {
  const { id = "" } = useParams();
  const submission = useSubmission(id);
  const liveness = useSubmissionStream();
  if (hasStatus(submission.error, 404, 422)) return <NotFound />;
  return (
    <Page
      title={submission.data?.texts.title ?? "Upload"}
      lead={
        <span className={classes.now}>
          {submission.data && <StateBadge state={submission.data.state} />}
          <LiveLamp liveness={liveness} />
        </span>
      }
      back={{ to: "/uploads", label: "Your uploads" }}
      width="form"
    >
      <Awaited query={submission} skeleton={<DetailSkeleton />}>
        {(data) => <Detail submission={data} />}
      </Awaited>
    </Page>
  );
}

function Detail({ submission }: { submission: SubmissionView }) {
  const [withdrawing, dialog] = useDisclosure(false);
  const { id, state, case_id } = submission;
  return (
    <Stack gap="lg">
      <WhatNow submission={submission} />
      {state !== "draft" && state !== "withdrawn" && (
        <section className={classes.card} aria-labelledby="way">
          <VisuallyHidden component="h2" id="way">
            Where it is
          </VisuallyHidden>
          <StepTimeline steps={submission.steps} state={state} />
        </section>
      )}
      {case_id && state === "published" && (
        <Button component={Link} to={`/library/${case_id}`} size="lg">
          Open in the library
        </Button>
      )}
      <section className={classes.card} aria-labelledby="files">
        <h2 id="files">Files</h2>
        <MediaList media={submission.media} />
        <p className={classes.why}>
          Your images are not shown here. They stay sealed until the case is in the library.
        </p>
      </section>
      <section className={classes.card} aria-labelledby="texts">
        <h2 id="texts">What you wrote</h2>
        <TextsSummary texts={submission.texts} />
      </section>
      {mayWithdraw(submission) && (
        <Button variant="subtle" color="red" size="lg" onClick={dialog.open}>
          Withdraw this case
        </Button>
      )}
      <WithdrawDialog id={id} opened={withdrawing} onClose={dialog.close} />
    </Stack>
  );
}

function DetailSkeleton() {
  return (
    <Stack gap="lg">
      <Skeleton height={420} radius={16} />
      <Skeleton height={120} radius={16} />
    </Stack>
  );
}
