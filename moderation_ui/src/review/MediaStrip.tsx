import { IconAlertTriangle, IconEye } from "@tabler/icons-react";
import type { ReviewMedium } from "../api/types";
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
            {frame && (
              <img
                src={medium.state === "revising" ? frame.stripped_url : frame.obscured_url}
                alt=""
                loading="lazy"
              />
            )}
            <span className={classes.place}>{place + 1}</span>
            {medium.frames.length > 1 && (
              <span className={classes.frames}>{medium.frames.length} fr.</span>
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
