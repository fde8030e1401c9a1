"""Faces in pictures: how many are covered, what else is, how long it takes, and against whom."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import cv2

from safelight.bench.faces.finders import Finder
from safelight.bench.faces.labelled import Labelled
from safelight.bench.faces.score import Score, score, total
from safelight.bench.faces.variants import PARTIAL, TURNED, variants
from safelight.bench.throughput import Tell

_AT_ONCE = 24
"""Pictures that everybody looks at before the next ones: so all are slowed alike."""


@dataclass(slots=True)
class Tally:
    """What one finder did, by the way in which faces were shown."""

    scores: dict[str, Score] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, shown: Labelled, boxes: Sequence[Any], seconds: float) -> None:
        """Count one picture."""
        self.seconds += seconds
        before = self.scores.get(shown.kind, Score())
        self.scores[shown.kind] = before + score(shown, [tuple(box) for box in boxes])

    def told(self) -> dict[str, Any]:
        """Return this as JSON has it."""
        plain = [kind for kind in self.scores if not kind.startswith("hard")]
        hard = [kind for kind in self.scores if kind.startswith("hard")]
        everything = total(self.scores.values())
        return {
            "recall": self._recall(plain),
            "turned": self._recall(TURNED),
            "partial": self._recall(PARTIAL),
            "extra_hard": self._recall(hard),
            "false_boxes_a_picture": everything.wrong / max(1, everything.pictures),
            "ms_a_picture": 1000 * self.seconds / max(1, everything.pictures),
            "by_kind": {
                kind: f"{one.found}/{one.faces}" for kind, one in sorted(self.scores.items())
            },
        }

    def _recall(self, kinds: Iterable[str]) -> float | None:
        one = total(self.scores[kind] for kind in kinds if kind in self.scores)
        return one.found / one.faces if one.faces else None


def measure(
    tell: Tell, sources: Iterable[Labelled], finders: dict[str, Finder], *, seed: int, one_in: int
) -> dict[str, Any]:
    """Measure everyone on every way of showing every picture, or on one of ``one_in`` of them."""
    cv2.setNumThreads(1)
    tallies = {name: Tally() for name in finders}
    shown = _every(one_in, (each for source in sources for each in variants(source, seed)))
    pictures = faces = 0
    while batch := list(islice(shown, _AT_ONCE)):
        pictures += len(batch)
        faces += sum(len(each.faces) for each in batch)
        tell(f"{pictures} pictures, {faces} faces")
        for name, find in finders.items():
            found = find([each.pixels for each in batch])
            for each, (boxes, seconds) in zip(batch, found, strict=True):
                tallies[name].add(each, boxes, seconds)
    told = {name: tally.told() for name, tally in tallies.items()}
    return {"pictures": pictures, "faces": faces, "cores": os.cpu_count(), **told}


def _every(one_in: int, pictures: Iterable[Labelled]) -> Iterator[Labelled]:
    return islice(pictures, 0, None, one_in)
