import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { Link } from "react-router";
import { hasCode } from "../api/problem";
import { Blank, Failure } from "../shell/States";
import { Desk } from "./Desk";
import { DeskSkeleton } from "./DeskSkeleton";
import { useReviewItem } from "./queries";
import { useCommands } from "./use-keys";
import { useLease } from "./use-lease";

interface WorkplaceProps {
  id: string;
  onNext: () => void;
  onDecided: () => void;
}

/** Opens one item: claims it, and shows it once it is held. */
export function Workplace({ id, onNext, onDecided }: WorkplaceProps) {
  const query = useReviewItem(id);
  const { lease, claim } = useLease(id, query.data);
  useCommands(lease.state === "failed" || !query.data, (command) => {
    if (command === "next") onNext();
  });

  if (lease.state === "failed") return <Failure error={lease.error} onRetry={claim} />;
  if (query.data) {
    return (
      <Desk item={query.data} lease={lease} onClaim={claim} onNext={onNext} onDecided={onDecided} />
    );
  }
  if (lease.state === "lost") {
    const gone = !hasCode(lease.error, "claimed_by_another");
    return (
      <Blank
        role="alert"
        art={<IconLock size={46} stroke={1.4} />}
        title={gone ? "This case is no longer waiting" : "A colleague has this case"}
        action={
          <>
            <Button variant="default" size="md" component={Link} to="/review">
              Back to the queue
            </Button>
            {!gone && (
              <Button variant="default" size="md" onClick={claim}>
                Try again
              </Button>
            )}
          </>
        }
      >
        {gone
          ? "It was decided or withdrawn in the meantime."
          : "Only one person decides on a case at a time."}
      </Blank>
    );
  }
  return <DeskSkeleton />;
}
