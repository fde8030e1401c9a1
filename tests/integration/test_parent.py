"""What a process starts ends with it, whenever it is killed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.children import assert_soon, told_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is Linux's")

# A parent that starts one that waits for a mark, says so, and waits for its own end.
PARENT = """
import subprocess, sys, time
from safelight.cluster.parent import ending_with_parent

subprocess.Popen(ending_with_parent("tail", "-f", sys.argv[1]))
print("started", flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("slow", [False, True], ids=["at-once", "before-it-was-asked"])
def test_a_child_ends_with_a_parent_that_is_killed(tmp_path: Path, slow: bool) -> None:
    mark = tmp_path / "mark"
    mark.touch()
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    if slow:
        _slow_setpriv(tmp_path)
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(mark)], stdout=subprocess.PIPE, env=environment
    )
    try:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"started\n"
        # It and its child, whatever that is by now; one that becomes another has no name.
        assert_soon(lambda: len(told_of(mark)) > 1)
    finally:
        parent.kill()
        parent.communicate()
    assert_soon(lambda: not told_of(mark))


def _slow_setpriv(folder: Path) -> None:
    """Put a ``setpriv`` into a folder that takes its time."""
    script = folder / "setpriv"
    script.write_text(f'#!/bin/sh\nsleep 0.5\nexec {shutil.which("setpriv")} "$@"\n')
    script.chmod(0o755)
