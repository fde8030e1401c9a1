"""Environments of their own for the tools that Safelight is measured beside."""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def environment(uv: Path, *packages: str, version: str | None = None) -> Iterator[Path]:
    """Install packages into a folder that is gone afterwards; yield the folder's Python.

    ``version`` is the Python that they need, where they need a certain one.

    Raises:
        subprocess.CalledProcessError: they could not be installed.

    """
    with tempfile.TemporaryDirectory(prefix="safelight-peers-") as folder:
        python = Path(folder) / "bin" / "python"
        wanted = ("--python", version) if version else ()
        run(uv, "venv", "--quiet", *wanted, folder)
        # From elsewhere: what this project overrides must not be left out of its peers.
        run(uv, "--directory", folder, "pip", "install", "--quiet", "--python", python, *packages)
        yield python


def run(*command: Path | str, given: str = "", env: Mapping[str, str] | None = None) -> str:
    """Return what a program prints when it is given a text to read."""
    words = [str(word) for word in command]
    ran = subprocess.run(words, input=given, text=True, check=True, capture_output=True, env=env)
    return ran.stdout
