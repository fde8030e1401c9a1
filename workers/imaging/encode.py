"""Pixels out: PNG and JPEG that hold pixels and nothing else."""

from dataclasses import dataclass

import cv2
import numpy as np

from workers.imaging.arrays import Frames, Picture


@dataclass(frozen=True, slots=True)
class Encoded:
    """A whole medium as bytes."""

    media_type: str
    data: bytes


OBSCURED_QUALITY = 92
"""JPEG quality of the one lossy encode that a photo goes through."""

_DISPLAY_QUALITY = 88


def png(picture: Picture) -> bytes:
    """Encode losslessly; level 1 is four times as fast as the default and a tenth larger."""
    return _encode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])


def jpeg(picture: Picture, quality: int = _DISPLAY_QUALITY) -> bytes:
    """Encode as baseline JPEG with a JFIF header and no other application segment."""
    return _encode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])


def jpeg_frame(frame: Frames, quality: int) -> bytes:
    """Encode a DICOM frame, grey or RGB, as baseline JPEG with colour in 4:2:2 (PS3.5 8.2.1)."""
    options = [cv2.IMWRITE_JPEG_QUALITY, quality,
               cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_422]  # fmt: skip
    done, encoded = cv2.imencode(".jpg", frame if frame.ndim == 2 else frame[..., ::-1], options)
    if not done:
        raise ValueError(".jpg")
    return encoded.tobytes()


def scaled(picture: Picture, long_side: int) -> Picture:
    """Shrink a picture so that its long side has at most ``long_side`` pixels."""
    height, width = picture.shape[:2]
    share = long_side / max(height, width)
    if share >= 1:
        return picture
    return resized(picture, max(1, round(width * share)), max(1, round(height * share)))


def resized(picture: Picture, width: int, height: int) -> Picture:
    """Shrink a picture to exactly this size; one that has it already is returned as it is."""
    if picture.shape[:2] == (height, width):
        return picture
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def _encode(suffix: str, picture: Picture, options: list[int]) -> bytes:
    done, encoded = cv2.imencode(suffix, cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), options)
    if not done:
        raise ValueError(suffix)
    return encoded.tobytes()
