import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { Operations } from "../api/types";
import { sentenceCase } from "../words/vocabulary";
import classes from "./Health.module.css";

export function Health({ state }: { state: Operations }) {
  const stopped = state.stopped_stages;
  return (
    <section className={classes.health} aria-label="Health" data-healthy={state.healthy}>
      <div className={classes.verdict}>
        {state.healthy ? (
          <IconCircleCheck size={34} stroke={1.5} aria-hidden="true" />
        ) : (
          <IconAlertTriangle size={34} stroke={1.5} aria-hidden="true" />
        )}
        <div>
          <h2>{state.healthy ? "All is running" : "Something needs you"}</h2>
          <p>
            {stopped.length > 0
              ? `Stopped after too many dead letters: ${stopped.map(sentenceCase).join(", ")}`
              : state.healthy
                ? "No stage is stopped, and events flow."
                : "No stage is stopped, but a part of the house does not answer."}
          </p>
        </div>
      </div>
      <dl className={classes.figures}>
        <div>
          <dt>Pool</dt>
          <dd>
            {state.pool_busy} <span>of {state.pool_size} busy</span>
            <progress
              max={Math.max(1, state.pool_size)}
              value={state.pool_busy}
              aria-label="Busy workers"
            />
          </dd>
        </div>
        <div>
          <dt>Unsent events</dt>
          <dd>{state.unsent_events}</dd>
        </div>
      </dl>
    </section>
  );
}
