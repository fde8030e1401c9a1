"""The array types that the imaging modules pass to each other."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""One picture as a browser would show it: H × W × 3, RGB, 8 bit."""

Levels: TypeAlias = NDArray[np.uint8]
"""One picture in grey: H × W, 8 bit, 0 black."""

Frame: TypeAlias = NDArray[Any]
"""One frame of a medium in stored values: H × W (grey) or H × W × 3 (RGB), integers."""

Frames: TypeAlias = NDArray[Any]
"""All frames of a medium in stored values: N × H × W (grey) or N × H × W × 3 (RGB), integers."""

Mask: TypeAlias = NDArray[np.bool_]
"""Which pixels of a frame are meant: H × W."""
