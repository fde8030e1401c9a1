import { Alert, Button, Group, Modal, NativeSelect, Stack, Text } from "@mantine/core";
import { IconDownload, IconEyeExclamation } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { RevealReason, ReviewMedium } from "../api/types";
import { sizeOf } from "../words/bytes";
import { REVEAL_REASONS, reasonOptions } from "../words/reasons";
import { type Original, useReveal } from "./queries";
import classes from "./RevealDialog.module.css";

interface RevealDialogProps {
  id: string;
  medium: ReviewMedium;
  opened: boolean;
  onClose: () => void;
}

export function RevealDialog({ id, medium, opened, onClose }: RevealDialogProps) {
  const reveal = useReveal(id, medium.id);
  const [reason, setReason] = useState<RevealReason>("check_obscuring");
  const close = () => {
    reveal.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      size={reveal.data ? "xl" : "md"}
      title={reveal.data ? `Original of image ${medium.position + 1}` : "Look at the original?"}
    >
      {reveal.data ? (
        <OriginalView original={reveal.data} place={medium.position + 1} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            reveal.mutate(reason);
          }}
        >
          <Stack gap="md">
            <Text c="dimmed">
              The original may show who the patient is. Your name, the time and the reason are
              written down for good.
            </Text>
            <NativeSelect
              label="Reason"
              data-autofocus
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value as RevealReason)}
              data={reasonOptions(REVEAL_REASONS)}
            />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" size="md" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" size="md" loading={reveal.isPending}>
                Show original
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

const SHOWABLE = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];
const PLAYABLE = ["video/mp4", "video/webm", "video/quicktime"];
const ENDINGS: Record<string, string> = {
  "application/dicom": ".dcm",
  "video/mp4": ".mp4",
  "video/quicktime": ".mov",
  "video/webm": ".webm",
};

function OriginalView({ original, place }: { original: Original; place: number }) {
  const { blob, reason } = original;
  const [url, setUrl] = useState<string | null>(null);
  const [unplayable, setUnplayable] = useState(false);
  const plays = PLAYABLE.includes(blob.type) && !unplayable;

  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);

  return (
    <Stack gap="md">
      <Alert color="red" variant="light" icon={<IconEyeExclamation />}>
        This look was logged: {REVEAL_REASONS[reason].toLowerCase()}.
      </Alert>
      {url && SHOWABLE.includes(blob.type) && (
        <img src={url} alt={`Original ${place}`} className={classes.original} />
      )}
      {url && plays && (
        <video
          src={url}
          controls
          playsInline
          muted
          preload="metadata"
          aria-label={`Original ${place}`}
          className={classes.original}
          onError={() => setUnplayable(true)}
        />
      )}
      {url && !SHOWABLE.includes(blob.type) && !plays && (
        <Stack align="center" gap="xs" py="xl">
          <Text>A browser cannot show this kind of file.</Text>
          <Button
            component="a"
            href={url}
            download={`original-${place}${ENDINGS[blob.type] ?? ""}`}
            variant="default"
            size="md"
            leftSection={<IconDownload size={18} aria-hidden="true" />}
          >
            Save the file ({sizeOf(blob.size)})
          </Button>
          <Text c="dimmed" size="sm">
            Delete it when you are done: it is not obscured.
          </Text>
        </Stack>
      )}
    </Stack>
  );
}
