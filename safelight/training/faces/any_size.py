"""Write a network so that it takes pictures of any size, whatever size it was exported with.

Run by ``safelight train faces`` in an environment of its own: ``python any_size.py FILE OUT``.
"""

import sys
from typing import Any

import onnx


def of_any_size(network: Any) -> Any:
    """Return a network that takes one picture, 1 × 3 × H × W, and gives answers of any size."""
    graph = network.graph
    weights = {one.name for one in graph.initializer}
    given = [one for one in graph.input if one.name not in weights]
    del graph.input[:], graph.value_info[:]
    graph.input.extend(given)
    for value in graph.input:
        batch, _, height, width = value.type.tensor_type.shape.dim
        batch.dim_value = 1
        height.dim_param, width.dim_param = "height", "width"
    for value in graph.output:
        value.type.tensor_type.ClearField("shape")
    return network


if __name__ == "__main__":
    onnx.save(of_any_size(onnx.load(sys.argv[1])), sys.argv[2])
