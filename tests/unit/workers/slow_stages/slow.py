"""Takes minutes."""

import time

from schemas.events import UploadReceived
from tests.unit.workers.hostile_stages import answer, stage
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    time.sleep(600)
    return answer(given, "late")


STAGE = stage("slow", UploadReceived, _run, deadline=900.0)
