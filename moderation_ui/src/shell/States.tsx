import { Button } from "@mantine/core";
import { IconCloudOff, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Unreachable, wordsFor } from "../api/problem";
import { LampMark } from "./Lamp";
import classes from "./States.module.css";

interface BlankProps {
  art?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  role?: "alert" | "status";
}

/** A drawn state in place of content: what it is, why, and the way on. */
export function Blank({ art, title, children, action, role }: BlankProps) {
  return (
    <div className={classes.blank} role={role}>
      <div className={classes.art}>{art ?? <LampMark size={52} lit={false} />}</div>
      <h2 className={classes.title}>{title}</h2>
      {children && <div className={classes.words}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}

export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const unreachable = error instanceof Unreachable;
  return (
    <Blank
      role="alert"
      art={<IconPlugConnectedX size={46} stroke={1.4} />}
      title={unreachable ? "Safelight cannot be reached" : "This could not be loaded"}
      action={
        onRetry && (
          <Button variant="default" size="md" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {unreachable ? "Check the connection and try again." : wordsFor(error)}
    </Blank>
  );
}

export function Offline() {
  return (
    <Blank role="status" art={<IconCloudOff size={46} stroke={1.4} />} title="You are offline">
      This loads by itself as soon as there is a connection.
    </Blank>
  );
}
