"""Text in moving pictures: found whenever it appears, followed where it moves, read seldom."""

from collections.abc import Callable

import numpy as np
import pytest

from schemas.findings import Finding
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from workers.imaging.arrays import Picture
from workers.imaging.medium import PhotoMedium
from workers.imaging.sweep import mark, sweep
from workers.imaging.text import TextDetector

WHITE = (255, 255, 255)
COUNT = 20
Words = list[tuple[str, tuple[int, int]]]


class Counting:
    """A reader of text that counts how often it is asked."""

    reads_strokes = True

    def __init__(self) -> None:
        self.reads = 0

    def find(self, picture: Picture) -> tuple[Finding, ...]:
        self.reads += 1
        return TextDetector().find(picture)


class Looking:
    """A detector of anything else, which counts as well."""

    def __init__(self) -> None:
        self.looks = 0

    def find(self, picture: Picture) -> tuple[Finding, ...]:
        self.looks += 1
        return ()


def _anatomy(number: int) -> Picture:
    """Return a bright shape that beats, with fine noise that is new in every frame."""
    rows, columns = np.mgrid[0:240, 0:320]
    away = np.hypot(rows - 130, columns - 160)
    shape = 140 / (1 + np.exp((away - 50 - 8 * np.sin(number)) / 4))
    noise = np.random.default_rng(number).normal(0, 3, shape.shape)
    grey = np.clip(20 + shape + noise, 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)


def _swept(words: Callable[[int], Words]) -> tuple[int, list[float]]:
    """Sweep a cine; returns how often it was read, and how much of each frame's ink is covered."""
    shown, inks = [], []
    for number in range(COUNT):
        picture, bare = _anatomy(number), np.zeros((240, 320, 3), dtype=np.uint8)
        for text, at in words(number):
            picture = media.with_text(picture, text, at, 16, WHITE)
            bare = media.with_text(bare, text, at, 16, WHITE)
        shown.append(picture)
        inks.append(bare[:, :, 0] > 60)
    counting = Counting()
    frames = np.stack(shown)
    findings = sweep(PhotoMedium(MediaType.PNG, frames[0]), frames, (counting,))
    mask = np.zeros((240, 320), dtype=bool)
    mark(mask, findings)
    return counting.reads, [float(mask[ink].mean()) for ink in inks if ink.any()]


def _name(_: int) -> Words:
    return [("DOE^JANE", (8, 6))]


def test_text_that_stands_still_is_read_once() -> None:
    reads, covered = _swept(_name)
    assert min(covered) == 1
    assert reads <= 2


@pytest.mark.parametrize("at", [1, 11, COUNT - 1])
def test_a_caption_of_one_frame_is_found(at: int) -> None:
    """It is blocked in all frames, and costs one more reading."""
    reads, covered = _swept(
        lambda number: _name(number) + ([("MRN 00837261", (150, 210))] if number == at else [])
    )
    assert min(covered) >= 0.95
    assert reads <= 4


@pytest.mark.parametrize("step", [1, 3, 8])
def test_text_that_moves_is_covered_in_every_frame(step: int) -> None:
    reads, covered = _swept(
        lambda number: [*_name(number), ("Okafor, Ada", (10 + step * number, 212))]
    )
    assert min(covered) >= 0.95
    assert reads < COUNT / 2


def test_text_that_jumps_is_covered_in_every_frame() -> None:
    """Too far to be followed: it is read anew."""
    _, covered = _swept(lambda number: [("Okafor, Ada", (10 + 60 * (number % 3), 30 + 9 * number))])
    assert min(covered) >= 0.95


def test_other_detectors_see_every_frame_that_differs() -> None:
    """A face turns without a new stroke, so nothing is left out for them."""
    looking = Looking()
    frames = np.stack([_anatomy(number) for number in range(6)] + [_anatomy(5)])
    sweep(PhotoMedium(MediaType.PNG, frames[0]), frames, (looking, Counting()))
    assert looking.looks == 6
