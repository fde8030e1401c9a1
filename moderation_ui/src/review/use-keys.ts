import { useEffect, useEffectEvent, useState } from "react";
import { type Command, commandFor, takesKey } from "./shortcuts";

/** Runs console commands from the keyboard, unless somebody types or a dialog is open. */
export function useCommands(on: boolean, run: (command: Command) => void) {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!on || event.defaultPrevented || takesKey(event.target, event.key)) return;
    const command = commandFor(event);
    if (!command) return;
    event.preventDefault();
    run(command);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

function isPeek(event: KeyboardEvent): boolean {
  if (event.key !== " " || takesKey(event.target, event.key)) return false;
  return !(event.target instanceof HTMLElement && event.target.closest("button, a, summary"));
}

/** True while the space bar is held, to look at the picture before covering. */
export function usePeek(on: boolean): boolean {
  const [peeking, setPeeking] = useState(false);
  useEffect(() => {
    if (!on) return;
    const down = (event: KeyboardEvent) => {
      if (!isPeek(event)) return;
      event.preventDefault();
      setPeeking(true);
    };
    const up = (event: KeyboardEvent) => event.key === " " && setPeeking(false);
    const away = () => setPeeking(false);
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    window.addEventListener("blur", away);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", away);
      setPeeking(false);
    };
  }, [on]);
  return peeking;
}
