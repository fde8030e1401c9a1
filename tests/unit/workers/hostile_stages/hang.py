"""Never comes back."""

import time

from schemas.events import MediumDiscarded
from tests.unit.workers.hostile_stages import stage
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    while given:
        time.sleep(0.05)
    raise AssertionError


STAGE = stage("hang", MediumDiscarded, _run, deadline=1.0)
