import { Button } from "@mantine/core";
import { IconCheck, IconRefresh, IconX } from "@tabler/icons-react";
import { sizeOf } from "../words/bytes";
import { FileThumbnail } from "./FileThumbnail";
import classes from "./FileTiles.module.css";
import type { LocalFile } from "./files";

interface FileTilesProps {
  files: readonly LocalFile[];
  busy: boolean;
  onRemove: (file: LocalFile) => void;
  onRetry: (file: LocalFile) => void;
}

/** The picked files: a strip of thumbnails, and under it every file that has a problem. */
export function FileTiles({ files, busy, onRemove, onRetry }: FileTilesProps) {
  if (files.length === 0) return null;
  const refused = files.filter((item) => item.problem);
  return (
    <>
      <ul className={classes.strip} aria-label="Picked files">
        {files.map((item) => (
          <li key={item.key} className={classes.tile} data-state={item.state}>
            <FileThumbnail file={item.file} />
            <Progress item={item} />
            <button
              type="button"
              className={classes.remove}
              aria-label={`Remove ${item.file.name}`}
              disabled={busy}
              onClick={() => onRemove(item)}
            >
              <IconX size={16} stroke={2.4} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <ul className={classes.problems} aria-label="Files with a problem">
          {refused.map((item) => (
            <li key={item.key} role="alert">
              <div>
                <strong>{item.file.name}</strong>
                <span>{item.problem}</span>
              </div>
              {item.retryable && !busy && (
                <Button
                  variant="default"
                  size="md"
                  leftSection={<IconRefresh size={18} aria-hidden="true" />}
                  onClick={() => onRetry(item)}
                >
                  Try again
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Progress({ item }: { item: LocalFile }) {
  if (item.state === "sending") {
    const percent = Math.round(item.progress * 100);
    return (
      <div className={classes.sending}>
        <span>{percent} %</span>
        <progress value={percent} max={100} aria-label={`Sending ${item.file.name}`} />
      </div>
    );
  }
  if (item.state === "stored") {
    return (
      <span className={classes.stored}>
        <IconCheck size={14} stroke={3} aria-hidden="true" />
        Sent
      </span>
    );
  }
  return <span className={classes.size}>{sizeOf(item.file.size)}</span>;
}
