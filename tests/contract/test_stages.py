"""What every registered stage must do, on its own examples.

A green run does not prove that the detectors find enough; it proves that each stage keeps to its
contract: pure, deterministic, append-only, and at home in the pool's sandbox.
"""

from collections.abc import Iterator

import pytest

from schemas.findings import RedactionPlan
from schemas.zones import Zone
from workers import registry
from workers.pool import StagePool
from workers.stage import Example, RenditionRole, Stage, StageOutput

CASES = [
    pytest.param(stage, example, id=f"{stage.name}: {example.name}")
    for stage in registry.all_stages()
    for example in stage.examples
]


@pytest.fixture(scope="module")
def pool() -> Iterator[StagePool]:
    """The pool as it is run for real, with one process."""
    pool = StagePool(1, 4 << 30)
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def outputs() -> dict[tuple[str, str], StageOutput]:
    """Outputs of this process, made once per example."""
    return {}


def _output(
    outputs: dict[tuple[str, str], StageOutput], stage: Stage, example: Example
) -> StageOutput:
    key = (stage.name, example.name)
    if key not in outputs:
        outputs[key] = stage.run(example.make())
    return outputs[key]


@pytest.mark.parametrize(("stage", "example"), CASES)
def test_example_comes_out_right(
    stage: Stage, example: Example, outputs: dict[tuple[str, str], StageOutput]
) -> None:
    """Each example says itself what must come out."""
    example.expect(_output(outputs, stage, example))


@pytest.mark.parametrize(("stage", "example"), CASES)
def test_same_input_same_bytes_in_the_sandbox(
    stage: Stage, example: Example, outputs: dict[tuple[str, str], StageOutput], pool: StagePool
) -> None:
    """A repeat in another process gives the same bytes, without files and network."""
    assert pool.run(stage.name, example.make()) == _output(outputs, stage, example)


@pytest.mark.parametrize(("stage", "example"), CASES)
def test_plan_only_grows(
    stage: Stage, example: Example, outputs: dict[tuple[str, str], StageOutput]
) -> None:
    """A finding's index is its number for ever, and only a person lifts."""
    before: RedactionPlan = example.make().plan
    after = _output(outputs, stage, example).plan
    assert after.findings[: len(before.findings)] == before.findings
    assert after.lifted == before.lifted


@pytest.mark.parametrize(("stage", "example"), CASES)
def test_renditions_are_complete(
    stage: Stage, example: Example, outputs: dict[tuple[str, str], StageOutput]
) -> None:
    """One canonical, a display per frame or one video, and a thumbnail only when obscured."""
    output = _output(outputs, stage, example)
    roles = [rendition.role for rendition in output.renditions]
    shown = [r.frame for r in output.renditions if r.role is RenditionRole.DISPLAY]
    assert roles.count(RenditionRole.CANONICAL) == 1
    assert shown == list(range(1 if output.media_type.is_video else output.frames))
    assert roles.count(RenditionRole.THUMBNAIL) == int(stage.gives is Zone.OBSCURED)
    assert (output.canonical.width, output.canonical.height) == (output.width, output.height)


@pytest.mark.parametrize("stage", registry.all_stages(), ids=lambda stage: stage.name)
def test_stage_has_examples_and_a_deadline(stage: Stage) -> None:
    """A stage without an example would pass this suite by being absent from it."""
    assert stage.examples
    assert stage.deadline > 0
