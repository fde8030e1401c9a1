"""Names the network interfaces that the process can see."""

from pathlib import Path

from tests.unit.workers.hostile_stages.record import record, said
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    lines = Path("/proc/self/net/dev").read_text().splitlines()[2:]
    return said(given, ",".join(line.split(":")[0].strip() for line in lines))


STAGE = record("interfaces", _run)
