import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconEyeExclamation,
  IconKeyboard,
  IconSquarePlus2,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import type { Dispatch } from "react";
import type { ReviewItem, ReviewMedium } from "../api/types";
import { FITTED, zoomedAt } from "./geometry";
import { RevealDialog } from "./RevealDialog";
import classes from "./ViewerToolbar.module.css";
import type { Mode, Viewer, ViewerAction } from "./viewer";

interface ViewerToolbarProps {
  item: ReviewItem;
  medium: ReviewMedium;
  viewer: Viewer;
  look: Dispatch<ViewerAction>;
  held: boolean;
  onHelp: () => void;
}

const MODES: readonly [Mode, string][] = [
  ["after", "After"],
  ["before", "Before"],
  ["both", "Side by side"],
];

export function ViewerToolbar({ item, medium, viewer, look, held, onHelp }: ViewerToolbarProps) {
  const [revealing, reveal] = useDisclosure(false);
  const zoom = (factor: number) => look({ type: "view", change: (view) => zoomedAt(view, factor) });
  return (
    <div className={classes.bar} role="toolbar" aria-label="Viewer">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot sit in a toolbar's line. */}
      <div className={classes.modes} role="group" aria-label="Compare">
        {MODES.map(([mode, label]) => (
          <button
            key={mode}
            type="button"
            className={classes.mode}
            aria-pressed={viewer.mode === mode}
            onClick={() => look({ type: "mode", to: mode })}
          >
            {label}
          </button>
        ))}
      </div>
      <Tooltip label="Drag over what must be covered (D)">
        <Button
          size="sm"
          className={classes.draw}
          variant={viewer.drawing ? "filled" : "default"}
          aria-pressed={viewer.drawing}
          disabled={!held}
          leftSection={<IconSquarePlus2 size={18} aria-hidden="true" />}
          onClick={() => look({ type: "draw" })}
        >
          Add region
        </Button>
      </Tooltip>
      <span className={classes.gap} />
      <ActionIcon size={36} aria-label="Zoom out" onClick={() => zoom(0.8)}>
        <IconZoomOut size={20} stroke={1.7} />
      </ActionIcon>
      <button
        type="button"
        className={classes.zoom}
        aria-label="Fit the image"
        onClick={() => look({ type: "view", change: () => FITTED })}
      >
        {viewer.view.zoom === 1 ? "Fit" : `${viewer.view.zoom.toFixed(1)}×`}
      </button>
      <ActionIcon size={36} aria-label="Zoom in" onClick={() => zoom(1.25)}>
        <IconZoomIn size={20} stroke={1.7} />
      </ActionIcon>
      <Tooltip label="Look at the original; this is logged">
        <ActionIcon size={36} aria-label="Reveal original" disabled={!held} onClick={reveal.open}>
          <IconEyeExclamation size={20} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Keyboard shortcuts (?)">
        <ActionIcon size={36} aria-label="Keyboard shortcuts" onClick={onHelp}>
          <IconKeyboard size={20} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <RevealDialog
        key={medium.id}
        id={item.submission_id}
        medium={medium}
        opened={revealing}
        onClose={reveal.close}
      />
    </div>
  );
}
