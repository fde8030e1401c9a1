"""Who looks at a picture in what order, and when what they say counts as a face.

YuNet is quick and sees nearly everything, hands and knees included, so it looks in up to eight
turns and proposes. CenterFace, which costs five times as much and is right more often, looks once
at the whole picture, and then at every proposal by itself.

How the figures were chosen, and on which pictures, is told in ``docs/faces.md``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.findings import FindingReason, Tier
from workers.imaging.arrays import Picture
from workers.imaging.face import evidence
from workers.imaging.face.candidate import Candidate, candidates
from workers.imaging.face.passes import (
    CENTER_FACE,
    DLIB,
    SLANTED,
    STRAIGHT,
    YUNET,
    Pass,
    TurnedLooks,
    sightings,
)
from workers.imaging.face.sighting import Box, Sighting, area, shared_area
from workers.imaging.face.turning import turned

_SURE_CENTER_FACE, _SURE_YUNET = 0.5, 0.9
"""Scores at the whole picture from which nothing more is asked."""

_DOUBTFUL = 0.35
"""A score from which a candidate that is not sure may be a face that lies aslant."""

_HIDDEN = 127
"""The grey that sure faces are hidden under for the close-ups of others."""

_MUCH_LARGER = 2.4
"""Times the picture's area from which a face must be sure at first sight."""

_PART = 0.8
"""A place with so much of it in a face is a part of that face."""

_FILLS = 0.5
"""A face with this share of the picture's area fills it."""


@dataclass(frozen=True, slots=True)
class Face:
    """A candidate that counts as a face."""

    candidate: Candidate
    tier: Tier
    reason: FindingReason

    @property
    def told_by(self) -> Sighting:
        """The surest sighting; or the vote, where that alone made it count."""
        seen = self.candidate.sightings
        if self.reason is not FindingReason.VOTED_FACE:
            return seen[0]
        return max((one for one in seen if one.network == DLIB.name), key=lambda one: one.score)


def faces(picture: Picture, votes: Sequence[Pass] = ()) -> list[Face]:
    """Return the faces in H × W × 3 RGB, in any turn.

    ``votes`` are looks of others than the two networks. What one of them sees is a face to be
    checked, where nothing more speaks for it.
    """
    seen = _candidates(picture, votes)
    found = [Face(one, Tier.SURE, FindingReason.CLEAR_FACE) for one in _sure(seen)]
    bare = _with_hidden(picture, found)
    looks = TurnedLooks(picture)
    for one in seen:
        if _is_part_of_any(one, found) or _is_larger(one, picture):
            continue
        weighed = evidence.evidence(bare, looks, one)
        tier = _tier(weighed.odds)
        if tier is not None:
            found.append(Face(one, tier, _reason(one, weighed, picture)))
        elif any(sighting.network == DLIB.name for sighting in one.sightings):
            found.append(Face(one, Tier.CHECK, FindingReason.VOTED_FACE))
    return found


def quick_faces(picture: Picture) -> list[Sighting]:
    """Return upright faces that YuNet sees in a small version of a picture."""
    shown = turned(picture, 0, 384)
    return [shown.restored(sighting) for sighting in YUNET.look(shown.picture, 0.6)]


def _candidates(picture: Picture, votes: Sequence[Pass]) -> list[Candidate]:
    straight = list(sightings(picture, (*STRAIGHT, *votes)))
    seen = candidates(straight)
    if _is_settled(seen):
        return seen
    return candidates([*straight, *sightings(picture, SLANTED)])


def _is_settled(seen: Sequence[Candidate]) -> bool:
    """Tell whether slanted looks are spared: there are sure faces, and nothing else to doubt.

    A face that lies aslant beside upright ones is seen straight as well, though not surely.
    """
    sure = _sure(seen)
    return bool(sure) and not any(
        _best(one) >= _DOUBTFUL
        for one in seen
        if not any(one is other or _is_part(one, other) for other in sure)
    )


def _best(one: Candidate) -> float:
    return max(sighting.score for sighting in one.sightings)


def _sure(seen: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that need no second look, without those that are parts of others."""
    sure: list[Candidate] = []
    for one in seen:
        if _is_sure(one) and not any(_is_part(one, other) for other in sure):
            sure.append(one)
    return sure


def _is_sure(one: Candidate) -> bool:
    center, yunet = one.best(CENTER_FACE.name), one.best(YUNET.name)
    return center >= _SURE_CENTER_FACE or yunet >= _SURE_YUNET


def _tier(odds: float) -> Tier | None:
    if odds >= evidence.SURE:
        return Tier.SURE
    return Tier.CHECK if odds >= evidence.CHECK else None


def _reason(one: Candidate, weighed: evidence.Evidence, picture: Picture) -> FindingReason:
    """Tell what kept a face from being one at first sight; the plainest of what holds."""
    if _is_at_edge(one, picture):
        return FindingReason.FACE_AT_EDGE
    if all(sighting.turn for sighting in one.sightings):
        return FindingReason.TURNED_FACE
    if weighed.first < evidence.CHECK:
        return FindingReason.SECOND_LOOK
    return FindingReason.VAGUE_FACE


def _is_at_edge(one: Candidate, picture: Picture) -> bool:
    """Tell whether the picture cuts a face off, or shows little else."""
    height, width = picture.shape[:2]
    left, top, right, bottom = one.place
    is_cut = left <= 0 or top <= 0 or right >= width or bottom >= height
    return is_cut or area(one.place) > _FILLS * height * width


def _is_larger(one: Candidate, picture: Picture) -> bool:
    """Tell whether a face would be much larger than the picture: smooth shades look so."""
    height, width = picture.shape[:2]
    return bool(area(one.place) > _MUCH_LARGER * height * width)


def _with_hidden(picture: Picture, found: Sequence[Face]) -> Picture:
    """Return a picture without faces: in a close-up they would speak for what is beside them."""
    if not found:
        return picture
    bare = picture.copy()
    for face in found:
        left, top, right, bottom = (max(0, round(side)) for side in face.candidate.place)
        bare[top:bottom, left:right] = _HIDDEN
    return bare


def _is_part_of_any(one: Candidate, found: Sequence[Face]) -> bool:
    return any(one is face.candidate or _is_part(one, face.candidate) for face in found)


def _is_part(one: Candidate, other: Candidate) -> bool:
    """Tell whether a place lies in that of a face, which covers it anyhow."""
    place: Box = one.place
    return shared_area(place, other.core) >= _PART * area(place)
