"""Crashes as a C library does."""

import ctypes

from schemas.events import MediumStored
from tests.unit.workers.hostile_stages import stage
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    raise AssertionError(ctypes.string_at(0))


STAGE = stage("segfault", MediumStored, _run)
