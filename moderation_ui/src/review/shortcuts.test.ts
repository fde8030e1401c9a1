import { describe, expect, it } from "vitest";
import { commandFor, type KeyPress, SHORTCUTS } from "./shortcuts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...more,
});

describe("shortcuts", () => {
  it("are each on a key of their own", () => {
    const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("do not care about caps lock", () => {
    expect(commandFor(press("A"))).toBe("approve");
    expect(commandFor(press("a"))).toBe("approve");
  });

  it("let a bracket be typed however the keyboard does it", () => {
    expect(commandFor(press("["))).toBe("from_here");
    expect(commandFor(press("]"))).toBe("until_here");
  });

  it("leave the browser its own", () => {
    expect(commandFor(press("r", { ctrlKey: true }))).toBeNull();
    expect(commandFor(press("s", { metaKey: true }))).toBeNull();
    expect(commandFor(press("q"))).toBeNull();
  });

  it("decide once however long the key is held, but turn frames on", () => {
    expect(commandFor(press("a", { repeat: true }))).toBeNull();
    expect(commandFor(press("ArrowDown", { repeat: true }))).toBe("next_frame");
  });
});
