"""Write CenterFace in eight bits: nearly the same answers in less than half the time.

Run by ``safelight train faces`` in an environment of its own, with the project on its path:
``python eight_bits.py FILE OUT``. Weights keep seven of eight bits, so that sums do not overflow on
processors without instructions for them. The first layers stay as they are. How large activations
become is seen on what scikit-image ships, in every fourth of the ways in which the benchmark shows
it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import onnx
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from safelight.bench.faces.sources import from_scikit_image
from safelight.bench.faces.variants import variants
from safelight.training.faces.any_size import of_any_size
from workers.imaging.arrays import Picture

_OPSET = 13
_SEED, _ONE_IN, _LONGEST = 9, 4, 480
_STEP = 32
_PRECISE = 5
"""Nodes at the start, three convolutions, that stay in full precision: half of the error is theirs.
"""


class _Pictures(CalibrationDataReader):
    def __init__(self, name: str) -> None:
        self._given = ({name: _as_input(picture)} for picture in _shown())

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        """Return the next picture as the network takes it, or nothing."""
        return next(self._given, None)


def _shown() -> Iterator[Picture]:
    pictures = (each for source in from_scikit_image() for each in variants(source, _SEED))
    for number, picture in enumerate(pictures):
        if number % _ONE_IN == _ONE_IN - 1:
            yield picture.pixels


def _as_input(picture: Picture) -> NDArray[np.float32]:
    """Return 1 × 3 × H × W, 0 to 255, no longer than wanted and of whole steps."""
    scale = min(1.0, _LONGEST / max(picture.shape[:2]))
    high, wide = (-(-round(side * scale) // _STEP) * _STEP for side in picture.shape[:2])
    small = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(small.transpose(2, 0, 1)[np.newaxis], dtype=np.float32)


def main() -> None:
    """Read and write the files that the arguments name."""
    with TemporaryDirectory() as folder:
        plain, folded = Path(folder) / "plain.onnx", Path(folder) / "folded.onnx"
        network = of_any_size(onnx.load(sys.argv[1]))
        onnx.save(onnx.version_converter.convert_version(network, _OPSET), plain)
        quant_pre_process(plain, folded, skip_symbolic_shape=True)
        quantize_static(
            folded, sys.argv[2], _Pictures(network.graph.input[0].name), per_channel=True,
            reduce_range=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
            nodes_to_exclude=_first(folded),
        )  # fmt: skip


def _first(file: Path) -> list[str]:
    """Name the nodes of a network's file, and return the names of those that stay as they are."""
    network = onnx.load(file)
    for number, node in enumerate(network.graph.node):
        node.name = f"{node.op_type}_{number}"
    onnx.save(network, file)
    return [node.name for node in network.graph.node[:_PRECISE]]


if __name__ == "__main__":
    main()
