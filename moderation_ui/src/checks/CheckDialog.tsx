import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { mayTryAgain } from "../api/problem";
import type { CheckItem } from "../api/types";
import { NotSent } from "../shell/NotSent";
import { useDecideCheck } from "./queries";

export interface CheckIntent {
  item: CheckItem;
  verified: boolean;
}

interface CheckDialogProps {
  intent: CheckIntent | null;
  onClose: () => void;
}

export function CheckDialog({ intent, onClose }: CheckDialogProps) {
  return (
    <Modal
      opened={intent !== null}
      onClose={onClose}
      title={intent?.verified ? "Is the licence genuine?" : "Refuse this licence?"}
    >
      {intent && <CheckForm key={intent.item.verification.id} intent={intent} onClose={onClose} />}
    </Modal>
  );
}

function CheckForm({ intent, onClose }: { intent: CheckIntent; onClose: () => void }) {
  const { item, verified } = intent;
  const decide = useDecideCheck();
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);

  const confirm = () => {
    if (!verified && !note.trim()) return setMissing(true);
    decide.mutate(
      { id: item.verification.id, verified, note: note.trim() || null },
      { onSettled: (_, error) => mayTryAgain(error) || onClose() },
    );
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <Stack gap="md">
        <Text>
          {verified
            ? `You found ${item.verification.full_name} with this number in the register of ${item.verification.authority}.`
            : `${item.verification.full_name} will read your note and can send a corrected request.`}
        </Text>
        <Textarea
          label={verified ? "Note (may stay empty)" : "Note to the clinician"}
          error={missing && !note.trim() ? "Say why, so that it can be corrected" : null}
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus={!verified || undefined}
        />
        <NotSent error={decide.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            size="md"
            color={verified ? undefined : "red"}
            loading={decide.isPending}
            data-autofocus={verified || undefined}
          >
            {mayTryAgain(decide.error) ? "Try again" : "Confirm"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
