import { Button, Skeleton, Stack } from "@mantine/core";
import { IconCameraPlus } from "@tabler/icons-react";
import { Link } from "react-router";
import { useAccount } from "../session/queries";
import { Awaited } from "../shell/Awaited";
import { Page } from "../shell/Page";
import { Blank } from "../shell/States";
import { VerifyNotice } from "../verification/VerifyNotice";
import { LiveLamp } from "./LiveLamp";
import { useSubmissions } from "./queries";
import { SubmissionCard } from "./SubmissionCard";
import { useSubmissionStream } from "./stream";
import classes from "./UploadsPage.module.css";

export function Component() {
  const account = useAccount();
  const submissions = useSubmissions();
  const liveness = useSubmissionStream();
  return (
    <Page
      title="Your uploads"
      lead={<LiveLamp liveness={liveness} />}
      aside={
        <Button
          component={Link}
          to="/uploads/new"
          size="lg"
          className={classes.new}
          leftSection={<IconCameraPlus size={22} aria-hidden="true" />}
        >
          New case
        </Button>
      }
    >
      <VerifyNotice state={account.verification} />
      <Awaited query={submissions} skeleton={<CardsSkeleton />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <NothingYet />;
          return (
            <Stack gap="md">
              <ul className={classes.cards}>
                {items.map((submission) => (
                  <SubmissionCard key={submission.id} submission={submission} />
                ))}
              </ul>
              {submissions.hasNextPage && (
                <Button
                  variant="default"
                  size="lg"
                  loading={submissions.isFetchingNextPage}
                  onClick={() => void submissions.fetchNextPage()}
                >
                  Show older uploads
                </Button>
              )}
            </Stack>
          );
        }}
      </Awaited>
    </Page>
  );
}

function NothingYet() {
  return (
    <Blank
      title="No uploads yet"
      action={
        <Button component={Link} to="/uploads/new" size="lg" variant="default">
          Upload your first case
        </Button>
      }
    >
      Photos and DICOM files stay sealed until names are removed, faces are covered and a person has
      looked at them.
    </Blank>
  );
}

function CardsSkeleton() {
  return (
    <Stack gap="md">
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} height={132} radius={16} />
      ))}
    </Stack>
  );
}
