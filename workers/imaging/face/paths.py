"""Tracks as findings: a region for every frame, told by as few waypoints as will do."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from schemas.findings import Finding, FindingKind, FindingReason, Region, Tier, Waypoint, hull
from workers.imaging.face.sighting import Box, around
from workers.imaging.face.track import Track

_BESIDE, _ABOVE = 0.2, 0.3
"""How far a region reaches beyond the face, as a share of its size."""

_STRAY = 0.03
"""By how much of its size a region is enlarged, so that few waypoints do for many frames."""

_ROOM = 4
"""A region may be larger than it need be by so many times that, and no more."""

_LONGEST_LEG = 60
"""Frames between two waypoints, at the most."""

_GUESSED = {"tier": Tier.CHECK, "reason": FindingReason.LOST_FACE}


def findings(track: Track, width: int, height: int, version: str) -> Iterator[Finding]:
    """Yield a track as a finding, and the frames in which it is but guessed as CHECK ones.

    ``width`` and ``height`` are the frames'. Nothing is yielded for what lies outside of them.
    """
    frames = range(track.first, track.last + 1)
    for guessed, stretch in groupby(frames, key=track.guessed.__contains__):
        regions = ((frame, _region(track, frame, width, height)) for frame in stretch)
        for is_seen, run in groupby(regions, key=lambda one: one[1] is not None):
            if is_seen:
                places = [Waypoint(frame=at, region=region) for at, region in run if region]
                found = _finding(track, _thinned(places, width, height), version)
                yield found.model_copy(update=_GUESSED) if guessed else found


def _region(track: Track, frame: int, width: int, height: int) -> Region | None:
    """Return what is covered in a frame: where the face was, is and will be next, and around it.

    So the region is larger where a face moves fast.
    """
    near = [track.boxes[at] for at in range(frame - 1, frame + 2) if at in track.boxes]
    return covered(around(near), width, height, track.beyond)


def covered(box: Box, width: int, height: int, beyond: float = 0.0) -> Region | None:
    """Return what is covered of a face, inside of a frame; ``beyond`` is a share of its size."""
    left, top, right, bottom = box
    beside, above = (_BESIDE + beyond) * (right - left), (_ABOVE + beyond) * (bottom - top)
    first_x, first_y = max(0, int(left - beside)), max(0, int(top - above))
    last_x, last_y = int(right + beside) + 1, int(bottom + above) + 1
    if last_x <= first_x or last_y <= first_y:
        return None
    region = Region(x=first_x, y=first_y, w=last_x - first_x, h=last_y - first_y)
    return region.clipped(width, height)


def _finding(track: Track, path: Sequence[Waypoint], version: str) -> Finding:
    return Finding(
        kind=FindingKind.FACE,
        detector=track.network,
        version=version,
        score=min(1.0, track.score),
        tier=track.tier,
        reason=track.reason,
        region=hull(waypoint.region for waypoint in path),
        frames=(path[0].frame, path[-1].frame),
        path=tuple(path),
    )


def _thinned(places: Sequence[Waypoint], width: int, height: int) -> list[Waypoint]:
    """Return few waypoints, a little enlarged, between which straight lines hold all places."""
    wide = [_enlarged(place, width, height) for place in places]
    path, at = [wide[0]], 0
    while at < len(places) - 1:
        to = at + 1
        while to + 1 < len(places) and to - at < _LONGEST_LEG and _serves(at, to + 1, places, wide):
            to += 1
        path.append(wide[to])
        at = to
    return path


def _serves(at: int, to: int, places: Sequence[Waypoint], wide: Sequence[Waypoint]) -> bool:
    """Tell whether a straight line between two waypoints holds all places, and not much more."""
    for between in range(at + 1, to):
        region = wide[at].region.towards(wide[to].region, between - at, to - at)
        place = places[between].region
        room = 2 * _ROOM * _stray(place)
        if not region.holds(place) or region.w - place.w > room or region.h - place.h > room:
            return False
    return True


def _stray(region: Region) -> int:
    return max(2, round(_STRAY * max(region.w, region.h)))


def _enlarged(place: Waypoint, width: int, height: int) -> Waypoint:
    region = place.region
    stray = _stray(region)
    left, top = max(0, region.x - stray), max(0, region.y - stray)
    right = min(width, region.x + region.w + stray)
    bottom = min(height, region.y + region.h + stray)
    return Waypoint(frame=place.frame, region=Region(x=left, y=top, w=right - left, h=bottom - top))
