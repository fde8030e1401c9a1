"""The network of our own: letters on grains as large as they are.

A green run does not prove recall on all texture: ``safelight bench phi pictures`` measures that.
"""

from io import BytesIO

import cv2
import numpy as np
import pytest
from pydicom import dcmread

from safelight.bench.burned_in import frames as drawn
from safelight.bench.burned_in import grounds, lettering
from safelight.bench.burned_in.kinds import Kind
from schemas.findings import Finding
from workers.imaging.arrays import Mask, Picture
from workers.imaging.sweep import mark
from workers.imaging.text import TextDetector
from workers.imaging.text_letters import LETTERS, VERSION, lines_on_texture
from workers.samples import shipped_dicom

_WHITE = 255
_LINES = (
    (7, 12, 86, 20), (7, 20, 48, 28), (7, 28, 40, 36), (7, 36, 46, 44), (7, 44, 34, 52),
    (140, 20, 182, 28), (248, 12, 312, 20), (272, 20, 312, 28), (262, 28, 312, 36),
    (280, 36, 312, 44), (278, 44, 314, 52), (120, 180, 182, 188),
)  # fmt: skip
"""Where lines stand on the real screen: left, top, right and bottom."""


def _written(picture: Picture, text: str, size: int, at: tuple[int, int]) -> Mask:
    """Write on a picture in white, x and y given; returns what was inked."""
    ink = lettering.latin_faces()[0](text, size)
    left, top = at
    place = np.s_[top : top + ink.shape[0], left : left + ink.shape[1]]
    share = (ink / 255)[:, :, np.newaxis]
    picture[place] = np.rint(picture[place] * (1 - share) + _WHITE * share)
    inked = np.zeros(picture.shape[:2], dtype=bool)
    inked[place] = ink > 48
    return inked


def _noisy(grey: int) -> Picture:
    noise = np.random.default_rng(0).normal(0, 2, (320, 480, 1))
    return np.repeat(np.clip(grey + noise, 0, 255).astype(np.uint8), 3, axis=2)


def _speckle(seed: int) -> Picture:
    return grounds.speckle(320, 400, np.random.default_rng(seed))


def _covers(found: tuple[Finding, ...], inked: Mask) -> bool:
    mask = np.zeros(inked.shape, dtype=bool)
    mark(mask, found)
    return bool(mask[inked].mean() >= 0.95)


def test_letters_that_are_joined_are_covered() -> None:
    """As in Arabic: nobody reads them here, and all of them together are one stroke."""
    picture = _noisy(26)
    ink = lettering.latin_faces()[2]("mlle", 12)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8)) > 128
    place = np.s_[100 : 100 + ink.shape[0], 60 : 60 + ink.shape[1]]
    picture[place][joined] = 235
    inked = np.zeros(picture.shape[:2], dtype=bool)
    inked[place] = joined
    assert _covers(TextDetector().find(picture), inked)


@pytest.mark.parametrize("seed", range(6))
def test_a_short_word_on_speckle_is_covered(seed: int) -> None:
    """Two letters of ten pixels among grains of three: PP-OCR alone takes them for grains."""
    picture = _speckle(seed)
    inked = _written(picture, "Jo Wu", 12, (40 + 40 * seed, 60 + 30 * seed))
    assert _covers(TextDetector().find(picture), inked)


@pytest.mark.parametrize(
    ("seed", "number"),
    [
        (1213, 31),
        (1231, 39),
        (1237, 30),
        (1191, 15),
        (1311, 13),
        (1313, 23),
        (1315, 4),
        (1317, 7),
        (1319, 23),
    ],
)
def test_words_on_gravel_and_grass_are_covered(seed: int, number: int) -> None:
    """Small ones among the stones, large ones over the blades, some at the picture's edge.

    A green run does not prove it for all texture: the benchmark measures that.
    """
    frame = list(drawn.frames(Kind.PLAIN, number + 1, seed))[number]
    found = TextDetector().find(frame.picture)
    assert all(_covers(found, inked) for inked in frame.strings)


def test_who_saw_a_line_on_texture_is_named() -> None:
    picture = _speckle(7)
    _written(picture, "DOE^JANE", 14, (120, 150))
    (found,) = TextDetector().find(picture)
    assert (found.detector, found.version) == (LETTERS, VERSION)


@pytest.mark.parametrize("seed", range(4))
def test_bare_texture_shows_no_text(seed: int) -> None:
    assert TextDetector().find(_speckle(20 + seed)) == ()


@pytest.mark.parametrize("height", [33, 48, 100])
@pytest.mark.parametrize("width", [35, 64, 90])
def test_every_size_has_an_answer_for_each_pixel(height: int, width: int) -> None:
    picture = grounds.speckle(height, width, np.random.default_rng(1))
    for scale in (1.0, 1.5):
        _, likely = lines_on_texture(picture, scale)
        assert likely.shape == (height, width)
        assert 0 <= likely.min() <= likely.max() <= 1


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_line_lies_where_it_was_written(scale: float) -> None:
    """In the picture's own pixels, whatever the look's; a few pixels around the ink."""
    picture = _speckle(9)
    inked = _written(picture, "KLINIK NORD", 18, (90, 200))
    lines, _ = lines_on_texture(picture, scale)
    (line,) = (line for line in lines if not line.doubtful)
    rows, columns = np.nonzero(inked)
    ends = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    outwards = np.array([-1, -1, 1, 1]) * (np.array(line.bounds) - ends)
    assert -0.5 <= outwards.min() <= outwards.max() <= 6


def test_what_it_is_certain_of_counts_beside_texture_too() -> None:
    """Two letters in the corner of a wall of smooth bricks, which PP-OCR does not see."""
    frame = drawn._screen(Kind.PLAIN, 39, np.random.default_rng((1083, 0, 39)))
    found = TextDetector().find(frame.picture)
    assert len(frame.strings) == 3
    assert all(_covers(found, inked) for inked in frame.strings)


def test_dense_lines_are_covered_each() -> None:
    """What the network takes for one high line, PP-OCR tells apart."""
    picture = _speckle(11)
    picture[:90] = 0
    texts = "BAPTIST MED CTR", "630P630", "78F78", "44CG43", "IM 2"
    inked = [_written(picture, text, 11, (8, 4 + 11 * row)) for row, text in enumerate(texts)]
    found = TextDetector().find(picture)
    assert all(_covers(found, line) for line in inked)


def test_every_line_of_a_real_screen_is_covered() -> None:
    """An ultrasound picture that pydicom ships, 240 pixels high, with writing in its corners."""
    picture = dcmread(BytesIO(shipped_dicom("examples_rgb_color.dcm"))).pixel_array
    mask = np.zeros(picture.shape[:2], dtype=bool)
    mark(mask, TextDetector().find(np.ascontiguousarray(picture)))
    white = picture.min(axis=2) > 150
    for left, top, right, bottom in _LINES:
        place = np.s_[top:bottom, left:right]
        assert mask[place][white[place]].mean() >= 0.95, (left, top)
