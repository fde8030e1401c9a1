"""What a grey picture is shown with: the few attributes that windows and look-up tables need.

Values are read, checked and written anew, so that a frame is never the first to find one of them
unusable. The data set that comes out is for the screen alone and is never written to a file.
"""

import math
from collections.abc import Callable
from typing import Any

from pydicom.dataset import Dataset

from workers.imaging.dicom_luts import copy_luts

Check = Callable[[Any], Any]
"""Takes a raw value, returns the value to keep or raises ValueError."""


def _numbers(value: Any) -> list[float]:
    many = [value] if isinstance(value, str | int | float) else list(value)
    numbers = [float(one) for one in many]
    if not numbers or not all(math.isfinite(one) and abs(one) <= 5e9 for one in numbers):
        raise ValueError
    return numbers


def _number(value: Any) -> float:
    (number,) = _numbers(value)
    return number


def _one_of(*terms: str) -> Check:
    def check(value: Any) -> str:
        text = str(value).strip()
        if text not in terms:
            raise ValueError
        return text

    return check


_WINDOW: dict[str, Check] = {
    "WindowCenter": _numbers,
    "WindowWidth": _numbers,
    "VOILUTFunction": _one_of("LINEAR", "LINEAR_EXACT", "SIGMOID"),
}
_RESCALE: dict[str, Check] = {"RescaleIntercept": _number, "RescaleSlope": _number}
_TOP: dict[str, Check] = {
    **_WINDOW,
    **_RESCALE,
    "PhotometricInterpretation": _one_of("MONOCHROME1", "MONOCHROME2"),
    "PresentationLUTShape": _one_of("IDENTITY", "INVERSE"),
}
_SHARED = {
    "FrameVOILUTSequence": _WINDOW,
    "PixelValueTransformationSequence": _RESCALE,
}
_PAIRS = (("WindowCenter", "WindowWidth"), ("RescaleSlope", "RescaleIntercept"))


def display_values(source: Dataset) -> Dataset:
    """Return the display attributes of a data set, as far as they can be used.

    An enhanced multi-frame object says them in its shared functional groups (PS3.3 section
    C.7.6.16), from where they are taken.
    """
    target = Dataset()
    for part, checks in _sources(source):
        for keyword, check in checks.items():
            value = None if keyword in target else _checked(part, keyword, check)
            if value is not None:
                setattr(target, keyword, value)
    for one, other in _PAIRS:
        if (one in target) != (other in target):
            delattr(target, one if one in target else other)
    copy_luts(source, target, signed=bool(source.get("PixelRepresentation") or 0))
    return target


def _sources(source: Dataset) -> list[tuple[Dataset, dict[str, Check]]]:
    shared = _first_item(source, "SharedFunctionalGroupsSequence")
    items = [
        (item, checks)
        for name, checks in _SHARED.items()
        if shared is not None and (item := _first_item(shared, name)) is not None
    ]
    return [(source, _TOP), *items]


def _first_item(dataset: Dataset, keyword: str) -> Dataset | None:
    try:
        return next(iter(dataset[keyword].value), None) if keyword in dataset else None
    except (ValueError, TypeError, AttributeError, KeyError, NotImplementedError):
        return None


def _checked(source: Dataset, keyword: str, check: Check) -> Any:
    """Return the checked value; ``None`` for absent, unreadable or unusable."""
    if keyword not in source:
        return None
    try:
        value = source[keyword].value
        return None if value is None or value == "" else check(value)
    except MemoryError:
        raise
    except Exception:
        return None
