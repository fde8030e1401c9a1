"""Each picture shown in the ways that detectors find hard; the labels move along."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias
from zlib import crc32

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from safelight.bench.faces.covers import barred, draped, masked
from safelight.bench.faces.labelled import Box, Labelled, Motion, Picture, moved

LONGEST = 1280
"""No picture is larger: pixels along its longer side."""

Variant: TypeAlias = Callable[[Labelled, Generator], Iterator[Labelled]]

_FACES_A_PICTURE = 4
"""So many faces of a group are cropped one by one."""

_SMALLEST = 96
"""Pixels along the longer side of a picture, below which nobody would upload it."""

_LARGE_ENOUGH = 56
"""Faces below this height in pixels are not cropped to a part."""


def variants(given: Labelled, seed: int = 1) -> Iterator[Labelled]:
    """Yield a picture in every way; the same seed gives the same pictures."""
    for kind, variant in VARIANTS.items():
        chance = np.random.default_rng((seed, crc32(given.name.encode()), crc32(kind.encode())))
        for shown in variant(given, chance):
            yield replace(shown, kind=kind)


def _upright(given: Labelled, _: Generator) -> Iterator[Labelled]:
    yield given


def _turned(quarters: int) -> Variant:
    def turn(given: Labelled, _: Generator) -> Iterator[Labelled]:
        yield turned(given, quarters)

    return turn


def turned(given: Labelled, quarters: int) -> Labelled:
    """Return a picture turned clockwise by quarters of a circle."""
    height, width = given.pixels.shape[:2]
    motion, size = {
        0: ([[1, 0, 0], [0, 1, 0]], (width, height)),
        1: ([[0, -1, height - 1], [1, 0, 0]], (height, width)),
        2: ([[-1, 0, width - 1], [0, -1, height - 1]], (width, height)),
        3: ([[0, 1, 0], [-1, 0, width - 1]], (height, width)),
    }[quarters % 4]
    return moved(given, given.kind, np.array(motion, dtype=np.float64), size)


def _slanted(given: Labelled, chance: Generator) -> Iterator[Labelled]:
    degrees = chance.uniform(20, 65) * chance.choice([-1, 1])
    yield slanted(given, degrees)


def slanted(given: Labelled, degrees: float) -> Labelled:
    """Return a picture turned by any angle, in a frame that holds all of it."""
    height, width = given.pixels.shape[:2]
    motion = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1))
    cos, sin = abs(motion[0, 0]), abs(motion[0, 1])
    wide, high = width * cos + height * sin, width * sin + height * cos
    scale = min(1.0, LONGEST / max(wide, high))
    motion = motion * scale
    size = round(wide * scale), round(high * scale)
    motion[:, 2] += np.array(size) / 2 - scale * np.array([width / 2, height / 2])
    middle = motion @ np.array([width / 2, height / 2, 1])
    motion[:, 2] += np.array(size) / 2 - middle
    return moved(given, given.kind, motion, size)


def _small(given: Labelled, chance: Generator) -> Iterator[Labelled]:
    heights = [bottom - top for _, top, _, bottom in given.faces]
    if not heights:
        return
    scale = chance.uniform(22, 40) / float(np.median(heights))
    if scale < 1 and scale * max(given.pixels.shape[:2]) >= _SMALLEST:
        yield scaled(given, scale)


def scaled(given: Labelled, scale: float) -> Labelled:
    """Return a picture made smaller."""
    height, width = given.pixels.shape[:2]
    size = max(16, round(width * scale)), max(16, round(height * scale))
    motion = np.array([[scale, 0, 0], [0, scale, 0]], dtype=np.float64)
    small = cv2.resize(given.pixels, size, interpolation=cv2.INTER_AREA)
    return replace(moved(given, given.kind, motion, size), pixels=np.asarray(small))


def _grey(given: Labelled, _: Generator) -> Iterator[Labelled]:
    grey = cv2.cvtColor(given.pixels, cv2.COLOR_RGB2GRAY)
    yield replace(given, pixels=np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)))


def _dark(given: Labelled, chance: Generator) -> Iterator[Labelled]:
    light = (given.pixels / 255.0) ** chance.uniform(1.2, 1.8)
    light *= chance.uniform(20, 50) / max(1.0, 255 * float(light.mean()))
    yield replace(given, pixels=_noisy(light * 255, chance, chance.uniform(3, 8)))


def _noise(given: Labelled, chance: Generator) -> Iterator[Labelled]:
    yield replace(given, pixels=_noisy(given.pixels, chance, chance.uniform(12, 30)))


def _noisy(pixels: NDArray[Any], chance: Generator, sigma: float) -> Picture:
    noise = chance.normal(0, sigma, pixels.shape)
    return np.asarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))


def _blurred(given: Labelled, chance: Generator) -> Iterator[Labelled]:
    heights = [bottom - top for _, top, _, bottom in given.faces] or [100.0]
    sigma = float(np.median(heights)) * chance.uniform(0.02, 0.045)
    yield replace(given, pixels=np.asarray(cv2.GaussianBlur(given.pixels, (0, 0), sigma)))


_Window: TypeAlias = Callable[[Box, Generator], Box]
"""Which part of a picture is left, told by a face's box."""


def _cropped(window: _Window) -> Variant:
    def crop(given: Labelled, chance: Generator) -> Iterator[Labelled]:
        large = [box for box in given.faces if box[3] - box[1] >= _LARGE_ENOUGH]
        order = chance.permutation(len(large))[:_FACES_A_PICTURE]
        for number in order:
            yield from _crop(given, large[number], window(large[number], chance))

    return crop


def _crop(given: Labelled, face: Box, window: Box) -> Iterator[Labelled]:
    """Yield a window of a picture; what is left of the face in question counts however small."""
    height, width = given.pixels.shape[:2]
    left, top = max(0, round(window[0])), max(0, round(window[1]))
    right, bottom = min(width, round(window[2])), min(height, round(window[3]))
    if right - left < 24 or bottom - top < 24:
        return
    motion: Motion = np.array([[1, 0, -left], [0, 1, -top]], dtype=np.float64)
    size = (right - left, bottom - top)
    others = replace(given, faces=tuple(box for box in given.faces if box != face))
    cropped = moved(others, given.kind, motion, size)
    part = (
        max(0.0, face[0] - left), max(0.0, face[1] - top),
        min(float(size[0]), face[2] - left), min(float(size[1]), face[3] - top),
    )  # fmt: skip
    pixels = np.ascontiguousarray(given.pixels[top:bottom, left:right])
    shown = replace(cropped, pixels=pixels, faces=(*cropped.faces, part))
    side = max(size)
    if side < 256:
        shown = _enlarged(shown, 256 / side)
    yield shown


def _enlarged(given: Labelled, scale: float) -> Labelled:
    height, width = given.pixels.shape[:2]
    size = round(width * scale), round(height * scale)
    motion: Motion = np.array([[scale, 0, 0], [0, scale, 0]], dtype=np.float64)
    large = cv2.resize(given.pixels, size, interpolation=cv2.INTER_CUBIC)
    return replace(moved(given, given.kind, motion, size), pixels=np.asarray(large))


def _half(box: Box, chance: Generator) -> Box:
    left, top, right, bottom = box
    middle, wide, high = (left + right) / 2, right - left, bottom - top
    above, below = top - chance.uniform(0.2, 1) * high, bottom + chance.uniform(0.2, 1) * high
    if chance.random() < 0.5:
        return middle, above, right + chance.uniform(0.3, 1.5) * wide, below
    return left - chance.uniform(0.3, 1.5) * wide, above, middle, below


def _lower(box: Box, chance: Generator) -> Box:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    beside = chance.uniform(0.1, 0.6) * wide
    from_top = top + chance.uniform(0.48, 0.58) * high
    return left - beside, from_top, right + beside, bottom + chance.uniform(0.2, 0.8) * high


def _eyes(box: Box, chance: Generator) -> Box:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    beside = chance.uniform(0, 0.3) * wide
    return left - beside, top + 0.12 * high, right + beside, top + chance.uniform(0.52, 0.6) * high


def _close_up(box: Box, chance: Generator) -> Box:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    inset = chance.uniform(0.08, 0.16)
    return (left + inset * wide, top + inset * high, right - inset * wide, bottom - inset * high)


def _covered(cover: Callable[[Labelled, Generator], Labelled]) -> Variant:
    def put_on(given: Labelled, chance: Generator) -> Iterator[Labelled]:
        if given.faces:
            yield cover(given, chance)

    return put_on


def _both(first: Variant, *rest: Variant) -> Variant:
    def one_on_the_other(given: Labelled, chance: Generator) -> Iterator[Labelled]:
        for shown in first(given, chance):
            if rest:
                yield from _both(*rest)(shown, chance)
            else:
                yield shown

    return one_on_the_other


def _any_turn(given: Labelled, chance: Generator) -> Iterator[Labelled]:
    yield turned(given, int(chance.integers(1, 4)))


VARIANTS: dict[str, Variant] = {
    "upright": _upright,
    "turned 90": _turned(1),
    "turned 180": _turned(2),
    "turned 270": _turned(3),
    "slanted": _slanted,
    "half": _cropped(_half),
    "lower face": _cropped(_lower),
    "eyes only": _cropped(_eyes),
    "close-up": _cropped(_close_up),
    "small": _small,
    "grey": _grey,
    "dark": _dark,
    "noise": _noise,
    "blurred": _blurred,
    "mask": _covered(masked),
    "eye bar": _covered(barred),
    "drape": _covered(draped),
    "hard: turned in a mask": _both(_covered(masked), _any_turn),
    "hard: turned behind a bar": _both(_covered(barred), _any_turn),
    "hard: turned half": _both(_cropped(_half), _any_turn),
    "hard: turned lower face": _both(_cropped(_lower), _any_turn),
    "hard: turned eyes": _both(_cropped(_eyes), _any_turn),
    "hard: slanted and draped": _both(_covered(draped), _slanted),
    "hard: slanted close-up": _both(_cropped(_close_up), _slanted),
    "hard: small, dark and turned": _both(_small, _dark, _any_turn),
}
"""The ways of showing a picture; ``hard:`` ones join two or three."""

TURNED = ("turned 90", "turned 180", "turned 270", "slanted")
PARTIAL = ("half", "lower face", "eyes only", "close-up", "mask", "eye bar", "drape")
