"""Faces through all frames of a medium that moves."""

from collections.abc import Sequence

from schemas.findings import Finding, Tier
from workers.imaging.arrays import Picture
from workers.imaging.face.find import searched, version_of_networks
from workers.imaging.face.paths import findings
from workers.imaging.face.policy import faces, quick_faces
from workers.imaging.face.sighting import enlarged
from workers.imaging.face.tracker import FaceTracker, Spot
from workers.imaging.medium import Medium

_CINE_RATE = 25
"""Frames per second of a cine that does not say; it only decides how often it is looked at."""


def follow_faces(medium: Medium) -> tuple[Finding, ...]:
    """Return the faces of a medium, one finding each, with a region for every frame it is in."""
    tracker = FaceTracker(_look, _glance, _seconds(medium))
    for number, frame in enumerate(medium.read()):
        tracker.add(number, medium.show(number, frame))
    return tuple(
        finding
        for track in tracker.finish()
        for finding in findings(track, medium.width, medium.height, version_of_networks())
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
            score=face.candidate.sightings[0].score,
            network=face.candidate.sightings[0].network,
        )
        for face in faces(work)
    ]


def _glance(picture: Picture) -> list[Spot]:
    return [
        Spot(sighting.box, Tier.CHECK, sighting.score, sighting.network)
        for sighting in quick_faces(picture)
    ]
