import { Skeleton } from "@mantine/core";
import classes from "./DeskSkeleton.module.css";

export function DeskSkeleton() {
  return (
    <div className={classes.skeleton} role="status" aria-label="Opening the case">
      <div className={classes.stage} />
      <div className={classes.side}>
        <Skeleton height={28} mb="lg" />
        <Skeleton height={160} mb="lg" />
        <Skeleton height={220} />
      </div>
    </div>
  );
}
