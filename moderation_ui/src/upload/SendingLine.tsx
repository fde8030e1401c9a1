import { type LocalFile, sentShare } from "./files";
import classes from "./SendingLine.module.css";

/** How much of all files is sent, beside the button that sent them: their tiles are out of sight. */
export function SendingLine({ files }: { files: readonly LocalFile[] }) {
  const percent = Math.round(sentShare(files) * 100);
  return (
    <div className={classes.line}>
      <progress value={percent} max={100} aria-label="Sending" />
      <span>{percent} % sent</span>
    </div>
  );
}
