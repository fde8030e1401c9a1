"""Text in pictures, by the PP-OCR models that the rapidocr wheel carries."""

import warnings
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.findings import Finding, FindingKind, Region, Tier
from workers.free_text.marks import Reading, judge
from workers.imaging.arrays import Picture
from workers.imaging.detector import Margin, grown

_WORK_PIXELS = 3_000_000
_TILE, _OVERLAP = 2048, 192
_SMALL_SIDE, _MAX_ENLARGEMENT = 1000, 2.0
_MIN_SIDE, _MIN_TILE = 6, 64
_SURE_SCORE = 0.75
_MAX_READ_RATIO = 25
_LARGE = 0.06
"""Text higher than this share of the picture would read well if it were text; organs do not."""

_Box = NDArray[np.float32]


class TextDetector:
    """Finds boxes of text and reads them, only to tell text from what looks like it."""

    def find(self, picture: Picture) -> tuple[Finding, ...]:
        """Return TEXT findings: SURE where identity was read, else CHECK.

        A photo is looked at with about three megapixels, which keeps a phone photo's text
        readable at about a second; small pictures are enlarged, long ones cut into tiles.
        """
        if min(picture.shape[:2]) < _MIN_SIDE:
            return ()
        scale = _working_scale(*picture.shape[:2])
        work = picture if scale == 1 else _resized(picture, scale)
        findings: list[Finding] = []
        for left, top, tile in _tiles(work):
            for box in _boxes(tile):
                finding = _finding(picture, tile, box, (left, top, scale))
                if finding is not None and not _is_known(finding, findings):
                    findings.append(finding)
        return tuple(findings)


def warm_up() -> None:
    """Load the models, so that the first upload need not wait for them."""
    TextDetector().find(np.zeros((64, 64, 3), dtype=np.uint8))
    judge("a word")


@cache
def _engine() -> Any:
    """Load the models once per process, on one thread and without a word."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rapidocr import RapidOCR

        return RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": 10 * _TILE,
                "Global.use_cls": False,
                "Global.use_preprocess_img": False,
                "Global.use_vertical_padding": False,
                "Det.limit_side_len": 32,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )


@cache
def _version() -> str:
    return version("rapidocr")


def _working_scale(height: int, width: int) -> float:
    long_side = max(height, width)
    if long_side < _SMALL_SIDE:
        return min(_MAX_ENLARGEMENT, _SMALL_SIDE / long_side)
    return float(min(1.0, (_WORK_PIXELS / (height * width)) ** 0.5))


def _resized(picture: Picture, scale: float) -> Picture:
    height, width = (max(1, round(side * scale)) for side in picture.shape[:2])
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (width, height), interpolation=method), dtype=np.uint8)


def _tiles(picture: Picture) -> Iterator[tuple[int, int, Picture]]:
    """Yield (left, top, tile); neighbours overlap by more than a line of text is high."""
    height, width = picture.shape[:2]
    for top in range(0, max(1, height - _OVERLAP), _TILE - _OVERLAP):
        for left in range(0, max(1, width - _OVERLAP), _TILE - _OVERLAP):
            yield left, top, picture[top : top + _TILE, left : left + _TILE]


def _boxes(tile: Picture) -> list[_Box]:
    """Return the four corners of each box of text, in pixels of the tile.

    The library's own padding would make a hair of 6 × 5000 pixels a picture of 26 million.
    """
    if min(tile.shape[:2]) < _MIN_SIDE:
        return []
    found = _engine()(_at_least(tile, _MIN_TILE), use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else list(found.boxes)


def _at_least(tile: Picture, side: int) -> Picture:
    """Widen a narrow tile at its right and lower edge, which moves no coordinate."""
    below, beside = (max(0, side - extent) for extent in tile.shape[:2])
    if not below and not beside:
        return tile
    return np.pad(tile, ((0, below), (0, beside), (0, 0)), mode="edge")


def _finding(
    picture: Picture, tile: Picture, box: _Box, place: tuple[int, int, float]
) -> Finding | None:
    """Read a box; ``None`` for what may stay, and for a large shape that reads as nothing."""
    text, score = _read(tile, box)
    legible = score >= _SURE_SCORE
    reading = judge(text)
    if legible and reading is Reading.STAYS:
        return None
    left, top, scale = place
    (x0, y0), (x1, y1) = box.min(axis=0), box.max(axis=0)
    is_text = legible and sum(letter.isalnum() for letter in text) > 1
    if not is_text and min(x1 - x0, y1 - y0) > _LARGE * max(tile.shape[:2]):
        return None
    corners = ((x0 + left) / scale, (y0 + top) / scale, (x1 + left) / scale, (y1 + top) / scale)
    pad = 2 + 0.12 * min(corners[2] - corners[0], corners[3] - corners[1])
    region = grown(corners, Margin(pad, pad, pad, pad), picture)
    if region is None:
        return None
    return Finding(
        kind=FindingKind.TEXT,
        detector="rapidocr",
        version=_version(),
        score=round(score, 4),
        tier=Tier.SURE if is_text and reading is Reading.IDENTIFIES else Tier.CHECK,
        region=region,
    )


def _read(tile: Picture, box: _Box) -> tuple[str, float]:
    """Read one box, also upside down when it reads badly; the text never leaves this module."""
    crop = _crop(tile, box)
    if min(crop.shape[:2]) < 2:
        return "", 0.0
    best = _recognised(crop)
    if best[1] < _SURE_SCORE:
        turned = _recognised(np.ascontiguousarray(crop[::-1, ::-1]))
        best = max(best, turned, key=lambda reading: reading[1])
    return best


def _recognised(crop: Picture) -> tuple[str, float]:
    """Read the start of a crop: its first forty letters or so tell whether it is text.

    What goes on unread ends in an ellipsis, so that nobody takes the start for all of it.
    """
    start = np.ascontiguousarray(crop[:, : _MAX_READ_RATIO * crop.shape[0]])
    read = _engine()(start, use_det=False, use_cls=False, use_rec=True)
    if not read.txts:
        return "", 0.0
    unread = "…" if start.shape[1] < crop.shape[1] else ""
    return str(read.txts[0]) + unread, min(1.0, max(0.0, float(read.scores[0])))


def _crop(tile: Picture, box: _Box) -> Picture:
    """Cut a box out upright: the corners run clockwise from the top left."""
    corners = box.astype(np.float32)
    width = int(
        max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[3] - corners[2]))
    )
    height = int(
        max(np.linalg.norm(corners[0] - corners[3]), np.linalg.norm(corners[1] - corners[2]))
    )
    if min(width, height) < 2:
        return tile[:0, :0]
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(corners, target)
    crop = cv2.warpPerspective(tile, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    upright = np.rot90(crop) if height >= 1.5 * width else crop
    return np.ascontiguousarray(upright, dtype=np.uint8)


def _is_known(finding: Finding, findings: list[Finding], share: float = 0.8) -> bool:
    """Tell whether a box that two tiles share was already taken from the first."""
    region = finding.region
    return region is not None and any(_covers(other.region, region, share) for other in findings)


def _covers(place: Region | None, region: Region, share: float) -> bool:
    return place is not None and region.overlap(place) >= share
