"""Reads address zero, as a hole in a C library may."""

import ctypes

from tests.unit.workers.hostile_stages.record import record
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    ctypes.string_at(0)
    raise AssertionError(given)


STAGE = record("crash", _run)
