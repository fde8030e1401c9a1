import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { Operations } from "../api/types";
import classes from "./Health.module.css";
import { healthSentence } from "./verdict";

export function Health({ state }: { state: Operations }) {
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
          <p>{healthSentence(state)}</p>
        </div>
      </div>
      <dl className={classes.figures}>
        <div>
          <dt>Pool</dt>
          <dd>
            {state.pool_size === 0 ? (
              <span>Workers run elsewhere; see their own metrics</span>
            ) : (
              <>
                {state.pool_busy} <span>of {state.pool_size} busy</span>
                <progress max={state.pool_size} value={state.pool_busy} aria-label="Busy workers" />
              </>
            )}
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
