import { useEffect, useEffectEvent, useState } from "react";
import { hasStatus } from "../api/problem";
import type { ReviewItem } from "../api/types";
import { useNow } from "../shell/use-now";
import { useClaim } from "./queries";

export type Lease =
  | { state: "claiming" }
  | { state: "held" }
  | { state: "lost"; error: unknown }
  | { state: "failed"; error: unknown };

/** Answers that say: this item is not yours. */
const NO = [403, 404, 409, 410];

const RENEW_EVERY = 60_000;
const SLACK = 10_000;

/** For how long this item is still ours, in milliseconds. */
function heldFor(item: ReviewItem | undefined): number {
  return item?.claimed_until ? Date.parse(item.claimed_until) - Date.now() : 0;
}

/** Holds an item while it is open: claims it, renews the claim, tells when it is lost. */
export function useLease(id: string, item: ReviewItem | undefined) {
  // "Take next" has claimed it already.
  const [claimedOnce, setClaimedOnce] = useState(() => heldFor(item) > RENEW_EVERY + SLACK);
  const [lostBy, setLostBy] = useState<unknown>(null);
  const now = useNow(5_000);
  const { mutate } = useClaim(id);

  const claim = () =>
    mutate(undefined, {
      onSuccess: () => {
        setClaimedOnce(true);
        setLostBy(null);
      },
      onError: (error) => {
        // A line that is down for a moment does not end a lease; an answer that says no does.
        if (!claimedOnce || hasStatus(error, ...NO)) setLostBy(error);
      },
    });
  const renew = useEffectEvent(claim);
  const claimFirst = useEffectEvent(() => {
    if (!claimedOnce) claim();
  });

  useEffect(() => {
    claimFirst();
    const timer = window.setInterval(renew, RENEW_EVERY);
    return () => window.clearInterval(timer);
  }, []);

  const ranOut = item?.claimed_until != null && Date.parse(item.claimed_until) < now;
  return { lease: leaseOf(claimedOnce, lostBy, ranOut), claim };
}

function leaseOf(claimedOnce: boolean, lostBy: unknown, ranOut: boolean): Lease {
  if (lostBy && !claimedOnce && !hasStatus(lostBy, ...NO)) {
    return { state: "failed", error: lostBy };
  }
  if (lostBy || (claimedOnce && ranOut)) return { state: "lost", error: lostBy };
  return { state: claimedOnce ? "held" : "claiming" };
}
