/** Where each page's code lives. Every area is its own chunk: a phone loads the app, never the console. */

import type { Account } from "../api/types";
import { type AreaName, areasOf } from "../session/areas";

export const pages = {
  logIn: () => import("../session/LogInPage"),
  register: () => import("../session/RegisterPage"),
  account: () => import("../session/AccountPage"),
  verification: () => import("../verification/VerificationPage"),
  uploads: () => import("../submissions/UploadsPage"),
  upload: () => import("../submissions/UploadPage"),
  newCase: () => import("../upload/NewCasePage"),
  editCase: () => import("../upload/EditCasePage"),
  library: () => import("../library/LibraryPage"),
  case: () => import("../library/CasePage"),
  review: () => import("../review/ReviewPage"),
  checks: () => import("../checks/ChecksPage"),
  operations: () => import("../operations/OperationsPage"),
};

type PageName = keyof typeof pages;

const PAGES_OF: Record<AreaName, readonly PageName[]> = {
  uploads: ["uploads", "newCase", "upload", "editCase", "verification"],
  library: ["library", "case"],
  review: ["review"],
  checks: ["checks"],
  operations: ["operations"],
};

const CALM = 1_500;

/**
 * Fetches the pages that this account can reach, one by one, once the first has settled: moving
 * around is instant then, and goes on when the connection drops. Returns how to stop.
 */
export function fetchAhead(account: Account): () => void {
  let stopped = false;
  const wanted = [...areasOf(account).flatMap(({ name }) => PAGES_OF[name]), "account" as const];
  const timer = window.setTimeout(async () => {
    for (const name of wanted) {
      if (stopped) return;
      // What cannot be fetched now is fetched when it is opened, and told there.
      await pages[name]().catch(() => undefined);
    }
  }, CALM);
  return () => {
    stopped = true;
    window.clearTimeout(timer);
  };
}
