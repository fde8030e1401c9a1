"""Asks for more memory than there is."""

from schemas.events import UploadReceived
from tests.unit.workers.hostile_stages import answer, stage
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))
        if len(hoard) > 1000:
            return answer(given, "no limit")


STAGE = stage("memory_bomb", UploadReceived, _run)
