import {
  type InfiniteData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, take } from "../api/client";
import type { SubmissionPage, SubmissionView, TakedownReason } from "../api/types";
import { tellDone, tellFailed } from "../shell/notices";

const LIST_KEY = ["submissions", "list"] as const;
const oneKey = (id: string) => ["submissions", "one", id] as const;

/** My submissions, newest first, a page at a time. */
export function useSubmissions() {
  return useInfiniteQuery({
    queryKey: LIST_KEY,
    queryFn: ({ pageParam }) =>
      take(api.GET("/api/submissions", { params: { query: { cursor: pageParam } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function useSubmission(id: string) {
  return useQuery({
    queryKey: oneKey(id),
    queryFn: () =>
      take(
        api.GET("/api/submissions/{submission_id}", { params: { path: { submission_id: id } } }),
      ),
  });
}

/** Puts a newer view of a submission wherever it is shown; unknown ones make the list load again. */
export function rememberSubmission(queries: QueryClient, submission: SubmissionView) {
  queries.setQueryData(oneKey(submission.id), submission);
  const list = queries.getQueryData<InfiniteData<SubmissionPage>>(LIST_KEY);
  if (!list) return;
  if (!list.pages.some((page) => page.items.some((item) => item.id === submission.id))) {
    void queries.invalidateQueries({ queryKey: LIST_KEY });
    return;
  }
  queries.setQueryData<InfiniteData<SubmissionPage>>(LIST_KEY, {
    ...list,
    pages: list.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.id === submission.id ? submission : item)),
    })),
  });
}

export function useSubmit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      take(
        api.POST("/api/submissions/{submission_id}/submit", {
          params: { path: { submission_id: id } },
        }),
      ),
    onSuccess: (submission) => {
      rememberSubmission(queries, submission);
      tellDone("Submitted. You can follow it here.");
    },
    onError: (error) => tellFailed("Not submitted", error),
  });
}

export function useWithdraw(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: TakedownReason) =>
      take(
        api.POST("/api/submissions/{submission_id}/withdraw", {
          params: { path: { submission_id: id } },
          body: { reason },
        }),
      ),
    onSuccess: (submission) => {
      rememberSubmission(queries, submission);
      void queries.invalidateQueries({ queryKey: ["library"] });
      tellDone("Withdrawn. Nobody can see it any more.");
    },
    onError: (error) => tellFailed("Not withdrawn", error),
  });
}
