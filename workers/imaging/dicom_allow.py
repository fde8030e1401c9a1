"""The allow-list: which attributes a stripped data set keeps, and by what test of their values.

Everything that is not named here is gone, whatever it is; PS3.15 annex E lists what must go, this
list is much shorter than what that leaves. Values are read, checked and written anew.
"""

import math
from collections.abc import Callable
from typing import Any

from pydicom.dataset import Dataset

from workers.imaging import dicom_terms as terms

Check = Callable[[Any], Any]
"""Takes a raw value, returns the value to keep or raises ValueError."""


def _one_of(allowed: frozenset[str]) -> Check:
    def check(value: Any) -> str:
        text = str(value).strip()
        if text not in allowed:
            raise ValueError
        return text

    return check


def _numbers(low: float, high: float, count: int | None = None) -> Check:
    def check(value: Any) -> list[str]:
        many = [value] if isinstance(value, str | int | float) else list(value)
        numbers = [float(one) for one in many]
        right = all(math.isfinite(one) and low <= one <= high for one in numbers)
        if not right or not numbers or (count is not None and len(numbers) != count):
            raise ValueError
        return [_decimal(one) for one in numbers]

    return check


def _decimal(number: float) -> str:
    """Write a DS in its 16 characters at most (PS3.5 section 6.2)."""
    for digits in range(15, 5, -1):
        text = f"{number:.{digits}g}"
        if len(text) <= 16:
            return text
    raise ValueError


def _orientation(value: Any) -> list[str]:
    parts = [str(part) for part in value]
    if len(parts) != 2 or not all(set(part) <= terms.ORIENTATIONS and part for part in parts):
        raise ValueError
    if max(len(part) for part in parts) > 3:
        raise ValueError
    return parts


_SPACING = _numbers(1e-6, 1e3, count=2)
_LENGTH = _numbers(-1e4, 1e4, count=1)
_WINDOW = _numbers(-5e9, 5e9)
_RATE = _numbers(0, 1e6, count=1)

ALLOWED: dict[str, Check] = {
    "Modality": _one_of(terms.MODALITIES),
    "BodyPartExamined": _one_of(terms.BODY_PARTS),
    "Laterality": _one_of(terms.LATERALITIES),
    "ImageLaterality": _one_of(terms.LATERALITIES),
    "ViewPosition": _one_of(terms.VIEW_POSITIONS),
    "PatientOrientation": _orientation,
    "PixelSpacing": _SPACING,
    "ImagerPixelSpacing": _SPACING,
    "NominalScannedPixelSpacing": _SPACING,
    "SliceThickness": _LENGTH,
    "SpacingBetweenSlices": _LENGTH,
    "WindowCenter": _WINDOW,
    "WindowWidth": _WINDOW,
    "VOILUTFunction": _one_of(terms.VOI_FUNCTIONS),
    "RescaleIntercept": _numbers(-5e9, 5e9, count=1),
    "RescaleSlope": _numbers(-5e9, 5e9, count=1),
    "RescaleType": _one_of(terms.RESCALE_TYPES),
    "PresentationLUTShape": _one_of(terms.PRESENTATION_SHAPES),
    "PixelAspectRatio": _numbers(1, 1e6, count=2),
    "FrameTime": _RATE,
    "CineRate": _RATE,
    "RecommendedDisplayFrameRate": _RATE,
    "LossyImageCompression": _one_of(terms.LOSSY),
}

_PIXEL_MEASURES = ("PixelSpacing", "SliceThickness", "SpacingBetweenSlices")
_LIFTED = {
    "PixelMeasuresSequence": _PIXEL_MEASURES,
    "FrameVOILUTSequence": ("WindowCenter", "WindowWidth", "VOILUTFunction"),
    "PixelValueTransformationSequence": ("RescaleIntercept", "RescaleSlope", "RescaleType"),
}


def copy_allowed(source: Dataset, target: Dataset) -> None:
    """Copy what the list allows from one data set to another, value by value.

    An enhanced multi-frame object says these things in its shared functional groups (PS3.3
    section C.7.6.16); those few numbers are lifted to the top and the groups are left behind.
    """
    for part, keywords in _sources(source):
        for keyword in keywords:
            if keyword in target:
                continue
            kept = _kept(part, keyword)
            if kept is not None:
                setattr(target, keyword, kept)
    _drop_halves(target)


def _sources(source: Dataset) -> list[tuple[Dataset, tuple[str, ...]]]:
    sources: list[tuple[Dataset, tuple[str, ...]]] = [(source, tuple(ALLOWED))]
    shared = _first_item(source, "SharedFunctionalGroupsSequence")
    if shared is not None:
        for name, keywords in _LIFTED.items():
            item = _first_item(shared, name)
            if item is not None:
                sources.append((item, keywords))
    return sources


def _first_item(dataset: Dataset, keyword: str) -> Dataset | None:
    try:
        return next(iter(dataset[keyword].value), None) if keyword in dataset else None
    except (ValueError, TypeError, AttributeError, KeyError, NotImplementedError):
        return None


def _kept(source: Dataset, keyword: str) -> Any:
    """Return the checked value; ``None`` for absent, unreadable or not allowed."""
    if keyword not in source:
        return None
    try:
        value = source[keyword].value
        return None if value is None or value == "" else ALLOWED[keyword](value)
    except MemoryError:
        raise
    except Exception:
        return None


def _drop_halves(target: Dataset) -> None:
    """Drop values that only mean something in pairs where the other one is missing."""
    for one, other in (("WindowCenter", "WindowWidth"), ("RescaleSlope", "RescaleIntercept")):
        first, second = target.get(one), target.get(other)
        if first is None or second is None:
            for keyword in (one, other):
                if keyword in target:
                    delattr(target, keyword)
