"""A signal that something was committed, for those in this process who wait for news."""

import threading
from collections.abc import Callable


class CommitSignal:
    """Wakes listeners after each commit. A listener must return at once and never raise."""

    def __init__(self) -> None:
        """Start with no listeners."""
        self._lock = threading.Lock()
        self._listeners: set[Callable[[], None]] = set()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Add a listener; the returned function takes it away again."""
        with self._lock:
            self._listeners.add(listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners.discard(listener)

        return unsubscribe

    def notify(self) -> None:
        """Wake every listener."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()
