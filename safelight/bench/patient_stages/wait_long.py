"""Waits 500 ms. For benchmarks, whose bytes are nobody's."""

from safelight.bench.waiting import waiting

SECONDS = 0.5
STAGE = waiting("wait_long", SECONDS)
