import { IconPhoto, IconRadioactive, IconVideo } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import classes from "./FileThumbnail.module.css";
import { type Preview, previewOf } from "./files";

const ICONS: Record<Preview, typeof IconPhoto> = {
  picture: IconPhoto,
  video: IconVideo,
  dicom: IconRadioactive,
  unshowable: IconPhoto,
};

/** A picked file as it lies on this device; its bytes come from nowhere else. */
export function FileThumbnail({ file }: { file: File }) {
  const preview = previewOf(file);
  const [url, setUrl] = useState<string | null>(null);

  useEffect(() => {
    if (preview !== "picture" && preview !== "video") return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file, preview]);

  if (url && preview === "video") {
    return (
      <video
        src={url}
        aria-label={file.name}
        muted
        playsInline
        preload="metadata"
        className={classes.picture}
        onError={() => setUrl(null)}
      />
    );
  }
  if (url) {
    return (
      <img src={url} alt={file.name} className={classes.picture} onError={() => setUrl(null)} />
    );
  }
  const Icon = ICONS[preview];
  return (
    <div className={classes.icon}>
      <Icon size={28} stroke={1.5} aria-hidden="true" />
      <span>{file.name}</span>
    </div>
  );
}
