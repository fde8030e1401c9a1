import { Skeleton, Stack } from "@mantine/core";
import { useState } from "react";
import type { CheckItem } from "../api/types";
import { Awaited } from "../shell/Awaited";
import { Page } from "../shell/Page";
import { Blank } from "../shell/States";
import { CheckCard } from "./CheckCard";
import { CheckDialog, type CheckIntent } from "./CheckDialog";
import { useChecks } from "./queries";

export function Component() {
  const checks = useChecks();
  const [intent, setIntent] = useState<CheckIntent | null>(null);
  const ask = (item: CheckItem, verified: boolean) => setIntent({ item, verified });
  return (
    <Page
      title="Licence checks"
      lead={
        checks.data
          ? `${checks.data.items.length} waiting · ${checks.data.decided_today} decided today`
          : "Compare each licence with the register of its authority."
      }
      width="list"
    >
      <Awaited query={checks} skeleton={<CardsSkeleton />}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank title="Nobody is waiting">New requests appear here by themselves.</Blank>
          ) : (
            <Stack gap="md">
              {items.map((item) => (
                <CheckCard
                  key={item.verification.id}
                  item={item}
                  onVerify={() => ask(item, true)}
                  onRefuse={() => ask(item, false)}
                />
              ))}
            </Stack>
          )
        }
      </Awaited>
      <CheckDialog intent={intent} onClose={() => setIntent(null)} />
    </Page>
  );
}

function CardsSkeleton() {
  return (
    <Stack gap="md">
      {[1, 2, 3].map((card) => (
        <Skeleton key={card} height={190} radius={16} />
      ))}
    </Stack>
  );
}
