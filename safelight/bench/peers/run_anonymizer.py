"""Runs dicom-anonymizer on a folder, alone in its own environment."""

import sys
import time
from functools import partial
from pathlib import Path

from dicomanonymizer.simpledicomanonymizer import anonymize_dicom_file, initialize_actions
from peer import over


def main() -> None:
    """Clean every file of the first folder into the second, by the profile's latest table."""
    rules = partial(initialize_actions, "dicomfields_2026c")

    def clean(source: Path, target: Path) -> None:
        anonymize_dicom_file(str(source), str(target), base_rules_gen=rules)

    over(clean, time.perf_counter)


if __name__ == "__main__":
    sys.exit(main())
