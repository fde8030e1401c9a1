import { Button } from "@mantine/core";
import { IconArrowUpRight, IconClockHour4 } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import type { ReviewItem } from "../api/types";
import { useNow } from "../shell/use-now";
import { countdown, timeAgo } from "../words/time";
import classes from "./DeskHead.module.css";
import { useRelease } from "./queries";

interface DeskHeadProps {
  item: ReviewItem;
  held: boolean;
}

export function DeskHead({ item, held }: DeskHeadProps) {
  const navigate = useNavigate();
  const release = useRelease();
  const now = useNow(1_000);
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        <h2>{item.texts.title}</h2>
        <p>
          Submitted {timeAgo(item.submitted_at, now)}
          {item.escalated && (
            <span className={classes.escalated}>
              <IconArrowUpRight size={15} aria-hidden="true" /> Escalated
            </span>
          )}
        </p>
      </div>
      {held && (
        <>
          {item.claimed_until && (
            <span className={classes.lease} title="Renewed by itself while the case is open">
              <IconClockHour4 size={16} stroke={1.8} aria-hidden="true" />
              Yours for <time>{countdown(item.claimed_until, now)}</time>
            </span>
          )}
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            loading={release.isPending}
            onClick={() =>
              release.mutate(item.submission_id, { onSuccess: () => navigate("/review") })
            }
          >
            Release
          </Button>
        </>
      )}
    </header>
  );
}
