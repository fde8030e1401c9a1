import { Modal } from "@mantine/core";
import classes from "./ShortcutHelp.module.css";
import { SHORTCUTS } from "./shortcuts";

interface ShortcutHelpProps {
  opened: boolean;
  onClose: () => void;
}

const MORE: readonly [string, string][] = [
  ["Space", "Hold to look at before"],
  ["Wheel", "Zoom at the pointer"],
  ["Shift + wheel", "Turn through the frames"],
  ["Click a region", "Lift it, or put it back"],
  ["Drag a new region", "Lead it along in a video"],
  ["Click a marked word", "Keep it, or remove it"],
];

export function ShortcutHelp({ opened, onClose }: ShortcutHelpProps) {
  const rows = [...SHORTCUTS.map(({ shown, words }) => [shown, words] as const), ...MORE];
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="lg">
      <dl className={classes.list}>
        {rows.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
