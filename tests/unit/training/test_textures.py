"""Grounds to write on are drawn anew with the same seed, and use what a picture can show."""

from collections.abc import Callable

import numpy as np
import pytest

from safelight.training.burned_in import distractors
from safelight.training.burned_in.randomness import Grey
from safelight.training.burned_in.textures import as_picture, ground

Drawn = Callable[[int, int, np.random.Generator], Grey]

_ALL = [distractors.faces, distractors.cloth, distractors.sparks]


@pytest.mark.parametrize("draw", _ALL)
def test_what_looks_like_letters_is_drawn_alike_with_the_same_seed(draw: Drawn) -> None:
    first, second = (draw(120, 200, np.random.default_rng(4)) for _ in range(2))
    assert first.shape == (120, 200)
    assert np.array_equal(first, second)


@pytest.mark.parametrize("draw", _ALL)
def test_what_looks_like_letters_can_be_seen(draw: Drawn) -> None:
    """A blank ground, or one that is all too bright or dark, would teach nothing."""
    rng = np.random.default_rng(11)
    shown = [as_picture(draw(320, 320, rng)) for _ in range(12)]
    assert sum(bool(picture.std() > 12) for picture in shown) >= 9
    assert all(np.mean((picture > 5) & (picture < 250)) > 0.05 for picture in shown)


def test_a_ground_is_a_picture_of_the_size_asked_for() -> None:
    rng = np.random.default_rng(1)
    photograph = rng.integers(0, 256, (90, 70, 3), dtype=np.uint8)
    for _ in range(60):
        drawn = ground(64, 96, rng, [photograph])
        assert drawn.shape == (64, 96, 3)
        assert drawn.dtype == np.uint8
