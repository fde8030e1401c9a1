"""STRIPPED to OBSCURED again: burns the plan as a moderator left it, and looks at the result."""

import numpy as np

from schemas.events import PlanRevised, RevisionBurned
from schemas.findings import FindingKind, RedactionPlan, Region
from schemas.media_type import MediaType
from schemas.zones import Zone
from workers import sample_videos, samples
from workers.content import Keep
from workers.films.obscuring import obscuring
from workers.imaging.medium import open_stripped
from workers.imaging.photo import decode_photo
from workers.imaging.video_medium import open_clip
from workers.render import burn_and_verify, detectors_for
from workers.renditions import obscured_output
from workers.stage import Example, Stage, StageInput, StageOutput, Steps


def _run(given: StageInput) -> StageOutput:
    """Burn the plan into the stripped pixels; what a person lifted stays in sight.

    Raises:
        InputRejectedError: the bytes are not a stripped medium of the type that is named.

    """
    medium = open_stripped(given.media_type, given.data[:], given.plan)
    burned = burn_and_verify(medium, given.plan, detectors_for(medium))
    return obscured_output(given.media_type, burned)


def _conduct(given: StageInput, keep: Keep) -> Steps | None:
    return obscuring(given, _run, keep, faces=False) if given.media_type.is_video else None


_TATTOO = Region(x=300, y=200, w=120, h=90)


def _a_drawn_mark() -> StageInput:
    plan = RedactionPlan().with_findings(
        (samples.drawn(samples.LABEL_REGION, FindingKind.TEXT), samples.drawn(_TATTOO))
    )
    plan = plan.with_lifted((0,))
    return samples.given(MediaType.PNG, samples.as_png(samples.labelled_photo()), plan)


def _expect_mark_and_lift(output: StageOutput) -> None:
    pixels = decode_photo(MediaType.PNG, output.canonical.data[:]).pixels
    assert not pixels[200:290, 300:420].any()
    place = samples.LABEL_REGION
    label = pixels[place.y : place.y + place.h, place.x : place.x + place.w]
    assert np.array_equal(label, samples.labelled_photo()[20:50, 20:270])
    assert not output.residual


def _a_mark_in_a_video() -> StageInput:
    plan = RedactionPlan().with_findings(
        (samples.drawn(samples.LABEL_REGION, FindingKind.TEXT), samples.drawn(_TATTOO))
    )
    return samples.given(MediaType.MP4, sample_videos.stripped_labelled_video(), plan)


def _expect_mark_in_every_frame(output: StageOutput) -> None:
    frames = list(open_clip(output.canonical.data[:]).read())
    assert len(frames) == 10
    assert all(frame[204:286, 304:416].max() < 24 for frame in frames)
    assert not output.residual


STAGE = Stage(
    name="burn_revision",
    version="1",
    order=None,
    needs=Zone.STRIPPED,
    gives=Zone.OBSCURED,
    consumes=PlanRevised,
    emits=RevisionBurned,
    deadline=1800.0,
    run=_run,
    conduct=_conduct,
    examples=(
        Example("a drawn mark and a lifted label", _a_drawn_mark, _expect_mark_and_lift),
        Example("a drawn mark in a video", _a_mark_in_a_video, _expect_mark_in_every_frame),
    ),
)
