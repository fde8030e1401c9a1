import { IconAlertTriangle, IconPhoto, IconRadioactive, IconVideo } from "@tabler/icons-react";
import type { MediumView } from "../api/types";
import { sizeOf } from "../words/bytes";
import { mediaTypeLabel, mediumStateLabel } from "../words/media";
import classes from "./MediaList.module.css";

export function MediaList({ media }: { media: readonly MediumView[] }) {
  if (media.length === 0) return <p className={classes.none}>No files yet.</p>;
  return (
    <ul className={classes.list}>
      {media.map((medium) => (
        <li key={medium.id} className={classes.medium}>
          <span className={classes.icon} data-failed={medium.failure !== null}>
            <MediumIcon medium={medium} />
          </span>
          <div>
            <strong>
              {mediaTypeLabel(medium.media_type)} {medium.position + 1}
            </strong>
            <span className={classes.state} data-failed={medium.failure !== null}>
              {medium.failure_meaning ?? mediumStateLabel(medium.state)}
            </span>
          </div>
          <span className={classes.size}>{sizeOf(medium.size)}</span>
        </li>
      ))}
    </ul>
  );
}

function MediumIcon({ medium }: { medium: MediumView }) {
  if (medium.failure) return <IconAlertTriangle size={22} stroke={1.6} aria-hidden="true" />;
  if (medium.media_type === "application/dicom") {
    return <IconRadioactive size={22} stroke={1.6} aria-hidden="true" />;
  }
  if (medium.media_type.startsWith("video/")) {
    return <IconVideo size={22} stroke={1.6} aria-hidden="true" />;
  }
  return <IconPhoto size={22} stroke={1.6} aria-hidden="true" />;
}
