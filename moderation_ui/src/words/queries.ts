import { useQuery } from "@tanstack/react-query";
import { api, take } from "../api/client";

export const VOCABULARY_KEY = ["vocabulary"] as const;

/** The vocabularies and limits that forms are built from; they change with a release only. */
export function useVocabulary() {
  return useQuery({
    queryKey: VOCABULARY_KEY,
    queryFn: () => take(api.GET("/api/vocabulary")),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
