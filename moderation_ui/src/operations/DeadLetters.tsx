import { Button } from "@mantine/core";
import type { DeadLetter } from "../api/types";
import { useNow } from "../shell/use-now";
import { timeAgo } from "../words/time";
import { countOf, sentenceCase } from "../words/vocabulary";
import classes from "./DeadLetters.module.css";
import { useReplay } from "./queries";

export function DeadLetters({ letters }: { letters: readonly DeadLetter[] }) {
  const replay = useReplay();
  const now = useNow(30_000);
  return (
    <section aria-labelledby="dead-letters">
      <h2 id="dead-letters" className={classes.heading}>
        Dead letters
      </h2>
      {letters.length === 0 ? (
        <p className={classes.none}>None. Nothing was given up.</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Failed</th>
                <th scope="col">Stage</th>
                <th scope="col">Why</th>
                <th scope="col">Submission</th>
                <th scope="col">Tries</th>
                <th scope="col">
                  <span className={classes.hidden}>Replay</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {letters.map((letter) => (
                <tr key={letter.id}>
                  <td className={classes.when}>{timeAgo(letter.failed_at, now)}</td>
                  <td>{sentenceCase(letter.stage)}</td>
                  <td>
                    <span className={classes.code} data-blame={letter.blame}>
                      {letter.code}
                    </span>
                    <span className={classes.meaning}>{letter.meaning}</span>
                  </td>
                  <td>
                    {letter.submission_id ? (
                      <code title={letter.submission_id}>{letter.submission_id.slice(0, 8)}</code>
                    ) : (
                      <span className={classes.meaning}>None</span>
                    )}
                  </td>
                  <td className={classes.when}>{countOf(letter.tries, "try", "tries")}</td>
                  <td className={classes.action}>
                    <WayOn
                      letter={letter}
                      now={now}
                      busy={replay.isPending && replay.variables === letter.id}
                      onReplay={() => replay.mutate(letter.id)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface WayOnProps {
  letter: DeadLetter;
  now: number;
  busy: boolean;
  onReplay: () => void;
}

/** What can be done with a letter. A stray lies in Kafka, which only the command line reaches. */
function WayOn({ letter, now, busy, onReplay }: WayOnProps) {
  if (letter.replayed_at) {
    return <span className={classes.meaning}>Replayed {timeAgo(letter.replayed_at, now)}</span>;
  }
  if (letter.is_stray) {
    return (
      <span className={classes.hint}>
        Not an event. Replay it with <code>safelight dlq replay {letter.id}</code>
      </span>
    );
  }
  return (
    <Button variant="default" size="sm" loading={busy} onClick={onReplay}>
      Replay
    </Button>
  );
}
