import { useEffect, useEffectEvent, useRef, useState } from "react";
import { frameAt, frameFrom, timeOf } from "./video-frames";

interface FrameVideoProps {
  url: string;
  label: string;
  frame: number;
  count: number;
  playing: boolean;
  /** While it plays: which frame is seen. */
  onFrame: (frame: number) => void;
  /** How many seconds it lasts. */
  onLength: (seconds: number) => void;
  onEnded: () => void;
  onShown: () => void;
  onBroken: () => void;
}

/** A video that stands at a given frame, or plays on from it. */
export function FrameVideo(props: FrameVideoProps) {
  const { url, label, frame, count, playing } = props;
  const video = useRef<HTMLVideoElement>(null);
  const [duration, setDuration] = useState(0);

  useEffect(() => {
    const element = video.current;
    if (!element || playing || duration === 0) return;
    element.currentTime = timeOf(frame, count, duration);
  }, [frame, count, playing, duration]);

  const start = useEffectEvent((element: HTMLVideoElement) => {
    const from = element.ended ? 0 : frame;
    // One that was loaded anew stands at its beginning.
    if (frameAt(element.currentTime, count, duration) !== from) {
      element.currentTime = timeOf(from, count, duration);
    }
    element.play().catch(() => props.onEnded());
  });
  const seen = useEffectEvent((shown: number) => props.onFrame(shown));
  useEffect(() => {
    const element = video.current;
    if (!element || !playing || duration === 0) return;
    start(element);
    const stop = followed(element, count, duration, (shown) => seen(shown));
    return () => {
      stop();
      element.pause();
    };
  }, [playing, count, duration]);

  return (
    <video
      ref={video}
      src={url}
      aria-label={label}
      muted
      playsInline
      preload="auto"
      disablePictureInPicture
      onLoadedMetadata={({ currentTarget }) => {
        setDuration(currentTarget.duration || 0);
        if (currentTarget.duration) props.onLength(currentTarget.duration);
      }}
      onLoadedData={props.onShown}
      onEnded={() => {
        props.onFrame(count - 1);
        props.onEnded();
      }}
      onError={props.onBroken}
    />
  );
}

/** Tells which frame is seen as often as another one is, until it is stopped. */
function followed(
  element: HTMLVideoElement,
  count: number,
  duration: number,
  tell: (frame: number) => void,
): () => void {
  if (!("requestVideoFrameCallback" in element)) return clocked(element, count, duration, tell);
  let request = element.requestVideoFrameCallback(function next(_, { mediaTime }) {
    tell(frameFrom(mediaTime, count, duration));
    request = element.requestVideoFrameCallback(next);
  });
  return () => element.cancelVideoFrameCallback(request);
}

/** The same by the clock, for browsers that do not say which frame they show. */
function clocked(
  element: HTMLVideoElement,
  count: number,
  duration: number,
  tell: (frame: number) => void,
): () => void {
  let request = requestAnimationFrame(function step() {
    tell(frameAt(element.currentTime, count, duration));
    request = requestAnimationFrame(step);
  });
  return () => cancelAnimationFrame(request);
}
