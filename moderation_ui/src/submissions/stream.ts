import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { SubmissionView } from "../api/types";
import { rememberSubmission } from "./queries";

export type Liveness = "connecting" | "live" | "lost";

const REOPEN_AFTER = 4_000;

/** Follows my submissions while a page is open; every change lands in the query cache. */
export function useSubmissionStream(): Liveness {
  const queries = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>("connecting");

  useEffect(() => {
    let source: EventSource;
    let timer = 0;

    const open = () => {
      source = new EventSource("/api/submissions/stream");
      source.addEventListener("open", () => setLiveness("live"));
      source.addEventListener("submission", (event) => {
        rememberSubmission(queries, JSON.parse(event.data) as SubmissionView);
      });
      source.addEventListener("error", () => {
        setLiveness("lost");
        // The browser reopens after a dropped line, but gives up after an HTTP error.
        if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(open, REOPEN_AFTER);
      });
    };

    open();
    return () => {
      source.close();
      window.clearTimeout(timer);
    };
  }, [queries]);

  return liveness;
}
