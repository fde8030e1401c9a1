"""Finds the stages: every module of the stages package that exports a ``STAGE``.

The chain wires itself: its first stage consumes the upload, each further one what the one before
emits. A stage put in the middle is therefore one new file, and no other file changes.
"""

import importlib
import pkgutil
from dataclasses import replace
from functools import cache

from schemas.events import AboutMedium, UploadReceived
from schemas.zones import Zone
from workers.stage import Stage

PACKAGE = "workers.stages"


class ChainError(Exception):
    """Stages that do not fit together; the message says which and why."""

    @classmethod
    def shared(cls, what: str, values: list[str]) -> "ChainError":
        """Say that two stages have the same name, event or order."""
        return cls(f"two stages share the {what} {', '.join(values)}")

    @classmethod
    def backwards(cls, stage: Stage) -> "ChainError":
        """Say that a stage leads towards the dark."""
        return cls(f"{stage.name} leads from {stage.needs.name} to {stage.gives.name}")

    @classmethod
    def gap(cls, stage: Stage, before: str, zone: Zone) -> "ChainError":
        """Say that a stage needs what the one before it does not give."""
        return cls(f"{stage.name} needs {stage.needs.name}, but {before} gives {zone.name}")

    @classmethod
    def unfinished(cls, last: str, zone: Zone) -> "ChainError":
        """Say that the chain does not reach OBSCURED."""
        return cls(f"the chain ends with {last}, which gives {zone.name}")


def all_stages(package: str = PACKAGE) -> tuple[Stage, ...]:
    """Return every stage: the chain in its order, then those outside it by name.

    Raises:
        ChainError: two stages share a name or an event, or the chain's zones do not fit.

    """
    return _found(package)


def chain(package: str = PACKAGE) -> tuple[Stage, ...]:
    """Return the stages that every upload passes, in order."""
    return tuple(stage for stage in all_stages(package) if stage.order is not None)


def for_event(name: str, package: str = PACKAGE) -> Stage | None:
    """Return the stage that consumes the event with this name, if any does."""
    stages = (stage for stage in all_stages(package) if stage.consumes.__name__ == name)
    return next(stages, None)


def by_name(name: str, package: str = PACKAGE) -> Stage:
    """Return the stage with this name.

    Raises:
        KeyError: there is none.

    """
    for stage in all_stages(package):
        if stage.name == name:
            return stage
    raise KeyError(name)


def ordered(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Put stages in order, wire the chain, and refuse those that do not fit together.

    Raises:
        ChainError: see :func:`all_stages`; or a stage outside the chain names no event, or one
            inside it does.

    """
    _refuse_doubles("name", [stage.name for stage in stages])
    inside = sorted((s for s in stages if s.order is not None), key=lambda s: s.order or 0)
    outside = sorted((s for s in stages if s.order is None), key=lambda s: s.name)
    _refuse_doubles("order", [str(stage.order) for stage in inside])
    _refuse_descents(stages)
    _refuse_gaps(inside)
    _refuse_misplaced_events(inside, outside)
    whole = (*_wired(inside), *outside)
    _refuse_doubles("event", [stage.consumes.__name__ for stage in whole])
    return whole


def _wired(inside: list[Stage]) -> list[Stage]:
    """Let each stage of the chain consume what the one before it emits."""
    consumed: list[type[AboutMedium]] = [UploadReceived, *(stage.emits for stage in inside)]
    return [replace(stage, consumes=event) for stage, event in zip(inside, consumed, strict=False)]


@cache
def _found(package: str) -> tuple[Stage, ...]:
    folder = importlib.import_module(package)
    modules = (
        importlib.import_module(f"{package}.{info.name}")
        for info in pkgutil.iter_modules(folder.__path__)
    )
    stages = (getattr(module, "STAGE", None) for module in modules)
    return ordered(tuple(stage for stage in stages if isinstance(stage, Stage)))


def _refuse_doubles(what: str, values: list[str]) -> None:
    doubles = sorted({value for value in values if values.count(value) > 1})
    if doubles:
        raise ChainError.shared(what, doubles)


def _refuse_descents(stages: tuple[Stage, ...]) -> None:
    for stage in stages:
        if stage.gives < stage.needs:
            raise ChainError(f"{stage.name} leads from {stage.needs.name} to {stage.gives.name}")


def _refuse_misplaced_events(inside: list[Stage], outside: list[Stage]) -> None:
    """Only a stage outside the chain says what it consumes."""
    for stage in inside:
        if stage.consumes is not AboutMedium:
            raise ChainError(f"{stage.name} stands in the chain and must not say what it consumes")
    for stage in outside:
        if stage.consumes is AboutMedium:
            raise ChainError(f"{stage.name} stands outside the chain and must say what it consumes")


def _refuse_gaps(inside: list[Stage]) -> None:
    """Each stage must need the zone that the one before gives, from RAW up to OBSCURED."""
    zone = Zone.RAW
    before = "an upload"
    for stage in inside:
        if stage.needs is not zone:
            raise ChainError.gap(stage, before, zone)
        zone, before = stage.gives, stage.name
    if inside and zone is not Zone.OBSCURED:
        raise ChainError.unfinished(before, zone)
