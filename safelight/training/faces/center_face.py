"""Write CenterFace for pictures of any size and in eight bits.

Run by ``safelight train faces`` in an environment of its own, with the project on its path:
``python center_face.py FILE OUT``. It is shown what scikit-image ships, in every fourth of the ways
in which the benchmark shows it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import onnx

from safelight.bench.faces.sources import from_scikit_image
from safelight.bench.faces.variants import variants
from safelight.training.eight_bits import in_eight_bits
from safelight.training.faces.any_size import of_any_size
from workers.imaging.arrays import Picture

_OPSET = 13
_SEED, _ONE_IN, _LONGEST = 9, 4, 480
_STEP = 32
_PRECISE = 5
"""Nodes at the start, three convolutions, that stay in full precision: half of the error is theirs.
"""


def main() -> None:
    """Read and write the files that the arguments name."""
    source, out = (Path(name) for name in sys.argv[1:])
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        network = of_any_size(onnx.load(source))
        onnx.save(onnx.version_converter.convert_version(network, _OPSET), plain)
        in_eight_bits(plain, out, _shown(), _PRECISE)


def _shown() -> Iterator[Picture]:
    pictures = (each for source in from_scikit_image() for each in variants(source, _SEED))
    for number, picture in enumerate(pictures):
        if number % _ONE_IN == _ONE_IN - 1:
            yield _fitting(picture.pixels)


def _fitting(picture: Picture) -> Picture:
    """Return a picture no longer than wanted, and of whole steps of the network."""
    scale = min(1.0, _LONGEST / max(picture.shape[:2]))
    high, wide = (-(-round(side * scale) // _STEP) * _STEP for side in picture.shape[:2])
    small = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


if __name__ == "__main__":
    main()
