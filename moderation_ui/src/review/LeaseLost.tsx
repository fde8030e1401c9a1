import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import classes from "./LeaseLost.module.css";

interface LeaseLostProps {
  onClaim: () => void;
  onNext: () => void;
}

export function LeaseLost({ onClaim, onNext }: LeaseLostProps) {
  return (
    <div className={classes.bar} role="alert">
      <IconLock size={20} aria-hidden="true" />
      <p>This case is no longer yours. What you see may be old, and nothing can be decided here.</p>
      <Button size="sm" variant="default" onClick={onClaim}>
        Claim again
      </Button>
      <Button size="sm" variant="default" onClick={onNext}>
        Another case
      </Button>
    </div>
  );
}
