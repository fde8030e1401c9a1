"""How much speaks for a candidate: what the networks say of it, added up.

A logistic function. Its weights were fitted on 1,177 variants of 35 pictures (seeds 7 and 8100,
every second one) and 143 crops of the same pictures that show no face, and the threshold was read
off five-fold cross-validation by picture, so that nobody's face judged itself. ADR 17 tells how.
"""

from dataclasses import dataclass, replace
from math import log

from workers.imaging.arrays import Picture
from workers.imaging.face.candidate import Candidate
from workers.imaging.face.passes import CENTER_FACE, YUNET, TurnedLooks
from workers.imaging.face.sighting import Box, Sighting, area, likeness, overlap
from workers.imaging.face.turning import CONTEXT, cut_out

CHECK, SURE = -0.75, 0.5
"""Evidence, as a logarithm of odds, from which a candidate is a face, and a sure one."""

_CLOSE_UP = 64
"""Pixels along a candidate's longer side when CenterFace looks at it by itself."""

_LEAST = 0.03

_SMALLEST = 0.08
"""A candidate's share of the picture's longer side, below which size says nothing more."""

_MOST = 0.4
"""CenterFace scores no higher at a turned picture's candidate of which all else speaks against."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a candidate, as a logarithm of odds: at first sight, and by second looks."""

    first: float
    second: float = 0.0

    @property
    def odds(self) -> float:
        """The logarithm of the odds that it is a face."""
        return self.first + self.second


_BIAS, _CENTER_FACE, _YUNET, _SIZE = -2.11, 3.72, 2.60, 0.85
_FROM_NEAR, _TURNED = 4.38, 5.14
"""What is there before any score, and what each score counts."""


def evidence(picture: Picture, looks: TurnedLooks, one: Candidate) -> Evidence:
    """Return how much speaks for a candidate being a face.

    In ``picture``, H × W × 3 RGB, sure faces are hidden; ``looks`` are at the whole of it, bare.
    The dearest look is left out where it could not decide.
    """
    known = Evidence(_seen(picture, one), _FROM_NEAR * _from_near(picture, one))
    if known.odds >= SURE or known.odds + _MOST * _TURNED < CHECK:
        return known
    return replace(known, second=known.second + _TURNED * _turned(looks, one))


def _seen(picture: Picture, one: Candidate) -> float:
    """Return what the first looks say, and the size."""
    share = _reach(one.place) / max(picture.shape[:2])
    return (
        _BIAS
        + _CENTER_FACE * one.best(CENTER_FACE.name)
        + _YUNET * one.best(YUNET.name)
        + _SIZE * log(max(_SMALLEST, share))
    )


def _from_near(picture: Picture, one: Candidate) -> float:
    """Return CenterFace's score for a candidate cut out and turned upright."""
    shown = cut_out(picture, one.place, _CLOSE_UP, one.turn)
    seen = CENTER_FACE.look(shown, _LEAST)
    return max((sighting.score for sighting in seen if _is_central(sighting)), default=0.0)


def _is_central(sighting: Sighting) -> bool:
    """Tell whether what is seen in a close-up is the candidate, and not what is beside it."""
    left, top, right, bottom = sighting.box
    span = CONTEXT * _CLOSE_UP
    away = max(abs(left + right - span), abs(top + bottom - span)) / 2
    return away < 0.35 * _CLOSE_UP and 0.45 * _CLOSE_UP < _reach(sighting.box) < 2 * _CLOSE_UP


def _turned(looks: TurnedLooks, one: Candidate) -> float:
    """Return CenterFace's score for a candidate in the whole picture, turned as it is."""
    seen = (sighting for sighting in looks.near(one.turn) if _is_same(sighting.box, one.place))
    return max((sighting.score for sighting in seen), default=0.0)


def _is_same(box: Box, place: Box) -> bool:
    as_large = 0.3 < area(box) / area(place) < 3
    return likeness(box, place) > 0.35 or (as_large and overlap(box, place) > 0.65)


def _reach(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])
