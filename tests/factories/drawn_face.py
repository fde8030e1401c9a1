"""A face that nobody has: drawn with a few ellipses, and doubtful enough to say why."""

import cv2
import numpy as np

from workers.imaging.arrays import Picture


def drawn_face() -> Picture:
    """Return 300 × 300 × 3: skin, hair, eyes with brows, a nose and a mouth, on grey."""
    picture = np.full((300, 300, 3), 200, dtype=np.uint8)
    cv2.ellipse(picture, (150, 150), (70, 95), 0, 0, 360, (215, 180, 150), -1)
    for across in (122, 178):
        cv2.ellipse(picture, (across, 130), (13, 8), 0, 0, 360, (250, 250, 250), -1)
        cv2.circle(picture, (across, 130), 7, (60, 40, 30), -1)
        cv2.ellipse(picture, (across, 112), (16, 5), 0, 180, 360, (70, 50, 40), 4)
    cv2.line(picture, (150, 140), (144, 170), (180, 140, 120), 4)
    cv2.ellipse(picture, (150, 200), (26, 9), 0, 0, 360, (170, 70, 70), -1)
    cv2.ellipse(picture, (150, 80), (75, 45), 0, 180, 360, (60, 40, 30), -1)
    return picture
