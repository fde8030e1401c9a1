import type { Operations } from "../api/types";
import { sentenceCase } from "../words/vocabulary";

type House = Pick<Operations, "healthy" | "pool_size" | "stopped_stages">;

/** The state of the house in a sentence; a site without a pool knows nothing of the stages. */
export function healthSentence({ healthy, pool_size, stopped_stages }: House): string {
  if (stopped_stages.length > 0) {
    return `Stopped after too many dead letters: ${stopped_stages.map(sentenceCase).join(", ")}`;
  }
  if (pool_size === 0) {
    return healthy
      ? "The site and its storage answer. Workers, relay and sweeper speak for themselves."
      : "The site's storage does not answer.";
  }
  return healthy
    ? "No stage is stopped, and events flow."
    : "No stage is stopped, but a part of the house does not answer.";
}
