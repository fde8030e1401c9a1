/** The console's keys. One table, which the handler and the help page share. */

export type Command =
  | "approve"
  | "send_back"
  | "reject"
  | "escalate"
  | "next"
  | "draw"
  | "from_here"
  | "until_here"
  | "finish"
  | "lift"
  | "mark_words"
  | "compare"
  | "previous_medium"
  | "next_medium"
  | "previous_frame"
  | "next_frame"
  | "play"
  | "zoom_in"
  | "zoom_out"
  | "fit"
  | "stop"
  | "help";

interface Shortcut {
  command: Command;
  keys: readonly string[];
  shown: string;
  words: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { command: "approve", keys: ["a"], shown: "A", words: "Approve" },
  { command: "send_back", keys: ["s"], shown: "S", words: "Send back" },
  { command: "reject", keys: ["r"], shown: "R", words: "Reject" },
  { command: "escalate", keys: ["e"], shown: "E", words: "Escalate" },
  { command: "next", keys: ["n"], shown: "N", words: "Take next" },
  { command: "draw", keys: ["d"], shown: "D", words: "Draw a region, or stop drawing" },
  { command: "from_here", keys: ["["], shown: "[", words: "New region: from here" },
  { command: "until_here", keys: ["]"], shown: "]", words: "New region: until here" },
  { command: "finish", keys: ["f"], shown: "F", words: "Finish the new region" },
  { command: "lift", keys: ["l"], shown: "L", words: "Lift, or put back" },
  { command: "mark_words", keys: ["m"], shown: "M", words: "Remove the selected words" },
  { command: "compare", keys: ["c"], shown: "C", words: "After, before, side by side" },
  { command: "previous_medium", keys: ["ArrowLeft"], shown: "←", words: "Previous image" },
  { command: "next_medium", keys: ["ArrowRight"], shown: "→", words: "Next image" },
  { command: "previous_frame", keys: ["ArrowUp"], shown: "↑", words: "Previous frame" },
  { command: "next_frame", keys: ["ArrowDown"], shown: "↓", words: "Next frame" },
  { command: "play", keys: ["p"], shown: "P", words: "Play the video, or stop it" },
  { command: "zoom_in", keys: ["+", "="], shown: "+", words: "Zoom in" },
  { command: "zoom_out", keys: ["-"], shown: "−", words: "Zoom out" },
  { command: "fit", keys: ["0"], shown: "0", words: "Fit the image" },
  { command: "stop", keys: ["Escape"], shown: "Esc", words: "Leave drawing" },
  { command: "help", keys: ["?"], shown: "?", words: "This list" },
];

const BY_KEY = new Map(
  SHORTCUTS.flatMap(({ keys, command }) => keys.map((key) => [key, command] as const)),
);

/** These may repeat while the key is held down; a decision must not. */
const REPEATABLE: readonly Command[] = [
  "previous_frame",
  "next_frame",
  "zoom_in",
  "zoom_out",
  "previous_medium",
  "next_medium",
];

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
}

/** The command of a key press; `null` when it is none, or belongs to the browser. */
export function commandFor(press: KeyPress): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const command = BY_KEY.get(key) ?? null;
  if (command && press.repeat && !REPEATABLE.includes(command)) return null;
  return command;
}

const OF_A_SLIDER = /^(Arrow|Page|Home$|End$)/;

/** Whether a key belongs to the element: somebody types there, or picks with the arrow keys. */
export function takesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input, textarea, select, [contenteditable], [role=menu]")) return true;
  return target.closest("[role=slider]") !== null && OF_A_SLIDER.test(key);
}
