import classes from "./LiveLamp.module.css";
import type { Liveness } from "./stream";

const WORDS: Record<Liveness, string> = {
  connecting: "Connecting",
  live: "Live",
  lost: "Reconnecting",
};

/** Whether what is on the screen follows by itself. */
export function LiveLamp({ liveness }: { liveness: Liveness }) {
  return (
    <span className={classes.lamp} data-liveness={liveness} role="status">
      {WORDS[liveness]}
    </span>
  );
}
