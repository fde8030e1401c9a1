/** Short notices at the top of the screen. Called from the hooks of each domain, never from JSX. */

import { notifications } from "@mantine/notifications";
import { wordsFor } from "../api/problem";

export function tellDone(message: string) {
  notifications.show({ message, color: "teal", autoClose: 3500, role: "status" });
}

export function tellFailed(title: string, error: unknown) {
  notifications.show({
    title,
    message: wordsFor(error),
    color: "red",
    autoClose: 8000,
    role: "alert",
  });
}

export function tell(message: string) {
  notifications.show({ message, color: "lamp", autoClose: 6000, role: "status" });
}
