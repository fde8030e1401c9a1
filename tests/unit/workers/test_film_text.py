"""Text along a film is read once and then followed; what comes between is read when it comes.

A green run says nothing of text that is shown for less than the time between two looks.
"""

import numpy as np
import pytest

from schemas.findings import Finding, Region
from tests.factories import marked_media as media
from workers.imaging.arrays import Picture
from workers.imaging.film_text import WHOLE_SECONDS, FilmReader
from workers.imaging.text import TextDetector

WHITE = (255, 255, 255)
HEIGHT, WIDTH, SIZE = 240, 400, 18
NAME, NAME_AT = "DOE, JANE 12.03.1984", (20, 20)
OTHER, OTHER_AT = "MRN 4471902", (200, 180)


class Counting:
    """A reader of text that counts looks at the whole picture."""

    reads_strokes = True

    def __init__(self) -> None:
        self.wholes = 0
        self.sides: set[int | None] = set()

    def find(self, picture: Picture, side: int | None = None) -> tuple[Finding, ...]:
        is_whole = picture.shape[:2] == (HEIGHT, WIDTH)
        self.wholes += is_whole
        if not is_whole:
            self.sides.add(side)
        return TextDetector().find(picture, side)


def _scene(left: int = 0) -> Picture:
    """Return soft shapes with a camera's noise; the camera has moved by ``left`` pixels."""
    rows, columns = np.mgrid[0:HEIGHT, left : left + WIDTH]
    shapes = 90 + 40 * np.sin(columns / 37) * np.cos(rows / 29) + 15 * np.sin(columns / 11)
    noise = np.random.default_rng(left).normal(0, 2, shapes.shape)
    grey = np.clip(shapes + noise, 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)


def _written(picture: Picture, text: str, at: tuple[int, int]) -> tuple[Picture, Region]:
    """Return a picture with text, and where its ink is."""
    ink = media.with_text(np.zeros_like(picture), text, at, SIZE, WHITE).max(axis=2) > 0
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    x, y = int(columns[0]), int(rows[0])
    place = Region(x=x, y=y, w=int(columns[-1]) - x + 1, h=int(rows[-1]) - y + 1)
    return media.with_text(picture, text, at, SIZE, WHITE), place


def _covered(found: list[Finding], place: Region) -> float:
    """Return how much of a place findings cover."""
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    for one in (finding.region for finding in found):
        assert one is not None
        mask[one.y : one.y + one.h, one.x : one.x + one.w] = True
    return float(mask[place.y : place.y + place.h, place.x : place.x + place.w].mean())


@pytest.mark.parametrize("speed", [0, 3, 12], ids=["still", "slow", "quick"])
def test_what_stands_burned_in_is_read_once_while_the_camera_moves(speed: int) -> None:
    detector = Counting()
    reader = FilmReader((detector,))
    for look in range(4):
        picture, place = _written(_scene(speed * look), NAME, NAME_AT)
        found = reader.find(look * WHOLE_SECONDS / 4, picture)
        assert _covered(found, place) > 0.95
    assert detector.wholes == 1


def test_what_comes_is_found_in_the_look_at_which_it_is_there() -> None:
    """Beside what is known already, and without a look at the whole picture."""
    detector = Counting()
    reader = FilmReader((detector,))
    for look, shown in enumerate((False, True, True)):
        picture, place = _written(_scene(4 * look), NAME, NAME_AT)
        if shown:
            picture, other = _written(picture, OTHER, OTHER_AT)
        found = reader.find(look / 4, picture)
        assert _covered(found, place) > 0.95
        assert not shown or _covered(found, other) > 0.9
    assert detector.wholes == 1
    assert detector.sides == {WIDTH}


@pytest.mark.parametrize("speed", [2, 9, 30])
def test_what_moves_with_the_scene_is_found_where_it_is(speed: int) -> None:
    """A badge or a wristband, at up to thirty pixels from look to look."""
    reader = FilmReader((TextDetector(),))
    for look in range(4):
        at = (OTHER_AT[0] - speed * look, OTHER_AT[1])
        picture, place = _written(_scene(speed * look), OTHER, at)
        assert _covered(reader.find(look / 4, picture), place) > 0.9


def test_what_is_gone_is_not_found_any_more() -> None:
    reader = FilmReader((TextDetector(),))
    picture, place = _written(_scene(), NAME, NAME_AT)
    assert _covered(reader.find(0.0, picture), place) > 0.95
    assert _covered(reader.find(0.5, _scene()), place) == 0


def test_the_whole_picture_is_looked_at_now_and_then() -> None:
    """Whatever the gate makes of new strokes."""
    detector = Counting()
    reader = FilmReader((detector,))
    for look in range(9):
        reader.find(look * WHOLE_SECONDS / 4, _scene())
    assert detector.wholes == 3


def test_regions_are_in_pixels_of_a_large_picture() -> None:
    """A 4K frame is reduced, as the detector does, for following as well."""
    large = np.full((2160, 3840, 3), 90, dtype=np.uint8)
    small, place = _written(np.full((HEIGHT, WIDTH, 3), 90, dtype=np.uint8), NAME, NAME_AT)
    large[1000 : 1000 + 3 * HEIGHT, 2000 : 2000 + 3 * WIDTH] = small.repeat(3, 0).repeat(3, 1)
    there = Region(x=2000 + 3 * place.x, y=1000 + 3 * place.y, w=3 * place.w, h=3 * place.h)
    reader = FilmReader((TextDetector(),))
    for seconds in (0.0, 0.5):
        regions = [finding.region for finding in reader.find(seconds, large)]
        assert any(one is not None and there.overlap(one) > 0.9 for one in regions)


def test_writing_that_cannot_be_read_is_as_large_as_in_the_whole_picture() -> None:
    """High rows of rings are coins; in a part of a picture all writing is high."""
    picture = np.full((600, 1000, 3), 90, dtype=np.uint8)
    picture = media.with_text(picture, "OOOO", (400, 280), 44, WHITE)
    part = np.ascontiguousarray(picture[260:350, 340:620])
    assert TextDetector().find(picture)
    assert not TextDetector().find(part)
    assert TextDetector().find(part, 1000)
