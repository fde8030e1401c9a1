"""Which networks look, in which turns and sizes, and when what they say counts as a face.

YuNet is quick and sees nearly everything, hands and knees included, so it looks in eight turns
and proposes. CenterFace, which costs five times as much and is right more often, looks once at
the whole picture, and then at every proposal by itself.

How the figures were chosen, and on which pictures, is told in ``docs/faces.md``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.findings import Tier
from workers.imaging.arrays import Picture
from workers.imaging.face.candidate import Candidate, candidates
from workers.imaging.face.center_face import CenterFace
from workers.imaging.face.sighting import Box, Network, Sighting, area, shared_area
from workers.imaging.face.turning import cut_out, turned
from workers.imaging.face.yunet import YuNet

CENTER_FACE, YUNET = CenterFace(), YuNet()


@dataclass(frozen=True, slots=True)
class Pass:
    """A network's looks at the whole picture, ``longest`` pixels a side, in each turn.

    Pictures no longer than ``above`` are left out: another pass shows them in the same size.
    """

    network: Network
    longest: int
    turns: tuple[int, ...]
    least: float
    above: int = 0


QUARTERS, DIAGONALS = (0, 90, 180, 270), (45, 135, 225, 315)

PASSES = (
    Pass(CENTER_FACE, 640, (0,), 0.15),
    Pass(YUNET, 640, QUARTERS, 0.25),
    Pass(YUNET, 384, DIAGONALS, 0.25),
    Pass(YUNET, 1280, (0,), 0.4, above=640),
)
"""Networks know faces that stand upright, give or take 30 degrees: eight turns make a circle."""

_SURE_CENTER_FACE, _SURE_YUNET = 0.5, 0.9
"""Scores at the whole picture from which nothing more is asked."""

_YUNET_WEIGHT = 0.5
_ENOUGH, _SURE = 0.9, 1.5
"""Evidence from which a candidate counts as a face, and from which it is a sure one."""

_HOPELESS = 0.45
"""Evidence after the first close-up below which the second is not worth its time."""

_CLOSE_UPS = (64, 48)
"""Sizes in pixels at which CenterFace looks at a candidate by itself."""

_ASKEW = (0, 45, -45)
"""Turns of a close-up, from the one in which the candidate was seen."""

_LEAST = 0.05

_HIDDEN = 127
"""The grey that faces are hidden under for the close-ups of others."""

_PART = 0.8
"""A place with so much of it in a face is a part of that face."""


@dataclass(frozen=True, slots=True)
class Face:
    """A candidate that counts as a face."""

    candidate: Candidate
    tier: Tier


def faces(picture: Picture) -> list[Face]:
    """Return the faces in H × W × 3 RGB, in any turn."""
    found: list[Face] = []
    rest = picture
    for one in candidates(_sightings(picture)):
        if any(_is_part(one, face.candidate) for face in found):
            continue
        tier = _judged(rest, one)
        if tier is None:
            continue
        found.append(Face(one, tier))
        # In a close-up a neighbour's face would speak for whatever is beside it.
        rest = rest if rest is not picture else picture.copy()
        _hide(rest, one.place)
    return found


def _hide(picture: Picture, box: Box) -> None:
    left, top, right, bottom = (max(0, round(side)) for side in box)
    picture[top:bottom, left:right] = _HIDDEN


def _is_part(one: Candidate, other: Candidate) -> bool:
    """Tell whether a place lies in that of a face, which covers it anyhow."""
    place = one.place
    return shared_area(place, other.core) >= _PART * area(place)


def quick_faces(picture: Picture) -> list[Sighting]:
    """Return upright faces that YuNet sees in a small version of a picture."""
    shown = turned(picture, 0, 384)
    return [shown.restored(sighting) for sighting in YUNET.look(shown.picture, 0.6)]


def _sightings(picture: Picture) -> Iterator[Sighting]:
    for one in PASSES:
        if max(picture.shape[:2]) <= one.above:
            continue
        for degrees in one.turns:
            shown = turned(picture, degrees, one.longest)
            for sighting in one.network.look(shown.picture, one.least):
                yield shown.restored(sighting)


def _judged(picture: Picture, one: Candidate) -> Tier | None:
    """Return how sure it is that a candidate is a face; ``None`` where it is none.

    In ``picture`` the faces that were found before are hidden.
    """
    center, yunet = one.best(CENTER_FACE.name), one.best(YUNET.name)
    if center >= _SURE_CENTER_FACE or yunet >= _SURE_YUNET:
        return Tier.SURE
    evidence = center + _YUNET_WEIGHT * yunet
    for side in _CLOSE_UPS:
        evidence += _close_up(picture, one, side, _SURE - evidence)
        if evidence >= _SURE:
            return Tier.SURE
        if evidence < _HOPELESS:
            return None
    return Tier.CHECK if evidence >= _ENOUGH else None


def _close_up(picture: Picture, one: Candidate, side: int, enough: float) -> float:
    """Return CenterFace's highest score for a candidate by itself; stop looking at ``enough``."""
    best = 0.0
    for askew in _ASKEW:
        shown = cut_out(picture, one.place, side, one.turn + askew)
        seen = CENTER_FACE.look(shown, _LEAST)
        best = max([best, *(sighting.score for sighting in seen if _is_central(sighting, side))])
        if best >= enough:
            break
    return best


def _is_central(sighting: Sighting, side: int) -> bool:
    """Tell whether what is seen in a close-up is the candidate, and not what is beside it."""
    left, top, right, bottom = sighting.box
    away = max(abs(left + right - 2 * side), abs(top + bottom - 2 * side)) / 2
    size = max(right - left, bottom - top)
    return away < 0.35 * side and 0.45 * side < size < 2 * side
