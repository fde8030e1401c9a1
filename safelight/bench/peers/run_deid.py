"""Runs deid (pydicom's) on a folder, alone in its own environment."""

import sys
import time
from pathlib import Path

from deid.dicom import get_identifiers, replace_identifiers
from peer import over


def main() -> None:
    """Clean every file of the first folder into the second, by the recipe that deid comes with."""

    def clean(source: Path, target: Path) -> None:
        found = get_identifiers([str(source)])
        made = replace_identifiers(
            dicom_files=[str(source)], ids=found, save=True, output_folder=str(target.parent)
        )
        if not made:
            raise ValueError(source.name)

    over(clean, time.perf_counter)


if __name__ == "__main__":
    sys.exit(main())
