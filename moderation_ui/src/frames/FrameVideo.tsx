import { useEffect, useEffectEvent, useRef, useState } from "react";
import { frameAt, timeOf } from "./video-frames";

interface FrameVideoProps {
  url: string;
  label: string;
  frame: number;
  count: number;
  playing: boolean;
  /** While it plays: which frame is seen. */
  onFrame: (frame: number) => void;
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

  const follow = useEffectEvent(() => {
    const element = video.current;
    if (element) props.onFrame(frameAt(element.currentTime, count, duration));
  });
  const refused = useEffectEvent(() => props.onEnded());
  useEffect(() => {
    const element = video.current;
    if (!element || !playing || duration === 0) return;
    if (element.ended) element.currentTime = 0;
    element.play().catch(() => refused());
    let request = requestAnimationFrame(function step() {
      follow();
      request = requestAnimationFrame(step);
    });
    return () => {
      cancelAnimationFrame(request);
      element.pause();
    };
  }, [playing, duration]);

  return (
    <video
      ref={video}
      src={url}
      aria-label={label}
      muted
      playsInline
      preload="auto"
      disablePictureInPicture
      onLoadedMetadata={(event) => setDuration(event.currentTarget.duration || 0)}
      onLoadedData={props.onShown}
      onEnded={props.onEnded}
      onError={props.onBroken}
    />
  );
}
