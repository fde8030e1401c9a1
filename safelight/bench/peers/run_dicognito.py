"""Runs dicognito on a folder, alone in its own environment: seconds for each file, as JSON."""

import sys
import time
from pathlib import Path

import pydicom
from dicognito.anonymizer import Anonymizer
from peer import over


def main() -> None:
    """Clean every file of the first folder into the second."""
    anonymizer = Anonymizer(seed="bench")

    def clean(source: Path, target: Path) -> None:
        with pydicom.dcmread(source) as dataset:
            anonymizer.anonymize(dataset)
            dataset.save_as(target)

    over(clean, time.perf_counter)


if __name__ == "__main__":
    sys.exit(main())
