"""The pipeline map: which queue feeds which handler. It follows from the registry of stages."""

from dataclasses import dataclass

from streams.handlers.check import CheckHandler
from streams.handlers.library import LibraryHandler
from streams.handlers.review import ReviewHandler
from streams.handlers.scan_texts import ScanTextsHandler
from workers import registry


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for one handler, and is named like it."""

    name: str
    consumes: frozenset[str]
    is_heavy: bool


def queues(package: str = registry.PACKAGE) -> tuple[Queue, ...]:
    """Return a queue for each stage of a package, one for texts, then those that keep state."""
    stages = tuple(
        Queue(stage.name, frozenset((stage.consumes.__name__,)), is_heavy=True)
        for stage in registry.all_stages(package)
    )
    texts = Queue(ScanTextsHandler.name, ScanTextsHandler.consumes, ScanTextsHandler.is_heavy)
    others = tuple(
        Queue(handler.name, handler.consumes, is_heavy=False)
        for handler in (ReviewHandler, CheckHandler, LibraryHandler)
    )
    return (*stages, texts, *others)
