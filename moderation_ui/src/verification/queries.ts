import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, take } from "../api/client";
import { SESSION_KEY } from "../api/query-client";
import type { Account, VerificationRequest } from "../api/types";
import { tellDone } from "../shell/notices";

const VERIFICATION_KEY = ["verification"] as const;

/** The clinician's own request; `null` when there is none. Looked at again while it waits. */
export function useVerification() {
  const queries = useQueryClient();
  return useQuery({
    queryKey: VERIFICATION_KEY,
    queryFn: async () => {
      const verification = await take(api.GET("/api/verification"));
      const account = queries.getQueryData<Account | null>(SESSION_KEY);
      if (account && verification && account.verification !== verification.state) {
        void queries.invalidateQueries({ queryKey: SESSION_KEY });
      }
      return verification;
    },
    refetchInterval: (query) => (query.state.data?.state === "requested" ? 15_000 : false),
  });
}

export function useRequestVerification() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: VerificationRequest) => take(api.POST("/api/verification", { body })),
    onSuccess: (verification) => {
      queries.setQueryData(VERIFICATION_KEY, verification);
      void queries.invalidateQueries({ queryKey: SESSION_KEY });
      tellDone("Sent. An officer will check your licence.");
    },
  });
}
