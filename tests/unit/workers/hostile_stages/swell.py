"""Wants more memory than there is."""

from tests.unit.workers.hostile_stages.record import record, said
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    hoard = [bytearray(64 << 20) for _ in range(1000)]
    return said(given, str(len(hoard)))


STAGE = record("swell", _run)
