"""Refuses its input, as a real stage does."""

from schemas.events import FacesObscured
from schemas.failures import FailureCode, InputRejectedError
from tests.unit.workers.hostile_stages import stage
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    raise InputRejectedError(FailureCode.ANIMATED)


STAGE = stage("rejects", FacesObscured, _run)
