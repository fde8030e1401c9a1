import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, take } from "../api/client";
import { hasStatus } from "../api/problem";
import { SESSION_KEY } from "../api/query-client";
import type { Account } from "../api/types";
import { tellFailed } from "../shell/notices";

async function whoAmI(): Promise<Account | null> {
  try {
    return await take(api.GET("/api/session"));
  } catch (error) {
    if (hasStatus(error, 401)) return null;
    throw error;
  }
}

/** The account that is logged in; `null` when nobody is. */
export function useSession() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: whoAmI, staleTime: 60_000 });
}

/** The account inside pages that only a logged-in person can reach. */
export function useAccount(): Account {
  const { data } = useSession();
  if (!data) throw new Error("no session outside the signed-in area");
  return data;
}

function useEntering() {
  const queries = useQueryClient();
  return (account: Account) => {
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
    queries.setQueryData(SESSION_KEY, account);
  };
}

export function useLogIn() {
  const enter = useEntering();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) =>
      take(api.POST("/api/session", { body })),
    onSuccess: enter,
  });
}

/** Makes an account and logs in to it. */
export function useRegister() {
  const enter = useEntering();
  return useMutation({
    mutationFn: async (body: { email: string; display_name: string; password: string }) => {
      await take(api.POST("/api/accounts", { body }));
      const { email, password } = body;
      return take(api.POST("/api/session", { body: { email, password } }));
    },
    onSuccess: enter,
  });
}

export function useLogOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE("/api/session")),
    onSuccess: () => {
      queries.setQueryData(SESSION_KEY, null);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
    },
    onError: (error) => tellFailed("Logging out did not work", error),
  });
}
