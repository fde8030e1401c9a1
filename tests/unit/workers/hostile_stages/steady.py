"""Does some work and answers with its process's number."""

import os

from schemas.events import PlanRevised
from tests.unit.workers.hostile_stages import answer, stage
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    sum(number * number for number in range(300_000))
    return answer(given, str(os.getpid()))


STAGE = stage("steady", PlanRevised, _run)
