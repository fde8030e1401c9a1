"""Raises what is no Exception and cannot be pickled, as a panic in a Rust library does."""

from schemas.events import StageReplayed
from tests.unit.workers.hostile_stages import stage
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    class PanicException(BaseException):
        pass

    raise PanicException(given.data[:].decode())


STAGE = stage("panics", StageReplayed, _run)
