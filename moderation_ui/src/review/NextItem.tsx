import { Blank } from "../shell/States";
import { DeskSkeleton } from "./DeskSkeleton";
import { useQueue } from "./queries";
import { useCommands } from "./use-keys";

interface NextItemProps {
  none: boolean;
  taking: boolean;
  onNext: () => void;
}

/** The desk with nothing on it. */
export function NextItem({ none, taking, onNext }: NextItemProps) {
  const queue = useQueue();
  const waiting = queue.data?.items.length ?? 0;
  useCommands(!taking, (command) => {
    if (command === "next") onNext();
  });
  if (taking) return <DeskSkeleton />;
  if (none && waiting === 0) {
    return (
      <Blank title="The queue is empty">
        Everything is looked at. New cases appear here by themselves.
      </Blank>
    );
  }
  return (
    <Blank title={waiting === 0 ? "The queue is empty" : "Nothing on the desk"}>
      {waiting === 0
        ? "New cases appear here by themselves."
        : "Take the next case, or pick one from the queue. Press N to start."}
    </Blank>
  );
}
