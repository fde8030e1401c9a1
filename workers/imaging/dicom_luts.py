"""Look-up tables that a stripped data set may carry: numbers only, without their explanation."""

import numpy as np
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_modality_lut, apply_voi
from pydicom.sequence import Sequence

_MAX_ENTRIES = 65_536
_KEYWORDS = ("ModalityLUTSequence", "VOILUTSequence")


def copy_luts(source: Dataset, target: Dataset, *, signed: bool) -> None:
    """Copy the first modality and VOI table (PS3.3 sections C.11.1 and C.11.2), where well-formed.

    ``signed`` says how the first mapped value of the descriptor is stored.
    """
    for keyword in _KEYWORDS:
        table = _table(source, keyword, signed=signed)
        if table is None:
            continue
        setattr(target, keyword, Sequence([table]))
        if not _applies(target, keyword):
            delattr(target, keyword)


def drop_unusable(dataset: Dataset) -> None:
    """Take out of a data set the tables that no viewer could apply, and keep those it can."""
    usable = Dataset()
    copy_luts(dataset, usable, signed=bool(dataset.get("PixelRepresentation") or 0))
    for keyword in _KEYWORDS:
        if keyword in dataset:
            delattr(dataset, keyword)
        if keyword in usable:
            setattr(dataset, keyword, usable[keyword].value)


def _applies(target: Dataset, keyword: str) -> bool:
    """Try a table on a few values: a frame must never be the first to find it unusable."""
    apply = apply_modality_lut if keyword == "ModalityLUTSequence" else apply_voi
    try:
        apply(np.array([-1, 0, 1, 40_000], dtype=np.int32), target)
    except (ValueError, TypeError, IndexError, AttributeError, NotImplementedError):
        return False
    return True


def _table(source: Dataset, keyword: str, *, signed: bool) -> Dataset | None:
    try:
        item = source[keyword].value[0]
        count, first, bits = (int(number) for number in item["LUTDescriptor"].value)
        data = item["LUTData"].value
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, NotImplementedError):
        return None
    entries = count or _MAX_ENTRIES
    raw = data if isinstance(data, bytes) else np.atleast_1d(data).astype("<u2").tobytes()
    if bits not in (8, *range(10, 17)) or len(raw) < entries * 2:
        return None
    table = Dataset()
    table.add_new("LUTDescriptor", "SS" if signed else "US", [count, first, bits])
    table.add_new("LUTData", "OW", raw[: entries * 2])
    if keyword == "ModalityLUTSequence":
        table.ModalityLUTType = "US"
    return table
