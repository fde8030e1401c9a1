import { Button, Skeleton } from "@mantine/core";
import { IconArrowBarToDown } from "@tabler/icons-react";
import { Awaited } from "../shell/Awaited";
import { useNow } from "../shell/use-now";
import classes from "./QueuePanel.module.css";
import { QueueRow } from "./QueueRow";
import { useQueue } from "./queries";

interface QueuePanelProps {
  openId: string | undefined;
  taking: boolean;
  onTakeNext: () => void;
}

export function QueuePanel({ openId, taking, onTakeNext }: QueuePanelProps) {
  const queue = useQueue();
  const now = useNow(15_000);
  return (
    <aside className={classes.panel} aria-label="Queue">
      <div className={classes.head}>
        <div className={classes.counts}>
          <h1>Queue</h1>
          <p>
            <strong>{queue.data?.items.length ?? "–"}</strong> waiting
            <span aria-hidden="true"> · </span>
            <strong>{queue.data?.decided_today ?? "–"}</strong> decided today
          </p>
        </div>
        <Button
          size="md"
          fullWidth
          variant={openId || queue.data?.items.length === 0 ? "default" : "filled"}
          loading={taking}
          leftSection={<IconArrowBarToDown size={20} aria-hidden="true" />}
          onClick={onTakeNext}
        >
          Take next
        </Button>
      </div>
      <Awaited query={queue} skeleton={<RowsSkeleton />}>
        {({ items }) => (
          <ol className={classes.rows}>
            {items.map((item) => (
              <QueueRow
                key={item.submission_id}
                item={item}
                open={item.submission_id === openId}
                now={now}
              />
            ))}
          </ol>
        )}
      </Awaited>
    </aside>
  );
}

function RowsSkeleton() {
  return (
    <div className={classes.rows}>
      {[1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} height={76} radius="md" mb={8} />
      ))}
    </div>
  );
}
