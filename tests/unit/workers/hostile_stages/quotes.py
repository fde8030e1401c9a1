"""Raises an exception that quotes the bytes it was given."""

from schemas.events import PhiStripped
from tests.unit.workers.hostile_stages import stage
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    print(given.data[:])
    raise LookupError(given.data[:].decode())


STAGE = stage("quotes", PhiStripped, _run)
