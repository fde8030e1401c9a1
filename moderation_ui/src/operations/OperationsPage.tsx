import { Skeleton, Stack } from "@mantine/core";
import type { Operations } from "../api/types";
import { Awaited } from "../shell/Awaited";
import { Page } from "../shell/Page";
import { DeadLetters } from "./DeadLetters";
import { Health } from "./Health";
import classes from "./OperationsPage.module.css";
import { Queues } from "./Queues";
import { useOperations } from "./queries";

export function Component() {
  const operations = useOperations();
  return (
    <Page title="Operations" width="wide">
      <Awaited query={operations} skeleton={<OperationsSkeleton />}>
        {(state) => <House state={state} />}
      </Awaited>
    </Page>
  );
}

function House({ state }: { state: Operations }) {
  return (
    <div className={classes.house}>
      <Health state={state} />
      <Queues queues={state.queues} />
      <DeadLetters letters={state.dead_letters} />
    </div>
  );
}

function OperationsSkeleton() {
  return (
    <Stack gap="lg">
      <Skeleton height={88} radius={16} />
      <Skeleton height={150} radius={16} />
      <Skeleton height={260} radius={16} />
    </Stack>
  );
}
