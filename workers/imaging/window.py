"""Grey values of a DICOM frame to the eight bits of a screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_modality_lut, apply_voi

from workers.imaging.arrays import Frames, Picture

_LOW, _HIGH = 0.5, 99.5
"""Percentiles that span the screen where the data set gives no window."""


@dataclass(frozen=True, slots=True)
class Window:
    """How one frame's stored values become H × W × 3 pixels.

    Made once from the frame as it came, so that a burned frame is shown through the same window
    and only the burned places look different.
    """

    dataset: Dataset
    low: float
    high: float
    curve: Callable[[NDArray[np.float64]], NDArray[np.float64]]
    inverted: bool

    def show(self, frame: Frames) -> Picture:
        """Return a frame of stored values, H × W, as RGB."""
        values = _presentable(frame, self.dataset)
        share = np.clip(self.curve((values - self.low) / (self.high - self.low)), 0, 1)
        if self.inverted:
            share = 1 - share
        grey = np.rint(share * 255).astype(np.uint8)
        return np.repeat(grey[:, :, np.newaxis], 3, axis=2)


def window_for(frame: Frames, dataset: Dataset) -> Window:
    """Choose the window: the data set's VOI, else the frame's own percentiles.

    Linear windows follow PS3.3 section C.11.2.1.2, the sigmoid C.11.2.1.3.1; MONOCHROME1
    and its Presentation LUT Shape INVERSE (C.11.6) both mean that high values are dark.
    """
    low, high, curve = _voi(dataset) or _percentiles(_presentable(frame, dataset))
    inverted = (
        dataset.get("PhotometricInterpretation") == "MONOCHROME1"
        or dataset.get("PresentationLUTShape") == "INVERSE"
    )
    return Window(dataset=dataset, low=low, high=high, curve=curve, inverted=inverted)


_Curve = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def _presentable(frame: Frames, dataset: Dataset) -> NDArray[np.float64]:
    values: NDArray[Any] = apply_modality_lut(frame, dataset)
    if "VOILUTSequence" in dataset:
        values = apply_voi(values.astype(_index_type(values)), dataset)
    return values.astype(np.float64)


def _index_type(values: NDArray[Any]) -> type[np.signedinteger[Any]]:
    """Return whole numbers, which a VOI table is looked up by, also behind a rescale."""
    return np.int64 if values.dtype.kind == "f" else np.int32


def _voi(dataset: Dataset) -> tuple[float, float, _Curve] | None:
    if "VOILUTSequence" in dataset or "WindowWidth" not in dataset:
        return None
    centre, width = _first(dataset.WindowCenter), _first(dataset.WindowWidth)
    function = dataset.get("VOILUTFunction", "LINEAR")
    if width <= 0 or (function == "LINEAR" and width < 1):
        return None
    if function == "SIGMOID":
        return centre - width / 2, centre + width / 2, _sigmoid
    if function == "LINEAR_EXACT" or width == 1:
        return centre - width / 2, centre + width / 2, _straight
    return centre - 0.5 - (width - 1) / 2, centre - 0.5 + (width - 1) / 2, _straight


def _percentiles(values: NDArray[np.float64]) -> tuple[float, float, _Curve]:
    low, high = (float(edge) for edge in np.percentile(values, (_LOW, _HIGH)))
    if high <= low:
        low, high = float(values.min()), float(values.max())
    return low, high if high > low else low + 1, _straight


def _straight(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return share


def _sigmoid(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-4 * np.clip(share - 0.5, -50, 50))), dtype=np.float64)


def _first(value: Any) -> float:
    return float(value[0] if hasattr(value, "__len__") and not isinstance(value, str) else value)
