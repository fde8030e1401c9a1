"""Faces through all frames of a medium that moves."""

from collections.abc import Iterable, Sequence

from schemas.findings import Finding, Tier
from workers.imaging.arrays import Picture
from workers.imaging.face.find import searched, version_of_networks
from workers.imaging.face.identity import growth_needed
from workers.imaging.face.paths import covered, findings
from workers.imaging.face.policy import faces, quick_faces
from workers.imaging.face.sighting import Box, enlarged
from workers.imaging.face.track import Spot, Track
from workers.imaging.face.tracker import FaceTracker
from workers.imaging.film_part import FilmPart
from workers.imaging.medium import Medium

_CINE_RATE = 25
"""Frames per second of a cine that does not say; it only decides how often it is looked at."""


def follow_faces(medium: Medium) -> tuple[Finding, ...]:
    """Return the faces of a medium, one finding each, with a region for every frame it is in."""
    tracker = FaceTracker(_look, _glance, _seconds(medium), need=_need)
    for number, frame in enumerate(medium.read()):
        tracker.add(number, medium.show(number, frame))
    return as_findings(tracker.finish(), medium.width, medium.height)


def tracks_in(part: FilmPart) -> list[Track]:
    """Return the tracks that begin in a part of a film, followed beyond its end.

    They may begin before it does: see :class:`FaceTracker`.
    """
    tracker = FaceTracker(_look, _glance, _seconds(part), part.span, _need)
    for number, frame in part.with_surroundings():
        if number >= part.span.stop and not tracker.follows:
            break
        tracker.add(number, frame)
    return tracker.finish()


def as_findings(tracks: Iterable[Track], width: int, height: int) -> tuple[Finding, ...]:
    """Return tracks through a film of this size as findings."""
    return tuple(
        finding
        for track in tracks
        for finding in findings(track, width, height, version_of_networks())
    )


def _seconds(medium: Medium) -> Sequence[float]:
    clip = medium.clip
    if clip is None:
        return [number / _CINE_RATE for number in range(medium.count)]
    return [clip.seconds(number) for number in range(clip.count)]


def _look(picture: Picture) -> list[Spot]:
    work, scale = searched(picture)
    return [
        Spot(
            box=enlarged(face.candidate.core, scale),
            tier=face.tier,
            score=face.told_by.score,
            network=face.told_by.network,
            reason=face.reason,
        )
        for face in faces(work)
    ]


def _need(picture: Picture, box: Box) -> float:
    """Tell how much more has to be covered of a face, so that dlib does not know it again."""
    height, width = picture.shape[:2]
    region = covered(box, width, height)
    return growth_needed(picture, region) if region else 0.0


def _glance(picture: Picture) -> list[Spot]:
    return [
        Spot(sighting.box, Tier.CHECK, sighting.score, sighting.network)
        for sighting in quick_faces(picture)
    ]
