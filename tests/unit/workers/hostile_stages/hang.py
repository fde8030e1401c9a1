"""Never comes back."""

import time

from tests.unit.workers.hostile_stages.record import record
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    while given:
        time.sleep(0.05)
    raise AssertionError


STAGE = record("hang", _run, deadline=1.0)
