import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failure, Offline } from "./States";

interface AwaitedProps<T> {
  query: Pick<UseQueryResult<T>, "data" | "error" | "fetchStatus" | "refetch">;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** Draws a query in whichever state it is in: loading, offline, failed, or here. */
export function Awaited<T>({ query, skeleton, children }: AwaitedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (query.fetchStatus === "paused") return <Offline />;
  return (
    <div aria-busy="true" aria-live="polite">
      {skeleton}
    </div>
  );
}
