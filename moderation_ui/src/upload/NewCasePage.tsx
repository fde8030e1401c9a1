import { Skeleton, Stack } from "@mantine/core";
import { Awaited } from "../shell/Awaited";
import { Page } from "../shell/Page";
import { useVocabulary } from "../words/queries";
import { Composer } from "./Composer";

export function Component() {
  const vocabulary = useVocabulary();
  return (
    <Page title="New case" width="form" back={{ to: "/uploads", label: "Your uploads" }}>
      <Awaited query={vocabulary} skeleton={<ComposerSkeleton />}>
        {(words) => <Composer draft={null} vocabulary={words} />}
      </Awaited>
    </Page>
  );
}

export function ComposerSkeleton() {
  return (
    <Stack gap="lg">
      <Skeleton height={150} radius={16} />
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={52} radius="md" />
      ))}
    </Stack>
  );
}
