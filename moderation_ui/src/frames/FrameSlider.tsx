import { Slider } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./FrameSlider.module.css";

interface FrameSliderProps {
  frame: number;
  count: number;
  onFrame: (frame: number) => void;
  /** Drawn below, as wide as the slider's way. */
  children?: ReactNode;
}

export function FrameSlider({ frame, count, onFrame, children }: FrameSliderProps) {
  return (
    <div className={classes.row}>
      <div className={classes.way}>
        <Slider
          color="lamp.5"
          size="md"
          min={0}
          max={count - 1}
          value={frame}
          onChange={onFrame}
          label={null}
          thumbLabel="Frame"
        />
        {children}
      </div>
      {/* As wide for the last frame as for the first, so that the slider keeps its length. */}
      <output className={classes.count} style={{ minWidth: `${2 * String(count).length + 3}ch` }}>
        {frame + 1} / {count}
      </output>
    </div>
  );
}
