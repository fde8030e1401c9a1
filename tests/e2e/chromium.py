"""Finds a Chromium for the browser tests; as a script, installs one where that is allowed."""

import os
import shutil
import subprocess
import sys

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MISSING = """
*******************************************************************************
* No Chromium was found and none could be installed.                          *
* THE BROWSER TESTS ARE LEFT OUT. Install one, or set CHROMIUM=/path/to/it.   *
*******************************************************************************
"""


def find() -> str | None:
    """Return the path of a Chromium: the one that is set, else one on the PATH."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def _install() -> None:
    """Install one with the system's packages; only as root, and only where apt is."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("Installing Chromium for the browser tests", flush=True)
    for command in (("apt-get", "update", "-qq"), ("apt-get", "install", "-y", "-qq", "chromium")):
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Find or install; fail only where leaving something out is a failure."""
    if find() is None:
        _install()
    if find() is not None:
        return 0
    print(_MISSING, file=sys.stderr)
    return 1 if os.environ.get("SAFELIGHT_TEST_REQUIRE_ALL") else 0


if __name__ == "__main__":
    sys.exit(main())
