"""Networks as ONNX Runtime loads and runs them."""

from functools import cache
from pathlib import Path
from typing import Any


def loaded(path: Path) -> Any:
    """Load a network on one thread: each child of the pool has one core."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def tidying() -> Any:
    """Return the options of a run after which ONNX Runtime keeps nothing of what it took."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
