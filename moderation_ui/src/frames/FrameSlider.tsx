import { Slider } from "@mantine/core";
import classes from "./FrameSlider.module.css";

interface FrameSliderProps {
  frame: number;
  count: number;
  onFrame: (frame: number) => void;
}

export function FrameSlider({ frame, count, onFrame }: FrameSliderProps) {
  return (
    <div className={classes.row}>
      <Slider
        className={classes.slider}
        color="lamp.5"
        size="md"
        min={0}
        max={count - 1}
        value={frame}
        onChange={onFrame}
        label={null}
        thumbLabel="Frame"
      />
      <output className={classes.count}>
        {frame + 1} / {count}
      </output>
    </div>
  );
}
