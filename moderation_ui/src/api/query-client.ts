import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { hasStatus, Unreachable } from "./problem";

export const SESSION_KEY = ["session"] as const;

/** Any answer that says "not logged in" ends the session here too; the shell then shows log-in. */
function noticeEndedSession(error: unknown) {
  if (hasStatus(error, 401)) queryClient.setQueryData(SESSION_KEY, null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEndedSession }),
  mutationCache: new MutationCache({ onError: noticeEndedSession }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) =>
        failures < 2 && (error instanceof Unreachable || hasStatus(error, 502, 503, 504)),
    },
    // A person waits for a mutation's answer: being offline is told at once, not queued.
    mutations: { networkMode: "always" },
  },
});
