import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, take } from "../api/client";
import type { TakedownReason } from "../api/types";
import { tellDone, tellFailed } from "../shell/notices";
import type { Search } from "./search";

/** Search results, page by page; the last ones stay on the screen while new ones load. */
export function useCases(search: Search) {
  return useInfiniteQuery({
    queryKey: ["library", "search", search],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET("/api/cases", { params: { query: { ...search, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

const caseKey = (id: string) => ["library", "case", id] as const;

export function useCase(id: string) {
  return useQuery({
    queryKey: caseKey(id),
    queryFn: () => take(api.GET("/api/cases/{case_id}", { params: { path: { case_id: id } } })),
  });
}

export function useTakeDown(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: TakedownReason) =>
      take(
        api.POST("/api/cases/{case_id}/takedown", {
          params: { path: { case_id: id } },
          body: { reason },
        }),
      ),
    onSuccess: () => {
      queries.removeQueries({ queryKey: caseKey(id) });
      void queries.invalidateQueries({ queryKey: ["library"] });
      void queries.invalidateQueries({ queryKey: ["submissions"] });
      tellDone("Taken down. Nobody can see the case any more.");
    },
    onError: (error) => tellFailed("Not taken down", error),
  });
}
