import { IconAlertTriangle, IconArrowUpRight, IconLock } from "@tabler/icons-react";
import { Link } from "react-router";
import type { QueueItem } from "../api/types";
import { waitOf } from "../words/time";
import { countOf, labelOf } from "../words/vocabulary";
import classes from "./QueueRow.module.css";

interface QueueRowProps {
  item: QueueItem;
  open: boolean;
  now: number;
}

export function QueueRow({ item, open, now }: QueueRowProps) {
  const elsewhere = item.claimed_by !== null && !item.claimed_by_me;
  return (
    <li>
      <Link
        to={`/review/${item.submission_id}`}
        className={classes.row}
        data-elsewhere={elsewhere || undefined}
        aria-current={open || undefined}
      >
        <span className={classes.title}>{item.title}</span>
        <time dateTime={item.waiting_since} className={classes.wait}>
          {waitOf(item.waiting_since, now)}
        </time>
        <span className={classes.facts}>
          {labelOf(item.specialty)} · {countOf(item.media, "file")} ·{" "}
          {countOf(item.findings, "finding")}
        </span>
        {(item.flagged || item.escalated || item.claimed_by) && (
          <span className={classes.badges}>
            {item.flagged && (
              <span className={classes.flagged}>
                <IconAlertTriangle size={14} aria-hidden="true" /> Flagged
              </span>
            )}
            {item.escalated && (
              <span className={classes.escalated}>
                <IconArrowUpRight size={14} aria-hidden="true" /> Escalated
              </span>
            )}
            {item.claimed_by && (
              <span className={classes.claimed}>
                {elsewhere && <IconLock size={13} aria-hidden="true" />}
                {item.claimed_by_me ? "Yours" : item.claimed_by}
              </span>
            )}
          </span>
        )}
      </Link>
    </li>
  );
}
