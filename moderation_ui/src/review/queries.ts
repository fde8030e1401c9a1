import {
  keepPreviousData,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, take } from "../api/client";
import { hasStatus, mayTryAgain } from "../api/problem";
import type { Decision, RevealReason, ReviewItem, ReviewMedium, Stretch } from "../api/types";
import { tell, tellDone, tellFailed } from "../shell/notices";
import { VERDICT_DONE } from "../words/reasons";
import type { Revision } from "./plan-edits";

const QUEUE_KEY = ["review", "queue"] as const;
const itemKey = (id: string) => ["review", "item", id] as const;
const onItem = (id: string) => ({ path: { submission_id: id } });
const onMedium = (id: string, mediumId: string) => ({
  path: { submission_id: id, medium_id: mediumId },
});

const QUEUE_EVERY = 3_000;
const REVISING_EVERY = 700;

export function useQueue() {
  return useQuery({
    queryKey: QUEUE_KEY,
    queryFn: () => take(api.GET("/api/review/queue")),
    refetchInterval: QUEUE_EVERY,
  });
}

/** Keeps what a claim brought, unless it was read before a revision that is known already. */
function remember(queries: QueryClient, item: ReviewItem) {
  queries.setQueryData<ReviewItem>(itemKey(item.submission_id), (known) => {
    const isOld = known?.media.some(
      ({ id, revision }) => revision > (item.media.find((each) => each.id === id)?.revision ?? 0),
    );
    return known && isOld ? { ...known, claimed_until: item.claimed_until } : item;
  });
}

/**
 * The open item, once a claim has brought it here: nothing is read that is not held.
 * Looked at again quickly while a revision is being burned in.
 */
export function useReviewItem(id: string) {
  return useQuery({
    queryKey: itemKey(id),
    queryFn: () => take(api.GET("/api/review/items/{submission_id}", { params: onItem(id) })),
    enabled: ({ state }) => state.data !== undefined,
    refetchInterval: ({ state }) => (state.data?.ready === false ? REVISING_EVERY : false),
  });
}

/** Claims an item, or makes a claim last longer. */
export function useClaim(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      take(api.POST("/api/review/items/{submission_id}/claim", { params: onItem(id) })),
    onSuccess: (item) => remember(queries, item),
    onSettled: () => queries.invalidateQueries({ queryKey: QUEUE_KEY }),
  });
}

/** Claims the oldest item that nobody has; `null` when there is none. */
export function useTakeNext() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.POST("/api/review/next")),
    onSuccess: (item) => {
      if (item) remember(queries, item);
      void queries.invalidateQueries({ queryKey: QUEUE_KEY });
    },
    onError: (error) => tellFailed("No next item", error),
  });
}

export function useRelease() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      take(api.DELETE("/api/review/items/{submission_id}/claim", { params: onItem(id) })),
    onSuccess: (_, id) => queries.removeQueries({ queryKey: itemKey(id) }),
    onError: (error) => tellFailed("Not released", error),
    onSettled: () => queries.invalidateQueries({ queryKey: QUEUE_KEY }),
  });
}

/** Gives the item back that was open before this one, so that colleagues can take it. */
export function useLeaveBehind(id: string | undefined) {
  const queries = useQueryClient();
  const { mutate } = useRelease();
  const open = useRef(id);
  useEffect(() => {
    const before = open.current;
    open.current = id;
    if (before && before !== id && queries.getQueryData(itemKey(before))) mutate(before);
  }, [id, queries, mutate]);
  useEffect(
    () => () => {
      if (open.current && queries.getQueryData(itemKey(open.current))) mutate(open.current);
    },
    [queries, mutate],
  );
}

/**
 * The texts as they would be published without what is removed. The API cuts them, so that what
 * is shown is what it would publish; its hashes go into the approval.
 */
export function useTextsAfter(item: ReviewItem, removed: readonly Stretch[]) {
  const { submission_id: id, version } = item;
  return useQuery({
    queryKey: ["review", "texts-after", id, version, removed],
    queryFn: () =>
      take(
        api.POST("/api/review/items/{submission_id}/redacted-texts", {
          params: onItem(id),
          body: { removed: [...removed] },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export interface PlanChange {
  mediumId: string;
  revision: Revision;
}

/**
 * Sends a change to the plan of one medium. A clash reloads the item, so that truth is shown; when
 * nothing was said about the change, whoever sent it keeps it and sends it again.
 */
export function useRevise(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ mediumId, revision }: PlanChange) =>
      take(
        api.POST("/api/review/items/{submission_id}/media/{medium_id}/revisions", {
          params: onMedium(id, mediumId),
          body: revision,
        }),
      ),
    onSuccess: (medium: ReviewMedium) => {
      queries.setQueryData<ReviewItem>(itemKey(id), (item) =>
        item
          ? {
              ...item,
              ready: false,
              media: item.media.map((each) => (each.id === medium.id ? medium : each)),
            }
          : item,
      );
    },
    onError: (error) => {
      if (hasStatus(error, 409)) tell("The plan had changed. Here is how it is now.");
      else if (mayTryAgain(error)) tellFailed("Not taken yet: it is kept and sent again", error);
      else tellFailed("The change was not taken", error);
    },
    // Not awaited: whoever sent it settles their own books before anything newer is drawn.
    onSettled: (_, error) => {
      if (!mayTryAgain(error)) void queries.invalidateQueries({ queryKey: itemKey(id) });
    },
  });
}

export function useDecide(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Decision) =>
      take(api.POST("/api/review/items/{submission_id}/decision", { params: onItem(id), body })),
    onSuccess: (_, { verdict }) => {
      queries.removeQueries({ queryKey: itemKey(id) });
      void queries.invalidateQueries({ queryKey: QUEUE_KEY });
      tellDone(`${VERDICT_DONE[verdict]}.`);
    },
    onError: (error) => {
      // The dialog stays open then, with what was written, and says why itself.
      if (mayTryAgain(error)) return;
      void queries.invalidateQueries({ queryKey: itemKey(id) });
      if (hasStatus(error, 409)) {
        tell(
          "Something changed since you looked. It was loaded again: look once more, then decide.",
        );
      } else {
        tellFailed("Not decided", error);
      }
    },
  });
}

export interface Original {
  blob: Blob;
  reason: RevealReason;
}

/** Fetches the original of a medium. The API writes down who looked, and why. */
export function useReveal(id: string, mediumId: string) {
  return useMutation({
    mutationFn: async (reason: RevealReason): Promise<Original> => {
      const blob = await take(
        api.POST("/api/review/items/{submission_id}/media/{medium_id}/reveal", {
          params: onMedium(id, mediumId),
          body: { reason },
          parseAs: "blob",
        }),
      );
      return { blob, reason };
    },
    gcTime: 0,
    onError: (error) => tellFailed("Not shown", error),
  });
}
