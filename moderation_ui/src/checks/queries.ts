import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, take } from "../api/client";
import { hasStatus, mayTryAgain } from "../api/problem";
import { tell, tellDone, tellFailed } from "../shell/notices";

const CHECKS_KEY = ["checks"] as const;

export function useChecks() {
  return useQuery({
    queryKey: CHECKS_KEY,
    queryFn: () => take(api.GET("/api/checks")),
    refetchInterval: 10_000,
  });
}

export interface CheckVerdict {
  id: string;
  verified: boolean;
  note: string | null;
}

export function useDecideCheck() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, verified, note }: CheckVerdict) =>
      take(
        api.POST("/api/checks/{verification_id}", {
          params: { path: { verification_id: id } },
          body: { verified, note },
        }),
      ),
    onSuccess: (_, { verified }) =>
      tellDone(verified ? "Verified. Approved cases are published now." : "Refused."),
    onError: (error) => {
      if (hasStatus(error, 404, 409)) tell("A colleague was faster. The list is up to date now.");
      else if (!mayTryAgain(error)) tellFailed("Not decided", error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: CHECKS_KEY }),
  });
}
