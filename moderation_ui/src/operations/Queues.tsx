import type { Operations, SubmissionState } from "../api/types";
import { useNow } from "../shell/use-now";
import { waitOf } from "../words/time";
import { sentenceCase } from "../words/vocabulary";
import classes from "./Queues.module.css";

/** In these states nobody waits for us, so their age is no backlog. */
const AT_REST: readonly string[] = [
  "draft",
  "published",
  "rejected",
  "withdrawn",
] satisfies SubmissionState[];

export function Queues({ queues }: Pick<Operations, "queues">) {
  const now = useNow(15_000);
  return (
    <section aria-labelledby="queues">
      <h2 id="queues" className={classes.heading}>
        Submissions by state
      </h2>
      {queues.length === 0 && <p className={classes.age}>There are no submissions yet.</p>}
      <ul className={classes.queues}>
        {queues.map((queue) => (
          <li key={queue.state} className={classes.queue} data-rest={AT_REST.includes(queue.state)}>
            <span className={classes.state}>{sentenceCase(queue.state)}</span>
            <span className={classes.count}>{queue.count}</span>
            <span className={classes.age}>
              {queue.oldest_since && !AT_REST.includes(queue.state)
                ? `oldest ${waitOf(queue.oldest_since, now)}`
                : " "}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
