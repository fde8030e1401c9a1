"""Where networks are made: in environments of their own, by scripts of this project."""

import os
from pathlib import Path

WRITING = ("onnx==1.23.2", "onnxruntime==1.32.0", "opencv-python-headless>=5.0")
"""What every script wants that writes a network in eight bits; other versions write other files."""

_PROJECT = Path(__file__).parents[2]


def settings() -> dict[str, str]:
    """Return the environment variables with which another Python finds this project."""
    return {**os.environ, "PYTHONPATH": str(_PROJECT)}
