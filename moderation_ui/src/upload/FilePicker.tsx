import { VisuallyHidden } from "@mantine/core";
import { IconCamera, IconPhotoPlus } from "@tabler/icons-react";
import { type ChangeEvent, type DragEvent, useId, useState } from "react";
import type { Vocabulary } from "../api/types";
import { sizeOf } from "../words/bytes";
import classes from "./FilePicker.module.css";

interface FilePickerProps {
  vocabulary: Vocabulary;
  empty: boolean;
  error: string | null;
  onPick: (files: File[]) => void;
}

/** Endings beside the media types: phones and desktops often know no type for these files. */
const ENDINGS = ".dcm,.dicom,.heic,.heif,.avif,.tif,.tiff,.mov";

export function FilePicker({ vocabulary, empty, error, onPick }: FilePickerProps) {
  const id = useId();
  const [over, setOver] = useState(false);

  const picked = (event: ChangeEvent<HTMLInputElement>) => {
    onPick([...(event.currentTarget.files ?? [])]);
    // The same file can be picked again after it was removed.
    event.currentTarget.value = "";
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onPick([...event.dataTransfer.files]);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the two inputs do the same.
    <div
      className={classes.picker}
      data-empty={empty || undefined}
      data-over={over || undefined}
      data-error={error !== null || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <div className={classes.ways}>
        <label className={classes.way} data-camera>
          <VisuallyHidden>
            <input type="file" accept="image/*,video/*" capture="environment" onChange={picked} />
          </VisuallyHidden>
          <IconCamera size={26} stroke={1.5} aria-hidden="true" />
          Camera
        </label>
        <label className={classes.way}>
          <VisuallyHidden>
            <input
              type="file"
              multiple
              accept={`${vocabulary.media_types.join(",")},${ENDINGS}`}
              aria-describedby={`${id}-limits ${id}-error`}
              aria-invalid={error !== null || undefined}
              onChange={picked}
            />
          </VisuallyHidden>
          <IconPhotoPlus size={26} stroke={1.5} aria-hidden="true" />
          Photos, videos or DICOM
        </label>
      </div>
      <p id={`${id}-limits`} className={classes.limits}>
        JPEG, PNG, WebP, GIF, TIFF, HEIC, AVIF, DICOM, MP4, MOV or WebM; up to{" "}
        {vocabulary.max_media} files of {sizeOf(vocabulary.max_upload_bytes)}.
      </p>
      <p id={`${id}-error`} className={classes.error} role="alert">
        {error}
      </p>
    </div>
  );
}
