"""Frames of one kind of text each, with the ink of every string known to the pixel."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from safelight.bench.burned_in import grounds, lettering
from safelight.bench.burned_in.grounds import Ground, Picture
from safelight.bench.burned_in.kinds import Kind
from safelight.bench.burned_in.labels import photographed
from safelight.bench.burned_in.lettering import Ink

STRINGS = 3
"""Strings in a frame."""

_SIDES = (256, 384, 480, 512, 512, 640, 768, 1024)
_TRIES = 400
_FAINT = 8
"""Levels of grey between faint ink and its ground."""

_PHOTO_SIDES = (768, 1024, 1200)

_WORDS = ("DOE^JANE", "12.03.1984", "ID 4711-22", "St. Mary Hospital", "Dr. K. Lindqvist", "Jo Wu",
          "MRN 00837261", "1984-03-12 14:22:07", "Acc: A20931", "Miller, Tom", "F 41Y", "Okafor A.",
          "ANNA-LENA SCHMIDT-BERG", "Klinikum Nord Abt. 3", "Tech: RB", "07/11/2023", "14:05",
          "Xu")  # fmt: skip

Inked: TypeAlias = NDArray[np.bool_]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture, H × W × 3, and for each string the pixels that it inks, H × W."""

    picture: Picture
    strings: tuple[Inked, ...]


def frames(kind: Kind, count: int, seed: int) -> Iterator[Frame]:
    """Yield ``count`` frames; the same seed draws the same ones."""
    for number in range(count):
        rng = np.random.default_rng((seed, list(Kind).index(kind), number))
        yield _label(rng) if kind is Kind.LABEL else _screen(kind, number, rng)


def _screen(kind: Kind, number: int, rng: np.random.Generator) -> Frame:
    """Draw a ground and burn strings into it, clear of each other, some at the very edge."""
    choice = _GROUNDS.get(kind, grounds.SCREENS)
    height, width = (int(rng.choice(_SIDES)) for _ in range(2))
    picture = choice[number % len(choice)](height, width, rng)
    if kind is Kind.EMPTY:
        return Frame(picture, ())
    taken = np.zeros((height, width), dtype=bool)
    strings: list[Inked] = []
    for _ in range(_TRIES):
        if len(strings) == STRINGS:
            break
        inked = _burn(picture, _string(kind, rng), taken, kind, rng)
        if inked is not None:
            strings.append(inked)
    return Frame(picture, tuple(strings))


def _string(kind: Kind, rng: np.random.Generator) -> Ink:
    face = _one_of(lettering.latin_faces(), rng)
    text, size = _one_of(_WORDS, rng), int(rng.integers(10, 33))
    shape: dict[Kind, Callable[[], Ink]] = {
        Kind.ROTATED: lambda: lettering.on_side(face(text, size), int(rng.integers(1, 4))),
        Kind.SLANTED: lambda: lettering.turned(face(text, size), _slant(rng)),
        Kind.VERTICAL: lambda: lettering.stacked(face, text[:10], size),
        Kind.NON_LATIN: lambda: _foreign(max(size, 12), rng),
        Kind.HANDWRITING: lambda: lettering.by_hand(face, text, max(size, 18), rng),
    }
    return shape.get(kind, lambda: face(text, size))()


def _foreign(size: int, rng: np.random.Generator) -> Ink:
    name, face = _one_of(lettering.foreign_names(), rng)
    return face(name, size)


def _slant(rng: np.random.Generator) -> float:
    return float(rng.uniform(5, 40) * rng.choice((-1, 1)))


def _burn(
    picture: Picture, ink: Ink, taken: Inked, kind: Kind, rng: np.random.Generator
) -> Inked | None:
    """Blend ink into the picture at a free place; ``None`` where there was none."""
    height, width = ink.shape
    room = picture.shape[0] - height, picture.shape[1] - width
    if min(room) < 0:
        return None
    top, left = (int(rng.integers(0, space + 1)) for space in room)
    if rng.random() < 0.25:
        top = int(rng.choice((0, room[0])))
    if rng.random() < 0.15:
        left = int(rng.choice((0, room[1])))
    place = np.s_[max(0, top - 12) : top + height + 12, max(0, left - 12) : left + width + 12]
    part = picture[top : top + height, left : left + width]
    if taken[place].any() or _is_torn(part):
        return None
    taken[place] = True
    _blend(part, ink, kind, rng)
    inked = np.zeros(taken.shape, dtype=bool)
    inked[top : top + height, left : left + width] = ink > 48
    return inked


def _is_torn(part: Picture) -> bool:
    """Tell whether a place is bright in part and dark in part, where no one colour can be read."""
    light = cv2.blur(part[:, :, 1], (9, 9))
    return bool(light.min() < 110 and light.max() > 170)


def _blend(part: Picture, ink: Ink, kind: Kind, rng: np.random.Generator) -> None:
    ground = float(np.median(part))
    share = (ink.astype(np.float32) / 255)[:, :, np.newaxis]
    if kind is Kind.INVERTED:
        # A bright field with dark letters, as worklists and some screens have.
        part[:] = np.uint8(rng.integers(200, 256))
        colour = np.full(3, rng.integers(0, 60), dtype=np.float32)
    elif kind is Kind.FAINT:
        side = 1 if ground < 128 else -1
        part[:] = np.clip(np.rint(part + side * _FAINT * share), 0, 255)
        return
    else:
        colour = _colour(ground, rng)
    part[:] = np.rint(part * (1 - share) + colour * share)


def _colour(ground: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return white, yellow, green or a lighter grey on dark grounds, dark on bright ones."""
    if ground >= 128:
        return np.full(3, rng.integers(0, 40), dtype=np.float32)
    colours = ((255, 255, 255), (255, 255, 255), (250, 240, 80), (120, 255, 120), (205, 205, 205))
    return np.array(_one_of(colours, rng), dtype=np.float32)


def _label(rng: np.random.Generator) -> Frame:
    """Lay a label with a few lines into a photo."""
    height, width = (int(rng.choice(_PHOTO_SIDES)) for _ in range(2))
    inks = [_string(Kind.PLAIN, rng) for _ in range(STRINGS)]
    return Frame(*photographed(grounds.photo(height, width, rng), inks, rng))


def _one_of(choices: Sequence[_T], rng: np.random.Generator) -> _T:
    return choices[int(rng.integers(len(choices)))]


_GROUNDS: dict[Kind, tuple[Ground, ...]] = {
    Kind.FAINT: grounds.SMOOTH,
    Kind.ANATOMY: grounds.ANATOMY,
}
