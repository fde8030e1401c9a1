import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type Film, frameAt, frameFrom, timeOf } from "./video-frames";

interface FrameVideoProps {
  url: string;
  label: string;
  frame: number;
  count: number;
  /** When each frame is shown, in milliseconds; empty where they are evenly spaced. */
  moments: readonly number[];
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
  const { url, label, frame, count, moments, playing } = props;
  const video = useRef<HTMLVideoElement>(null);
  const [seconds, setSeconds] = useState(0);

  useEffect(() => {
    const element = video.current;
    if (!element || playing || seconds === 0) return;
    element.currentTime = timeOf(frame, { count, seconds, moments });
  }, [frame, count, moments, playing, seconds]);

  const measure = (element: HTMLVideoElement) => {
    setSeconds(element.duration || 0);
    if (element.duration) props.onLength(element.duration);
  };
  // What came before React had put the element in its place was told to nobody.
  const catchUp = useEffectEvent((element: HTMLVideoElement) => {
    if (element.readyState >= HTMLMediaElement.HAVE_METADATA) measure(element);
    if (element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) props.onShown();
  });
  useEffect(() => {
    if (video.current) catchUp(video.current);
  }, []);

  const start = useEffectEvent((element: HTMLVideoElement) => {
    const from = element.ended ? 0 : frame;
    // One that was loaded anew stands at its beginning.
    const film: Film = { count, seconds, moments };
    if (frameAt(element.currentTime, film) !== from) element.currentTime = timeOf(from, film);
    element.play().catch(() => props.onEnded());
  });
  const seen = useEffectEvent((tell: (film: Film) => number) =>
    props.onFrame(tell({ count, seconds, moments })),
  );
  const isKnown = seconds > 0;
  useEffect(() => {
    const element = video.current;
    if (!element || !playing || !isKnown) return;
    start(element);
    const stop = followed(element, (tell) => seen(tell));
    return () => {
      stop();
      element.pause();
    };
  }, [playing, isKnown]);

  return (
    <video
      ref={video}
      src={url}
      aria-label={label}
      muted
      playsInline
      preload="auto"
      disablePictureInPicture
      // A player's first word on it may be a guess.
      onDurationChange={({ currentTarget }) => measure(currentTarget)}
      onLoadedData={props.onShown}
      onEnded={() => {
        props.onFrame(count - 1);
        props.onEnded();
      }}
      onError={props.onBroken}
    />
  );
}

type Seen = (tell: (film: Film) => number) => void;

/** Tells which frame is seen as often as another one is, until it is stopped. */
function followed(element: HTMLVideoElement, seen: Seen): () => void {
  if (!("requestVideoFrameCallback" in element)) return clocked(element, seen);
  let request = element.requestVideoFrameCallback(function next(_, { mediaTime }) {
    seen((film) => frameFrom(mediaTime, film));
    request = element.requestVideoFrameCallback(next);
  });
  return () => element.cancelVideoFrameCallback(request);
}

/** The same by the clock, for browsers that do not say which frame they show. */
function clocked(element: HTMLVideoElement, seen: Seen): () => void {
  let request = requestAnimationFrame(function step() {
    seen((film) => frameAt(element.currentTime, film));
    request = requestAnimationFrame(step);
  });
  return () => cancelAnimationFrame(request);
}
