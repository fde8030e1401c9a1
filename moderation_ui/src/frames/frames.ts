import { type RefObject, useEffect, useEffectEvent } from "react";

/** Turns wheel movement over an element into steps of one, whatever the device's resolution. */
export function useWheelSteps(
  target: RefObject<HTMLElement | null>,
  on: boolean,
  step: (direction: 1 | -1) => void,
) {
  const turned = useEffectEvent(step);
  useEffect(() => {
    const element = target.current;
    if (!element || !on) return;
    let travelled = 0;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      travelled += event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
      if (Math.abs(travelled) < 30) return;
      turned(travelled > 0 ? 1 : -1);
      travelled = 0;
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [target, on]);
}

/** Fetches the frames around the current one, so that turning does not wait. */
export function usePreload(urls: readonly string[], at: number) {
  const wanted = urls.slice(Math.max(0, at - 2), at + 5).join("\n");
  useEffect(() => {
    for (const url of wanted.split("\n")) {
      if (url) new Image().src = url;
    }
  }, [wanted]);
}
