import { Button, Group, Modal, NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";

interface ReasonDialogProps<Reason extends string> {
  title: string;
  words: string;
  reasons: Partial<Record<Reason, string>>;
  confirm: string;
  busy: boolean;
  opened: boolean;
  onClose: () => void;
  onConfirm: (reason: Reason) => void;
}

/** Asks for one of a closed list of reasons before something that cannot be undone. */
export function ReasonDialog<Reason extends string>(props: ReasonDialogProps<Reason>) {
  const options = Object.entries(props.reasons) as [Reason, string][];
  const [reason, setReason] = useState<Reason | undefined>(options[0]?.[0]);
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason) props.onConfirm(reason);
        }}
      >
        <Stack gap="md">
          <Text c="dimmed">{props.words}</Text>
          <NativeSelect
            label="Reason"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value as Reason)}
            data={options.map(([value, label]) => ({ value, label }))}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" size="md" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" size="md" color="red" loading={props.busy} data-autofocus>
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
