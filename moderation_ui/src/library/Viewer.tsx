import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import type { CaseMedium } from "../api/types";
import { FrameSlider } from "../frames/FrameSlider";
import { usePreload, useWheelSteps } from "../frames/frames";
import { VIDEO } from "../frames/video-frames";
import { caseMediumLabel } from "../words/media";
import classes from "./Viewer.module.css";

interface ViewerProps {
  media: readonly CaseMedium[];
  title: string;
}

const SWIPE = 48;

/** The pictures of a case: swipe between media, wheel or slide through the frames of one. */
export function Viewer({ media, title }: ViewerProps) {
  const [index, setIndex] = useState(0);
  const [frame, setFrame] = useState(0);
  const stage = useRef<HTMLDivElement>(null);
  const grip = useRef<number | null>(null);
  const medium = media[index];
  const images = medium?.images ?? [];
  const image = images[frame];

  const go = (step: number) => {
    const next = Math.min(media.length - 1, Math.max(0, index + step));
    if (next === index) return;
    setIndex(next);
    setFrame(0);
  };
  const turn = (step: number) =>
    setFrame((current) => Math.min(images.length - 1, Math.max(0, current + step)));

  useWheelSteps(stage, images.length > 1, turn);
  usePreload(
    images.filter(({ media_type }) => media_type !== VIDEO).map(({ url }) => url),
    frame,
  );

  const key = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") go(-1);
    if (event.key === "ArrowRight") go(1);
  };
  const release = (event: PointerEvent) => {
    const distance = event.clientX - (grip.current ?? event.clientX);
    grip.current = null;
    if (Math.abs(distance) > SWIPE) go(distance < 0 ? 1 : -1);
  };

  if (!medium || !image) return <div className={classes.stage}>No picture</div>;
  const name = `${title}, image ${index + 1} of ${media.length}`;
  return (
    <section className={classes.viewer} aria-label="Images" onKeyDown={key}>
      <div
        ref={stage}
        className={classes.stage}
        onPointerDown={(event) => {
          // A drag on a video moves along its time.
          if (image.media_type !== VIDEO) grip.current = event.clientX;
        }}
        onPointerUp={release}
      >
        {image.media_type === VIDEO ? (
          <video
            key={image.url}
            src={image.url}
            poster={image.thumbnail_url}
            controls
            playsInline
            muted
            preload="metadata"
            aria-label={name}
          />
        ) : (
          <img
            src={image.url}
            width={image.width}
            height={image.height}
            draggable={false}
            alt={images.length > 1 ? `${name}, frame ${frame + 1} of ${images.length}` : name}
          />
        )}
        {media.length > 1 && (
          <>
            <Arrow side="left" label="Previous image" off={index === 0} onClick={() => go(-1)} />
            <Arrow
              side="right"
              label="Next image"
              off={index === media.length - 1}
              onClick={() => go(1)}
            />
            <span className={classes.place}>
              {index + 1} / {media.length}
            </span>
          </>
        )}
        <span className={classes.modality}>{caseMediumLabel(medium)}</span>
      </div>
      {images.length > 1 && <FrameSlider frame={frame} count={images.length} onFrame={setFrame} />}
      {media.length > 1 && (
        <div className={classes.strip}>
          {media.map((each, place) => (
            <button
              key={each.id}
              type="button"
              className={classes.thumb}
              aria-label={`Image ${place + 1}`}
              aria-pressed={place === index}
              onClick={() => go(place - index)}
            >
              {each.images[0] && <img src={each.images[0].thumbnail_url} alt="" loading="lazy" />}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

interface ArrowProps {
  side: "left" | "right";
  label: string;
  off: boolean;
  onClick: () => void;
}

function Arrow({ side, label, off, onClick }: ArrowProps) {
  const Icon = side === "left" ? IconChevronLeft : IconChevronRight;
  return (
    <ActionIcon
      className={classes.arrow}
      data-side={side}
      size={44}
      radius="xl"
      aria-label={label}
      disabled={off}
      onClick={onClick}
    >
      <Icon size={24} />
    </ActionIcon>
  );
}
