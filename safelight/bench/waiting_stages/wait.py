"""Waits 200 ms. For benchmarks, whose bytes are nobody's."""

from safelight.bench.waiting import waiting

SECONDS = 0.2
STAGE = waiting("wait", SECONDS)
