import { type RefObject, useEffect, useEffectEvent } from "react";
import { type View, zoomedAt } from "./geometry";

/** The wheel magnifies at the pointer; with Shift it turns through the frames. */
export function usePaneWheel(
  pane: RefObject<HTMLElement | null>,
  hasFrames: boolean,
  onView: (change: (view: View) => View) => void,
  onFrameStep: (step: 1 | -1) => void,
) {
  const turned = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const distance = event.deltaY || event.deltaX;
    if (distance === 0) return;
    if (event.shiftKey && hasFrames) {
      onFrameStep(distance > 0 ? 1 : -1);
      return;
    }
    const rect = pane.current?.getBoundingClientRect();
    if (!rect) return;
    const at = {
      x: event.clientX - rect.left - rect.width / 2,
      y: event.clientY - rect.top - rect.height / 2,
    };
    onView((view) => zoomedAt(view, Math.exp(-distance / 500), at));
  });

  useEffect(() => {
    const element = pane.current;
    const listener = (event: WheelEvent) => turned(event);
    // React's own wheel listeners are passive and could not keep the page still.
    element?.addEventListener("wheel", listener, { passive: false });
    return () => element?.removeEventListener("wheel", listener);
  }, [pane]);
}
