"""A long medium that is nothing but bytes: as large as it is, so large are its parts together."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial

from schemas.events import RevisionBurned
from tests.unit.workers.hostile_stages import answer, stage
from workers.conduct import Batch, Call, Flow
from workers.content import Content, Joined, Keep
from workers.films.encoded import PartRenditions
from workers.imaging.reel import Reel, Take
from workers.stage import StageInput, StageOutput, Steps

PART_BYTES = 1 << 20


def _run(given: StageInput) -> StageOutput:
    return answer(given, "whole")


def _take(data: bytes) -> Take:
    return Take(b"", Reel(b"", data, ()), Fraction(1))


def _items(data: bytes) -> Iterator[Take]:
    for start in range(0, len(data), PART_BYTES):
        yield _take(data[start : start + PART_BYTES])


def _size(take: Take) -> int:
    return len(take.reel.data)


def _rendered(data: bytes) -> PartRenditions:
    """Turn a part around, and give it back as a display as well."""
    return PartRenditions(_take(data[::-1]), _take(data), None)


def _steps(given: StageInput, keep: Keep) -> Steps:
    count = len(given.data) // PART_BYTES
    pairs = yield Flow(
        Call(_items, ()),
        lambda take: partial(Call, _size, (take,)),
        lambda _: count,
        0.5,
        lambda take: take.kept(keep),
        given.data,
    )
    assert [size for _, size in pairs] == [PART_BYTES] * count
    film: Content = Joined([take.reel.data for take, _ in pairs])

    def call(number: int) -> Call:
        start = number * PART_BYTES
        return Call(_rendered, (film[start : start + PART_BYTES],))

    made = yield Batch(count, call, 0.5, lambda one: one.kept(keep))
    output = answer(given, "long")
    canonical = replace(output.canonical, data=Joined([one.whole.reel.data for one in made]))
    return replace(output, renditions=(canonical,))


def _conduct(given: StageInput, keep: Keep) -> Steps | None:
    return _steps(given, keep)


STAGE = replace(stage("long", RevisionBurned, _run), conduct=_conduct)
