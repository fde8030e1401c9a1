"""The yardstick: the chain's stages called as plain functions in the same kind of pool."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from workers import registry
from workers.pool import StagePool
from workers.stage import StageInput

_KEY = bytes(32)


def pass_chain(pool: StagePool, picture: bytes) -> float:
    """Take one picture through all stages; return the seconds that the stages took."""
    given = StageInput(MediaType.JPEG, picture, RedactionPlan(), _KEY)
    started = time.perf_counter()
    for stage in registry.chain():
        output = pool.run(stage.name, given)
        given = StageInput(output.media_type, output.canonical.data, output.plan, _KEY)
    return time.perf_counter() - started


def pass_all(pool: StagePool, pictures: Sequence[bytes]) -> float:
    """Take pictures through all stages, as many at a time as the pool has processes."""
    started = time.perf_counter()
    with ThreadPoolExecutor(pool.size) as threads:
        for _ in threads.map(lambda picture: pass_chain(pool, picture), pictures):
            pass
    return time.perf_counter() - started
