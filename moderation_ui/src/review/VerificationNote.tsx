import { IconClockHour4, IconRosetteDiscountCheckFilled } from "@tabler/icons-react";
import classes from "./VerificationNote.module.css";

export function VerificationNote({ verified }: { verified: boolean }) {
  return verified ? (
    <p className={classes.note} data-verified>
      <IconRosetteDiscountCheckFilled size={18} aria-hidden="true" />
      Uploader verified: published when you approve
    </p>
  ) : (
    <p className={classes.note}>
      <IconClockHour4 size={18} stroke={1.7} aria-hidden="true" />
      Uploader not verified yet: published after the licence check
    </p>
  );
}
