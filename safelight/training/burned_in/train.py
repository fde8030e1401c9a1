"""Starts the training in an environment of its own: PyTorch is not wanted anywhere else."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from safelight.bench.peer_environment import environment, run
from safelight.training.surroundings import WRITING, settings

STEPS = 10_000
"""Steps of training behind the file that the product carries; so many crops sixteen times over."""

_PACKAGES = (*WRITING, "torch==2.15.0", "pillow>=12", "scikit-learn>=1.7",
             "matplotlib>=3.10", "scikit-image>=0.25")  # fmt: skip


def train(
    uv: Path, out: Path, *, steps: int, seed: int, tell: Callable[[int, float], None]
) -> None:
    """Train the network that tells letters from texture, and write it as ONNX, in eight bits.

    ``tell`` is called after each step with its number and the mean loss so far. The file is
    written every thousand steps, so that what was learned is not lost with the process.

    Raises:
        subprocess.CalledProcessError: packages could not be installed, or the training failed.

    """
    with environment(uv, *_PACKAGES, version="3.11") as python:
        command = (python, "-m", "safelight.training.burned_in.fit", steps, seed, out.absolute())
        with subprocess.Popen(
            [str(word) for word in command], stdout=subprocess.PIPE, text=True,
            env=settings(),
        ) as training:  # fmt: skip
            for line in training.stdout or ():
                step, loss = line.split()
                tell(int(step), float(loss))
        if training.returncode:
            raise subprocess.CalledProcessError(training.returncode, str(python))
        run(python, "-m", "safelight.training.burned_in.eight_bits", out.absolute(), env=settings())
