import { useQuery } from "@tanstack/react-query";
import { api, take } from "../api/client";

/** The vocabularies and limits that forms are built from; they change with a release only. */
export function useVocabulary() {
  return useQuery({
    queryKey: ["vocabulary"],
    queryFn: () => take(api.GET("/api/vocabulary")),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
