import { ActionIcon } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { MediumView } from "../api/types";
import { sizeOf } from "../words/bytes";
import { mediaTypeLabel } from "../words/media";
import { useDiscard } from "./queries";
import classes from "./StoredFiles.module.css";

interface StoredFilesProps {
  submissionId: string;
  media: readonly MediumView[];
}

/** What a draft holds already: sealed, so by kind and size only. */
export function StoredFiles({ submissionId, media }: StoredFilesProps) {
  const discard = useDiscard(submissionId);
  if (media.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="Files in this draft">
      {media.map((medium) => {
        const name = `${mediaTypeLabel(medium.media_type)} ${medium.position + 1}`;
        return (
          <li key={medium.id}>
            <span>
              <strong>{name}</strong> · {sizeOf(medium.size)} · sealed
            </span>
            <ActionIcon
              size={44}
              aria-label={`Remove ${name}`}
              loading={discard.isPending && discard.variables === medium.id}
              onClick={() => discard.mutate(medium.id)}
            >
              <IconTrash size={20} stroke={1.6} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}
