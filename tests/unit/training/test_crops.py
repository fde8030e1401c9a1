"""What the network of letters is trained on says the truth about every pixel."""

from itertools import islice

import cv2
import numpy as np
import pytest

from safelight.bench.burned_in import lettering
from safelight.training.burned_in import textures, words
from safelight.training.burned_in.crops import SIDE, Crop, crops


@pytest.fixture(scope="module")
def drawn() -> list[Crop]:
    return list(islice(crops(3, 4), 60))


def test_ink_lies_on_lines(drawn: list[Crop]) -> None:
    for crop in drawn:
        assert crop.picture.shape == (SIDE, SIDE, 3)
        # Dense lines are cut by two pixels, so that they are apart.
        near = cv2.dilate(crop.line, np.ones((7, 7), np.uint8))
        assert not (crop.ink[near == 0] > 48).any()
    assert sum(bool(crop.line.any()) for crop in drawn) > 30
    assert any(not crop.line.any() for crop in drawn)


def test_ink_can_be_told_from_what_is_around_it(drawn: list[Crop]) -> None:
    """What nobody could see would teach that everything is text."""
    seen = 0
    for crop in drawn:
        ink, ground = crop.ink > 200, (crop.line > 0) & (crop.ink == 0)
        if ink.sum() > 50 and ground.sum() > 50:
            grey = crop.picture.mean(axis=2)
            seen += abs(float(np.median(grey[ink]) - np.median(grey[ground]))) > 8
    assert seen > 25


def test_some_sides_are_mirrored_as_edges_are_where_it_is_used(drawn: list[Crop]) -> None:
    """And what is said of the pixels is mirrored with them."""
    mirrored = [crop for crop in drawn if _is_mirrored(crop.picture)]
    assert 3 <= len(mirrored) <= 20
    assert all(_is_mirrored(crop.line) and _is_mirrored(crop.ink) for crop in mirrored)


def _is_mirrored(values: np.ndarray) -> bool:
    """Tell whether the first sixteen rows are what follows the next one, upside down."""
    return bool((values[:16] == values[17:33][::-1]).all())


def test_the_same_seed_draws_the_same_crops() -> None:
    first, second = (next(crops(5, 1)) for _ in range(2))
    assert (first.picture == second.picture).all()
    assert (first.line == second.line).all()


def test_grounds_and_words_come_in_all_forms() -> None:
    rng = np.random.default_rng(0)
    drawn = [textures.ground(96, 128, rng) for _ in range(80)]
    assert all(ground.shape == (96, 128, 3) for ground in drawn)
    assert any(ground.std() > 50 for ground in drawn)
    written = {words.latin(rng) for _ in range(400)}
    assert len(written) > 330
    assert all(written)
    assert not any(letter.isascii() for letter in words.foreign(rng))


@pytest.mark.parametrize("text", ["..", "-", "'", ".-,"])
def test_signs_that_are_hardly_high_are_written_by_hand_as_well(text: str) -> None:
    """They dance no farther than there is room."""
    rng = np.random.default_rng(0)
    for face in lettering.latin_faces():
        assert min(min(lettering.by_hand(face, text, 36, rng).shape) for _ in range(20)) > 0
