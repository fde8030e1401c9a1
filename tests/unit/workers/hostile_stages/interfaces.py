"""Names the network interfaces that its process can see."""

from pathlib import Path

from schemas.events import StageFailed
from tests.unit.workers.hostile_stages import answer, stage
from workers.stage import StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    lines = Path("/proc/self/net/dev").read_text(encoding="ascii").splitlines()[2:]
    return answer(given, ",".join(line.split(":")[0].strip() for line in lines))


STAGE = stage("interfaces", StageFailed, _run)
