"""Networks in eight bits: nearly the same answers in less than half the time.

Runs where ``onnx`` is installed, which is not wanted anywhere else. Weights keep seven of eight
bits, so that sums do not overflow on processors without instructions for them.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from workers.imaging.arrays import Picture


def in_eight_bits(source: Path, out: Path, shown: Iterable[Picture], precise: int = 0) -> None:
    """Write a network that looks at 1 × 3 × H × W in eight bits; the files may be the same.

    How large its activations become is seen on the pictures ``shown``, H × W × 3. The first
    ``precise`` of its nodes stay as they are.
    """
    with TemporaryDirectory() as folder:
        folded = Path(folder) / "folded.onnx"
        quant_pre_process(source, folded, skip_symbolic_shape=True)
        network = onnx.load(folded)
        for number, node in enumerate(network.graph.node):
            node.name = f"{node.op_type}_{number}"
        onnx.save(network, folded)
        quantize_static(
            folded, out, _Pictures(network.graph.input[0].name, shown), per_channel=True,
            reduce_range=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
            nodes_to_exclude=[node.name for node in network.graph.node[:precise]],
        )  # fmt: skip


class _Pictures(CalibrationDataReader):
    def __init__(self, name: str, shown: Iterable[Picture]) -> None:
        self._given: Iterator[dict[str, NDArray[np.float32]]] = (
            {name: np.ascontiguousarray(one.transpose(2, 0, 1)[np.newaxis], dtype=np.float32)}
            for one in shown
        )

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        """Return the next picture as the network takes it, or nothing."""
        return next(self._given, None)
