"""A signal that something was committed, for those who wait for news."""

import threading
from collections.abc import Callable


class CommitSignal:
    """Wakes listeners after each commit. A listener must return at once and never raise."""

    def __init__(self) -> None:
        """Start with no listeners."""
        self._lock = threading.Lock()
        self._listeners: set[Callable[[], None]] = set()
        self._tellers: set[Callable[[], None]] = set()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Add a listener to all commits; the returned function takes it away again."""
        return self._add(self._listeners, listener)

    def subscribe_to_own(self, teller: Callable[[], None]) -> Callable[[], None]:
        """Add a listener to this process's commits alone: one that tells other processes."""
        return self._add(self._tellers, teller)

    def notify(self) -> None:
        """Say that this process committed."""
        self._wake(self._listeners, self._tellers)

    def notify_from_outside(self) -> None:
        """Say that another process committed."""
        self._wake(self._listeners)

    def _add(
        self, group: set[Callable[[], None]], listener: Callable[[], None]
    ) -> Callable[[], None]:
        with self._lock:
            group.add(listener)

        def unsubscribe() -> None:
            with self._lock:
                group.discard(listener)

        return unsubscribe

    def _wake(self, *groups: set[Callable[[], None]]) -> None:
        with self._lock:
            listeners = tuple(listener for group in groups for listener in group)
        for listener in listeners:
            listener()
