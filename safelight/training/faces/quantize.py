"""Starts what writes CenterFace in eight bits, in an environment of its own."""

import os
from pathlib import Path

from safelight.bench.peer_environment import environment, run

_PACKAGES = ("onnx==1.23.2", "onnxruntime==1.32.0", "deface==1.5.0", "scikit-image>=0.26",
             "opencv-python-headless>=5.0", "numpy>=2")  # fmt: skip
_PROJECT = Path(__file__).parents[3]


def quantize(uv: Path, out: Path) -> None:
    """Write CenterFace, as the package ``deface`` carries it, in eight bits to an ONNX file.

    Raises:
        subprocess.CalledProcessError: packages could not be installed, or the network not written.

    """
    with environment(uv, *_PACKAGES, version="3.11") as python:
        module = ("-m", "safelight.training.faces.eight_bits")
        run(python, *module, out.absolute(), env={**os.environ, "PYTHONPATH": str(_PROJECT)})
