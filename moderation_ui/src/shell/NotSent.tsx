import { Alert } from "@mantine/core";
import { mayTryAgain, wordsFor } from "../api/problem";

/** In a form that could not be sent for no fault of its own: it stays as it is, to be sent again. */
export function NotSent({ error }: { error: unknown }) {
  if (!mayTryAgain(error)) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {wordsFor(error)} What you entered is still here.
    </Alert>
  );
}
