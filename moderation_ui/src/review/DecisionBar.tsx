import { Button } from "@mantine/core";
import type { ReviewVerdict } from "../api/types";
import classes from "./DecisionBar.module.css";

interface DecisionBarProps {
  held: boolean;
  /** Why approving is not possible now. */
  blocked: string | null;
  onDecide: (verdict: ReviewVerdict) => void;
}

const OTHERS: readonly [ReviewVerdict, string, string][] = [
  ["send_back", "Send back", "S"],
  ["reject", "Reject", "R"],
  ["escalate", "Escalate", "E"],
];

export function DecisionBar({ held, blocked, onDecide }: DecisionBarProps) {
  return (
    <div className={classes.bar}>
      <p id="approval-block" className={classes.blocked} role="status">
        {blocked}
      </p>
      <Button
        size="lg"
        fullWidth
        disabled={blocked !== null}
        aria-describedby="approval-block"
        rightSection={<Key name="A" />}
        onClick={() => onDecide("approve")}
      >
        Approve
      </Button>
      <div className={classes.others}>
        {OTHERS.map(([verdict, label, key]) => (
          <Button
            key={verdict}
            variant="default"
            size="md"
            px={8}
            disabled={!held}
            rightSection={<Key name={key} />}
            onClick={() => onDecide(verdict)}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Key({ name }: { name: string }) {
  return (
    <span className={classes.key} aria-hidden="true">
      {name}
    </span>
  );
}
