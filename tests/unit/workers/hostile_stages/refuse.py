"""Refuses its input by a code."""

from schemas.failures import FailureCode, InputRejectedError
from tests.unit.workers.hostile_stages.record import record
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    assert given.data
    raise InputRejectedError(FailureCode.ANIMATED)


STAGE = record("refuse", _run)
