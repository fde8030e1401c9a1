"""What was large and is free is the system's again."""

import platform
import subprocess
import sys

import pytest

_CODE = """
import sys
from workers.allocation import give_back_what_is_large

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

if sys.argv[1] == "given back":
    give_back_what_is_large()
bytearray(24 << 20)
before = resident()
part = bytearray(b"x") * (20 << 20)
# On top of the heap, so that what lies below cannot be cut off.
small = [bytearray(1 << 16) for _ in range(8)]
del part
print(resident() - before)
"""


def _left_behind(how: str) -> int:
    made = subprocess.run(
        [sys.executable, "-c", _CODE, how], capture_output=True, check=True, text=True
    )
    return int(made.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc alone moves its limit")
def test_a_part_that_is_free_leaves_nothing_behind() -> None:
    """As it does where nobody asks for this."""
    assert _left_behind("given back") < 5 << 20
    assert _left_behind("kept") > 15 << 20
