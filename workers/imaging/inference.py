"""Networks as ONNX Runtime loads and runs them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_LARGE = 400_000
"""Pixels from which the memory that a look took is given back: whole pictures come every two
seconds of a film, hundreds of small places between them."""


_CARRIED = Path(__file__).parent / "networks"


@cache
def carried(name: str) -> Any:
    """Return a network that the project carries, by its file's name; it is loaded once."""
    return loaded(_CARRIED / name)


def loaded(path: Path) -> Any:
    """Load a network on one thread: each child of the pool has one core."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def answers(
    network: Any, given: NDArray[np.float32], names: Sequence[str] | None = None
) -> list[NDArray[np.float32]]:
    """Return what a network answers to one picture, 1 × 3 × H × W: all of it, or what is named."""
    options = _tidying() if given.shape[2] * given.shape[3] >= _LARGE else None
    told: list[NDArray[np.float32]] = network.run(
        names, {network.get_inputs()[0].name: given}, options
    )
    return told


@cache
def _tidying() -> Any:
    """Return the options of a run after which ONNX Runtime keeps nothing of what it took."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
