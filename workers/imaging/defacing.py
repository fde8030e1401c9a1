"""Faces covered in slices of heads, so that a series of them cannot be rendered to a face.

A renderer stacks slices and shows the skin, so what has to go is the front of the head in every
slice: skin and what lies behind it as far as the orbits. Where it ends is told from the back of the
head and its width, never from the nose: an edge that kept its distance from the nose would draw the
profile anew (Schwarz et al., "Identification of Anonymous MRI Research Participants with
Face-Recognition Software", New England Journal of Medicine 381, 2019, is why this matters).

Slices across the head (axial) and along it (sagittal) can be covered so. In coronal and oblique
ones, and where orientation or spacing is unknown, the face has no edge that one slice could tell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from schemas.findings import (
    Finding,
    FindingKind,
    FindingReason,
    RedactionPlan,
    Region,
    Waypoint,
    hull,
)
from workers.imaging.arrays import Frame, Frames, Mask

DETECTOR = "defacing"
_VERSION = "1"

_STRAIGHT = 0.85
"""The cosine from which an axis of a slice counts as one of the patient's."""

_AIR = -400.0
"""Hounsfield units below which is air, foam and hair."""

_KEPT_OF_WIDTH, _KEPT_OF_LENGTH = 1.0, 0.72
"""How much of a head is kept from its back on: of its width in an axial slice, else of its length.
A head is about a fifth longer than it is wide, the nose left aside."""

_WIDTHS, _LONGEST = (60.0, 200.0), 300.0
"""Millimetres that a head is wide and long; a trunk is wider, and an arm is narrower."""

_BESIDE = 5.0
"""Millimetres beside the head that are covered as well."""

_CLOSED = 7.0
"""Millimetres over which gaps in the skin are closed, and below which what is thin is no head."""

_LEAST_SHARE = 0.02
"""A slice of which less shows anything lies above the head."""


@dataclass(frozen=True, slots=True)
class _View:
    """How a slice lies in the patient.

    ``down`` tells whether one goes from front to back down the rows; ``front_first`` whether the
    front is at index 0. ``across`` and ``along`` are millimetres a pixel, from left to right (or
    from foot to head), and from front to back.
    """

    is_axial: bool
    down: bool
    front_first: bool
    across: float
    along: float


def cover_faces(dataset: Dataset, frames: Frames) -> tuple[Finding, ...] | None:
    """Return what has to be covered in N × H × W stored values; ``None`` where that is unknown.

    It is nothing where no frame shows a head.
    """
    view = _view(dataset)
    if view is None or frames.ndim != 3:
        return None
    places = [
        (number, _front(_upright(_body(dataset, frame, view), view), view))
        for number, frame in enumerate(frames)
    ]
    return tuple(_findings(places, frames.shape[1:], view))


def is_defaced(plan: RedactionPlan) -> bool:
    """Tell whether fronts of heads were found, and nobody lifted any."""
    numbers = {n for n, finding in enumerate(plan.findings) if finding.detector == DETECTOR}
    return bool(numbers) and not numbers & plan.lifted


def _view(dataset: Dataset) -> _View | None:
    """Tell how all frames lie (PS3.3 C.7.6.2.1.1 and C.7.6.16.2.4); ``None`` if they differ."""
    orientations = set(_values(dataset, "ImageOrientationPatient", "PlaneOrientationSequence", 6))
    spacings = set(_values(dataset, "PixelSpacing", "PixelMeasuresSequence", 2))
    if len(orientations) != 1 or len(spacings) != 1:
        return None
    (cosines,), ((between_rows, between_columns),) = orientations, spacings
    if min(between_rows, between_columns) <= 0:
        return None
    # x grows to the patient's left, y to the back, z to the head.
    with_columns, with_rows = np.array(cosines[:3]), np.array(cosines[3:])
    down = abs(with_rows[1]) > abs(with_columns[1])
    to_back, other = (with_rows, with_columns) if down else (with_columns, with_rows)
    axis = int(np.abs(other).argmax())
    if abs(to_back[1]) < _STRAIGHT or axis == 1 or abs(other[axis]) < _STRAIGHT:
        return None
    along, across = (between_rows, between_columns) if down else (between_columns, between_rows)
    return _View(axis == 0, bool(down), bool(to_back[1] > 0), across, along)


def _values(dataset: Dataset, keyword: str, group: str, count: int) -> Iterator[tuple[float, ...]]:
    """Yield an attribute of the data set, or of its functional groups, shared or by frame."""
    if keyword in dataset:
        yield _numbers(dataset.get(keyword), count)
        return
    for groups in ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"):
        for item in dataset.get(groups) or ():
            for inner in item.get(group) or ():
                yield _numbers(inner.get(keyword), count)


def _numbers(value: Any, count: int) -> tuple[float, ...]:
    """Return so many numbers, or noughts where they cannot be read."""
    try:
        numbers = tuple(round(float(one), 4) for one in value)
    except (TypeError, ValueError):
        numbers = ()
    return numbers if len(numbers) == count else (0.0,) * count


def _body(dataset: Dataset, frame: Frame, view: _View) -> Mask:
    """Return the largest part of a slice that is no air, without what is thin."""
    if dataset.get("Modality") == "CT":
        slope = float(dataset.get("RescaleSlope") or 1)
        shows = frame * slope + float(dataset.get("RescaleIntercept") or 0) > _AIR
    else:
        shows = _brighter(frame)
    near = _disc(max(1, round(_CLOSED / 2 / min(view.across, view.along))))
    solid = cv2.morphologyEx(shows.astype(np.uint8), cv2.MORPH_CLOSE, near)
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, near)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid)
    areas = stats[1:, cv2.CC_STAT_AREA]
    if not len(areas) or areas.max() < _LEAST_SHARE * frame.size:
        return np.zeros(frame.shape, dtype=bool)
    return np.asarray(labels == 1 + int(areas.argmax()))


def _brighter(frame: Frame) -> Mask:
    """Return what is brighter than the ground by a quarter of what the body is (Otsu 1979)."""
    low, high = (float(level) for level in np.percentile(frame, (1, 99)))
    levels = np.clip((frame - low) * (255 / max(1e-6, high - low)), 0, 255).astype(np.uint8)
    level, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    bright = levels > level
    if not bright.any() or bright.all():
        return np.zeros(frame.shape, dtype=bool)
    ground, body = float(levels[~bright].mean()), float(levels[bright].mean())
    return np.asarray(levels > ground + (body - ground) / 4)


def _disc(radius: int) -> NDArray[np.uint8]:
    """Return a disc, 2 r + 1 pixels wide, that is the same however it is turned."""
    y, x = np.ogrid[-radius : radius + 1, -radius : radius + 1]
    return np.asarray(x * x + y * y <= radius * radius, dtype=np.uint8)


def _upright(mask: Mask, view: _View) -> Mask:
    """Turn a mask so that the front is up."""
    turned = mask if view.down else mask.T
    return turned if view.front_first else turned[::-1]


def _front(head: Mask, view: _View) -> tuple[int, int, int] | None:
    """Return where a head's front ends, and its sides, in pixels; ``None`` where there is none."""
    rows, columns = np.flatnonzero(head.any(axis=1)), np.flatnonzero(head.any(axis=0))
    if not len(rows):
        return None
    length = (rows[-1] - rows[0] + 1) * view.along
    width = (columns[-1] - columns[0] + 1) * view.across
    if length > _LONGEST or (view.is_axial and not _WIDTHS[0] <= width <= _WIDTHS[1]):
        return None
    kept = _KEPT_OF_WIDTH * width if view.is_axial else _KEPT_OF_LENGTH * length
    end = rows[-1] + 1 - round(kept / view.along)
    beside = round(_BESIDE / view.across)
    first, last = max(0, columns[0] - beside), min(head.shape[1], columns[-1] + 1 + beside)
    return (int(end), int(first), int(last)) if end > 0 else None


def _findings(
    places: Sequence[tuple[int, tuple[int, int, int] | None]],
    shape: tuple[int, ...],
    view: _View,
) -> Iterator[Finding]:
    """Yield one finding for each run of frames that show a head."""
    for shows, run in groupby(places, key=lambda place: place[1] is not None):
        if not shows:
            continue
        path = tuple(
            Waypoint(frame=number, region=_region(place, shape, view))
            for number, place in run
            if place is not None
        )
        yield Finding(
            kind=FindingKind.FACE,
            detector=DETECTOR,
            version=_VERSION,
            reason=FindingReason.FRONT_OF_HEAD,
            region=hull(waypoint.region for waypoint in path),
            frames=(path[0].frame, path[-1].frame),
            path=path if len(path) > 1 else (),
        )


def _region(place: tuple[int, int, int], shape: tuple[int, ...], view: _View) -> Region:
    """Return a front in pixels of the slice as it lies: from the edge of the picture on."""
    end, first, last = place
    height, width = shape
    extent = height if view.down else width
    begin = 0 if view.front_first else extent - end
    if view.down:
        return Region(x=first, y=begin, w=last - first, h=end)
    return Region(x=begin, y=first, w=end, h=last - first)
