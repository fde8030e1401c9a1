"""STRIPPED to OBSCURED: finds faces, burns the whole plan, and looks again at what it made."""

import numpy as np

from schemas.events import FacesObscured
from schemas.findings import Finding, FindingKind, RedactionPlan
from schemas.media_type import MediaType
from schemas.zones import Zone
from workers import sample_videos, samples
from workers.content import Keep
from workers.films.obscuring import obscuring
from workers.imaging.face.film import follow_faces
from workers.imaging.face.find import FaceDetector
from workers.imaging.face.identity import grown_until_gone
from workers.imaging.medium import Medium, open_stripped
from workers.imaging.photo import decode_photo
from workers.imaging.video_medium import open_clip
from workers.render import burn_and_verify, detectors_for
from workers.renditions import obscured_output
from workers.stage import Example, Stage, StageInput, StageOutput, Steps


def _run(given: StageInput) -> StageOutput:
    """Add faces to the plan where faces can be, and burn it.

    Raises:
        InputRejectedError: the bytes are not a stripped medium of the type that is named.

    """
    medium = open_stripped(given.media_type, given.data[:], given.plan)
    plan = given.plan
    if medium.shows_people:
        plan = plan.with_findings(_faces(medium, dlib_vote=given.dlib_vote))
    burned = burn_and_verify(medium, plan, detectors_for(medium))
    return obscured_output(given.media_type, burned)


def _conduct(given: StageInput, keep: Keep) -> Steps | None:
    return obscuring(given, _run, keep, faces=True) if given.media_type.is_video else None


def _faces(medium: Medium, *, dlib_vote: bool) -> tuple[Finding, ...]:
    """Return the faces of a still picture, or those of a film by their tracks.

    In films dlib has no vote: many looks are a vote of their own, and it would take most of the
    time.
    """
    if medium.count > 1:
        return follow_faces(medium)
    (frame,) = medium.read()
    picture = medium.show(0, frame)
    return grown_until_gone(picture, FaceDetector(dlib_vote=dlib_vote).find(picture))


def _a_portrait() -> StageInput:
    return samples.given(MediaType.JPEG, samples.as_png(samples.portrait()))


def _expect_no_face(output: StageOutput) -> None:
    assert output.canonical.media_type == MediaType.JPEG
    assert FindingKind.FACE in samples.kinds(output)
    pixels = decode_photo(MediaType.JPEG, output.canonical.data[:]).pixels
    assert np.all(pixels[100:160, 200:250] < 16)
    # Names that are sewn around a patch on her suit may come to light at the second look only.
    assert FindingKind.FACE not in {finding.kind for finding in output.residual}


def _a_labelled_photo() -> StageInput:
    """Return a PNG whose label only verification can find: its plan came empty."""
    return samples.given(MediaType.PNG, samples.as_png(samples.labelled_photo()), RedactionPlan())


def _expect_no_label(output: StageOutput) -> None:
    assert output.canonical.media_type == MediaType.PNG
    assert FindingKind.TEXT in samples.kinds(output)
    pixels = decode_photo(MediaType.PNG, output.canonical.data[:]).pixels
    assert pixels.max() < 200
    assert not output.residual


def _a_portrait_that_moves() -> StageInput:
    return samples.given(MediaType.MP4, sample_videos.stripped_portrait_video())


def _expect_no_face_in_any_frame(output: StageOutput) -> None:
    assert output.frames == 20
    assert FindingKind.FACE in samples.kinds(output)
    assert not output.residual
    for number, frame in enumerate(open_clip(output.canonical.data[:]).read()):
        left = 4 * number
        assert np.all(frame[100:160, 200 + left : 250 + left] < 24)


STAGE = Stage(
    name="obscure_faces",
    version="1",
    order=20,
    needs=Zone.STRIPPED,
    gives=Zone.OBSCURED,
    emits=FacesObscured,
    deadline=1800.0,
    run=_run,
    conduct=_conduct,
    examples=(
        Example("a portrait", _a_portrait, _expect_no_face),
        Example("a label that was missed before", _a_labelled_photo, _expect_no_label),
        Example("a portrait that moves", _a_portrait_that_moves, _expect_no_face_in_any_frame),
    ),
)
