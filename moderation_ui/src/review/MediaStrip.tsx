import { IconAlertTriangle, IconEye } from "@tabler/icons-react";
import type { FrameView, ReviewMedium } from "../api/types";
import { VIDEO } from "../frames/video-frames";
import { seenKey } from "./approval";
import classes from "./MediaStrip.module.css";

interface MediaStripProps {
  media: readonly ReviewMedium[];
  index: number;
  seen: ReadonlySet<string>;
  onPick: (index: number) => void;
}

export function MediaStrip({ media, index, seen, onPick }: MediaStripProps) {
  return (
    <nav className={classes.strip} aria-label="Images of this case">
      {media.map((medium, place) => {
        const viewed = seen.has(seenKey(medium));
        const frame = medium.frames[0];
        return (
          <button
            key={medium.id}
            type="button"
            className={classes.thumb}
            aria-current={place === index || undefined}
            aria-label={`Image ${place + 1}, ${viewed ? "viewed" : "not viewed yet"}${medium.flagged ? ", flagged" : ""}`}
            onClick={() => onPick(place)}
          >
            {frame && <Still medium={medium} frame={frame} />}
            <span className={classes.place}>{place + 1}</span>
            {medium.frame_count > 1 && (
              <span className={classes.frames}>{medium.frame_count} fr.</span>
            )}
            {medium.flagged && (
              <IconAlertTriangle size={16} className={classes.flagged} aria-hidden="true" />
            )}
            {viewed && <IconEye size={16} className={classes.seen} aria-hidden="true" />}
          </button>
        );
      })}
    </nav>
  );
}

function Still({ medium, frame }: { medium: ReviewMedium; frame: FrameView }) {
  const url = medium.state === "revising" ? frame.stripped_url : frame.obscured_url;
  if (frame.media_type !== VIDEO) return <img src={url} alt="" loading="lazy" />;
  return <video src={url} muted playsInline preload="metadata" aria-hidden="true" tabIndex={-1} />;
}
