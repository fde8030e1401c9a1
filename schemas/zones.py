"""The three zones of a medium, from dark to showable."""

from enum import IntEnum


class Zone(IntEnum):
    """How much identity a medium's bytes may still carry.

    Ordered: a stage may only lead upwards, and only ``OBSCURED`` bytes may leave the console.
    """

    RAW = 0
    STRIPPED = 1
    OBSCURED = 2
