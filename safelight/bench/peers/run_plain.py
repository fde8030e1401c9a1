"""Reads and writes the files of a folder with pydicom: the floor that the tools stand on."""

import sys
import time
from pathlib import Path

import pydicom
from peer import over


def main() -> None:
    """Copy every file of the first folder into the second by way of a data set."""

    def clean(source: Path, target: Path) -> None:
        pydicom.dcmread(source).save_as(target)

    over(clean, time.perf_counter)


if __name__ == "__main__":
    sys.exit(main())
