"""Write the network of letters in eight bits, over what was trained.

Run by ``safelight train letters`` in an environment of its own, with the project on its path:
``python eight_bits.py FILE``. It is shown crops that are drawn as those of the training are.
"""

import sys
from itertools import islice
from pathlib import Path

from safelight.training.burned_in.crops import crops
from safelight.training.eight_bits import in_eight_bits

_SEED, _GROUNDS, _CROPS = 99, 12, 160


def main() -> None:
    """Read and write the file that the argument names."""
    file = Path(sys.argv[1])
    drawn = islice(crops(_SEED, _GROUNDS), _CROPS)
    in_eight_bits(file, file, (crop.picture for crop in drawn))


if __name__ == "__main__":
    main()
