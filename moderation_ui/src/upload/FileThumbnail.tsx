import { IconPhoto, IconRadioactive } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import classes from "./FileThumbnail.module.css";
import { previewOf } from "./files";

/** A picked file as it lies on this device; its bytes come from nowhere else. */
export function FileThumbnail({ file }: { file: File }) {
  const preview = previewOf(file);
  const [url, setUrl] = useState<string | null>(null);

  useEffect(() => {
    if (preview !== "picture") return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file, preview]);

  if (url) {
    return (
      <img src={url} alt={file.name} className={classes.picture} onError={() => setUrl(null)} />
    );
  }
  const Icon = preview === "dicom" ? IconRadioactive : IconPhoto;
  return (
    <div className={classes.icon}>
      <Icon size={28} stroke={1.5} aria-hidden="true" />
      <span>{file.name}</span>
    </div>
  );
}
