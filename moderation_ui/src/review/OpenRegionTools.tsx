import { ActionIcon, Button, Tooltip } from "@mantine/core";
import {
  IconBracketsContainEnd,
  IconBracketsContainStart,
  IconCheck,
  IconTrash,
} from "@tabler/icons-react";
import type { ReviewMedium } from "../api/types";
import { heldFrom, heldUntil } from "./drawing";
import classes from "./OpenRegionTools.module.css";
import type { DrawingDesk } from "./use-drawing";

interface OpenRegionToolsProps {
  medium: ReviewMedium;
  frame: number;
  drawings: DrawingDesk;
  held: boolean;
}

/** What may be said of a region that is being drawn in a video. */
export function OpenRegionTools({ medium, frame, drawings, held }: OpenRegionToolsProps) {
  const open = drawings.openOf(medium);
  if (!open) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot sit in a toolbar's line.
    <div className={classes.tools} role="group" aria-label="New region">
      <Tooltip label="It begins at this frame ([)">
        <Button
          size="sm"
          px={10}
          variant={open.from === null ? "default" : "light"}
          aria-label="From here"
          aria-pressed={open.from !== null}
          leftSection={<IconBracketsContainStart size={18} aria-hidden="true" />}
          onClick={() => drawings.change(medium, (drawing) => heldFrom(drawing, frame))}
        >
          <span className={classes.word}>From here</span>
        </Button>
      </Tooltip>
      <Tooltip label="It ends with this frame (])">
        <Button
          size="sm"
          px={10}
          variant={open.until === null ? "default" : "light"}
          aria-label="Until here"
          aria-pressed={open.until !== null}
          leftSection={<IconBracketsContainEnd size={18} aria-hidden="true" />}
          onClick={() =>
            drawings.change(medium, (drawing) => heldUntil(drawing, frame, medium.frame_count))
          }
        >
          <span className={classes.word}>Until here</span>
        </Button>
      </Tooltip>
      <Tooltip label="Cover it (F)">
        <Button
          size="sm"
          px={12}
          disabled={!held}
          leftSection={<IconCheck size={18} aria-hidden="true" />}
          onClick={() => drawings.finish(medium)}
        >
          Finish
        </Button>
      </Tooltip>
      <ActionIcon
        size={36}
        aria-label="Remove the new region"
        onClick={() => drawings.discard(medium)}
      >
        <IconTrash size={20} stroke={1.7} />
      </ActionIcon>
    </div>
  );
}
