"""Takes as many tenths of a second as its input says, then answers."""

import time

from tests.unit.workers.hostile_stages.record import record, said
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    time.sleep(int(given.data) / 10)
    return said(given, "done")


STAGE = record("linger", _run, deadline=300.0)
