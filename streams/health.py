"""Whether the parts that work in the background can do their work."""

import threading


class Health:
    """One flag per part; a part that never spoke is healthy."""

    def __init__(self) -> None:
        """Start with every part healthy."""
        self._red: set[str] = set()
        self._lock = threading.Lock()

    def red(self, part: str) -> None:
        """Say that a part cannot work now."""
        with self._lock:
            self._red.add(part)

    def green(self, part: str) -> None:
        """Say that a part works again."""
        with self._lock:
            self._red.discard(part)

    def is_green(self, part: str) -> bool:
        """Tell whether a part works."""
        return part not in self._red

    @property
    def is_all_green(self) -> bool:
        """Whether every part works."""
        return not self._red
