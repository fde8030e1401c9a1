"""Text on coarse texture, where strokes of letters are as thin as the grains and as strong.

A green run does not prove recall on all texture: ``safelight bench phi pictures`` measures that.
"""

import numpy as np
import pytest

from safelight.bench.burned_in import grounds, lettering
from schemas.findings import FindingReason
from workers.imaging.arrays import Mask, Picture
from workers.imaging.known_values import KnownValues
from workers.imaging.sweep import mark
from workers.imaging.text import TextDetector
from workers.imaging.text_lines import Line, lines_in
from workers.imaging.text_places import in_doubt
from workers.imaging.text_reading import Words

_GREEN = (120, 255, 120)


def _written(picture: Picture, text: str, size: int, at: tuple[int, int]) -> Mask:
    """Write on a picture in green, x and y given; returns what was inked."""
    ink = lettering.latin_faces()[0](text, size)
    left, top = at
    place = np.s_[top : top + ink.shape[0], left : left + ink.shape[1]]
    share = (ink / 255)[:, :, np.newaxis]
    picture[place] = np.rint(picture[place] * (1 - share) + np.array(_GREEN) * share)
    inked = np.zeros(picture.shape[:2], dtype=bool)
    inked[place] = ink > 48
    return inked


def _masked(picture: Picture) -> Mask:
    mask = np.zeros(picture.shape[:2], dtype=bool)
    mark(mask, TextDetector().find(picture))
    return mask


@pytest.mark.parametrize("size", [10, 14, 24])
def test_a_name_on_speckle_is_covered_and_little_else(size: int) -> None:
    """The box does not grow along grains that touch a letter."""
    picture = grounds.speckle(320, 400, np.random.default_rng(3))
    inked = _written(picture, "DOE^JANE 1984", size, (60, 140))
    mask = _masked(picture)
    assert mask[inked].mean() >= 0.95
    rows, columns = np.nonzero(inked)
    high, wide = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    assert mask.sum() < (high + 0.7 * size + 4) * (wide + 2 * size)


def test_a_line_that_runs_from_texture_into_black_is_covered_whole() -> None:
    """Its start, its middle and its end lie on different grounds."""
    picture = np.zeros((256, 480, 3), dtype=np.uint8)
    picture[:, 140:300] = grounds.speckle(256, 160, np.random.default_rng(5))
    inked = _written(picture, "ANNA-LENA SCHMIDT-BERG", 20, (60, 100))
    assert _masked(picture)[inked].mean() >= 0.95


def test_a_row_of_round_things_is_no_text() -> None:
    """The networks take coins for noughts; as high as that they are none."""
    detector = TextDetector()
    assert detector._reason(Words("0000", 0.99), 0.3) is None
    assert detector._reason(Words("006", 0.8), 0.3) is None
    assert detector._reason(Words("0000", 0.99), 0.05) is FindingReason.UNEXPLAINED_TEXT
    assert detector._reason(Words("DOE JANE 000", 0.99), 0.3) is FindingReason.IDENTIFYING_TEXT
    assert detector._reason(Words("4711", 0.99), 0.3) is not None


def test_noughts_that_the_header_knows_go_whatever_their_height() -> None:
    """An identifier may be all noughts."""

    class _Known(KnownValues):
        def matches(self, text: str) -> bool:
            return text == "0000"

    known = _Known.none()
    assert isinstance(known, _Known)
    reason = TextDetector(known)._reason(Words("0000", 0.99), 0.3)
    assert reason is FindingReason.HEADER_VALUE


def test_a_closer_look_goes_where_text_is_thinkable_and_none_was_found() -> None:
    """What lies in a line that is sure is settled; a long bow is cut into boxes that cost less."""
    thinkable = np.zeros((300, 400), dtype=bool)
    thinkable[50:60, 40:120] = True
    corners = np.array([[30, 44], [130, 44], [130, 66], [30, 66]], dtype=np.float32)
    assert in_doubt(thinkable, [Line(corners, 0.9)]) == []
    assert len(in_doubt(thinkable, [Line(corners, 0.5)])) == 1
    bow = np.abs(np.subtract.outer(np.arange(300), np.arange(400))) < 3
    boxes = in_doubt(bow, [])
    assert len(boxes) > 2
    assert sum((right - left) * (bottom - top) for left, top, right, bottom in boxes) < 45_000


def test_what_is_smooth_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """One look is enough for a sure line on black: the network is what costs time."""
    looks: list[int] = []

    def counted(picture: Picture, scale: float) -> tuple[list[Line], Mask]:
        looks.append(picture.size)
        return lines_in(picture, scale)

    monkeypatch.setattr("workers.imaging.text_regions.lines_in", counted)
    picture = np.zeros((512, 512, 3), dtype=np.uint8)
    inked = _written(picture, "DOE^JANE", 24, (100, 200))
    assert _masked(picture)[inked].mean() >= 0.95
    assert len(looks) == 1
    assert looks[0] < picture.size / 2
