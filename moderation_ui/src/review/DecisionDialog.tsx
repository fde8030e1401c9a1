import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { mayTryAgain } from "../api/problem";
import type { ReviewItem, ReviewReason, ReviewVerdict } from "../api/types";
import { NotSent } from "../shell/NotSent";
import { REVIEW_REASONS, reasonOptions } from "../words/reasons";
import { countOf } from "../words/vocabulary";
import { useDecide } from "./queries";
import type { TextDesk } from "./use-text-edits";

interface DecisionDialogProps {
  item: ReviewItem;
  words: TextDesk;
  verdict: ReviewVerdict | null;
  onClose: () => void;
  onDecided: () => void;
}

const TITLES: Record<ReviewVerdict, string> = {
  approve: "Approve this case?",
  send_back: "Send back to the clinician?",
  reject: "Reject this case?",
  escalate: "Escalate this case?",
};

const USUAL_REASON: Record<ReviewVerdict, ReviewReason | null> = {
  approve: null,
  send_back: "identifying_text",
  reject: "not_clinical",
  escalate: "needs_second_opinion",
};

export function DecisionDialog({ item, words, verdict, onClose, onDecided }: DecisionDialogProps) {
  return (
    <Modal opened={verdict !== null} onClose={onClose} title={verdict && TITLES[verdict]}>
      {verdict && (
        <DecisionForm
          key={verdict}
          item={item}
          words={words}
          verdict={verdict}
          onClose={onClose}
          onDecided={onDecided}
        />
      )}
    </Modal>
  );
}

interface DecisionFormProps extends DecisionDialogProps {
  verdict: ReviewVerdict;
}

function DecisionForm({ item, words, verdict, onClose, onDecided }: DecisionFormProps) {
  const decide = useDecide(item.submission_id);
  const form = useRef<HTMLFormElement>(null);
  const [reason, setReason] = useState(USUAL_REASON[verdict]);
  const [note, setNote] = useState("");
  const approving = verdict === "approve";

  const confirm = () =>
    decide.mutate(
      {
        version: item.version,
        verdict,
        reason,
        note: note.trim() || null,
        approved: approving ? words.approved() : [],
        removed: approving ? words.removed : [],
      },
      { onSuccess: onDecided, onSettled: (_, error) => mayTryAgain(error) || onClose() },
    );

  /** Enter confirms from everywhere but the note, where it is a new line; there Ctrl+Enter does. */
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
    if (event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };

  return (
    <form
      ref={form}
      onKeyDown={key}
      onSubmit={(event) => {
        event.preventDefault();
        if (!decide.isPending) confirm();
      }}
    >
      <Stack gap="md">
        {approving ? (
          <Text>
            You approve {countOf(item.media.length, "file")} and all texts exactly as you saw them
            {words.removed.length > 0 &&
              `, ${countOf(words.removed.length, "stretch", "stretches")} of text removed`}
            .{" "}
            {item.uploader_verified
              ? "The case is published at once."
              : "The case is published once the uploader’s licence is verified."}
          </Text>
        ) : (
          <>
            <NativeSelect
              label="Reason"
              data-autofocus
              value={reason ?? ""}
              onChange={(event) => setReason(event.currentTarget.value as ReviewReason)}
              data={reasonOptions(REVIEW_REASONS)}
            />
            <Textarea
              label={verdict === "escalate" ? "Note for colleagues" : "Note to the clinician"}
              description="May stay empty. Write nothing that identifies the patient."
              autosize
              minRows={3}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </>
        )}
        <NotSent error={decide.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            size="md"
            color={verdict === "reject" ? "red" : undefined}
            loading={decide.isPending}
            data-autofocus={approving || undefined}
          >
            {mayTryAgain(decide.error) ? "Try again" : "Confirm"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
