"""What runs inside a pool's child process: one stage, and a verdict that carries no PHI."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar

from schemas.failures import FailureCode, InputRejectedError
from schemas.origins import place_of
from workers import sandbox
from workers.conduct import Call
from workers.free_text.span import Span
from workers.stage import StageInput, StageOutput

T = TypeVar("T")

OUT_OF_MEMORY = 77
"""The exit status of a child that ran into its memory limit."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The input was rejected with this code."""

    code: FailureCode


@dataclass(frozen=True, slots=True)
class Failed:
    """An unexpected exception: its type's name, and the innermost place in our own code.

    Its message and arguments stay in the child, because they may quote the bytes.
    """

    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Ended:
    """There are no more items."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The process knows nothing of the items that it is asked for: another one began them."""


Verdict = StageOutput | Refused | Failed

_items: Iterator[Any] | None = None
"""What this process gives one by one, between two questions."""

_fed = BytesIO()
"""What this process was fed so far of what it is to work on."""


def begin(memory_bytes: int, package: str, warm: bool) -> None:
    """Shut the process in, then load the stages, and their models where ``warm``."""
    sandbox.enter(memory_bytes)
    from workers import registry

    registry.all_stages(package)
    if warm:
        from workers.imaging import text
        from workers.imaging.face import find

        text.warm_up()
        find.warm_up()


def execute(package: str, stage_name: str, given: StageInput) -> Verdict:
    """Run one stage; whatever happens, return a value or end the process."""
    from workers import registry

    return _guarded(lambda: registry.by_name(stage_name, package).run(given))


def call(wanted: Call) -> Any:
    """Make one call of a stage's steps; whatever happens, return a value or end the process."""
    return _guarded(lambda: wanted.work(*wanted.given))


def take_piece(start: int, piece: bytes) -> Lost | Failed | Refused | None:
    """Take the piece that begins at ``start`` of what :func:`begin_items` is to work on."""
    global _fed  # noqa: PLW0603 - a process has one, between two questions
    drop_items()
    if start == 0:
        _fed = BytesIO()
    if _fed.tell() != start:
        return Lost()
    return _guarded(lambda: _add(piece))


def _add(piece: bytes) -> None:
    _fed.write(piece)


def begin_items(source: Call, size: int | None) -> Any:
    """Begin to give items one by one: return the first, or :class:`Ended`.

    The work is called with the ``size`` bytes that this process was fed before all else, if that is
    no ``None``.
    """
    global _fed, _items  # noqa: PLW0603 - a process has one, between two questions
    _items = None
    fed, _fed = _fed, BytesIO()
    if size is not None and fed.tell() != size:
        return Lost()

    def first() -> Any:
        global _items  # noqa: PLW0603
        # A BytesIO that was only written to gives its bytes away without copying them.
        before = () if size is None else (fed.getvalue(),)
        _items = iter(source.work(*before, *source.given))
        return _next_item(_items)

    return _guarded(first)


def next_item() -> Any:
    """Return the next item, or :class:`Ended`."""
    items = _items
    return Lost() if items is None else _guarded(lambda: _next_item(items))


def drop_items() -> None:
    """Forget what is left of the items."""
    global _items  # noqa: PLW0603
    _items = None


def _next_item(items: Iterator[Any]) -> Any:
    item = next(items, Ended())
    if isinstance(item, Ended):
        drop_items()
    return item


def scan(texts: tuple[str, ...]) -> tuple[list[Span], ...] | Refused | Failed:
    """Search texts for identifiers; whatever happens, return a value or end the process."""

    def work() -> tuple[list[Span], ...]:
        from workers.free_text import scanner

        return tuple(scanner.scan(text) for text in texts)

    return _guarded(work)


def _guarded(work: Callable[[], T]) -> T | Refused | Failed:
    try:
        return work()
    except InputRejectedError as error:
        return Refused(error.code)
    except BaseException as error:
        # A panic in Rust is no Exception; an error that cannot be pickled would hurt the parent.
        if _is_out_of_memory(error):
            # What is left of the heap is not worth another medium.
            os._exit(OUT_OF_MEMORY)
        return Failed(type(error).__name__, place_of(error.__traceback__))


def ready() -> None:
    """Do nothing: scheduled so that a child starts, and loads, before its first medium."""


def _is_out_of_memory(error: BaseException | None) -> bool:
    """Recognise Python's own error, and those that OpenCV and ONNX Runtime make of bad_alloc."""
    while error is not None:
        text = str(error).lower()
        if isinstance(error, MemoryError) or "insufficient memory" in text or "bad_alloc" in text:
            return True
        if "failed to allocate memory" in text or "bad allocation" in text:
            return True
        error = error.__cause__ or error.__context__
    return False
