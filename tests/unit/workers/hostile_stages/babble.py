"""Fails with an exception that quotes its input."""

from tests.unit.workers.hostile_stages.record import record
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    raise ValueError(given.data.decode())


STAGE = record("babble", _run)
