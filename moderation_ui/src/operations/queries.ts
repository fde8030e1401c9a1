import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, take } from "../api/client";
import { tellDone, tellFailed } from "../shell/notices";

const OPERATIONS_KEY = ["operations"] as const;

export function useOperations() {
  return useQuery({
    queryKey: OPERATIONS_KEY,
    queryFn: () => take(api.GET("/api/operations")),
    refetchInterval: 5_000,
  });
}

export function useReplay() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      take(
        api.POST("/api/operations/dead-letters/{dead_letter_id}/replay", {
          params: { path: { dead_letter_id: id } },
        }),
      ),
    onSuccess: () => tellDone("Sent through the stage again."),
    onError: (error) => tellFailed("Not replayed", error),
    onSettled: () => queries.invalidateQueries({ queryKey: OPERATIONS_KEY }),
  });
}
