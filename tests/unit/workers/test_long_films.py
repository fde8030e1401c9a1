"""Films that are worked on in parts: no frame is bare, also where one part ends and another begins.

A green run does not prove that the networks find enough; it proves that what they find in one part
is hidden in the others as well, and that the number of processes changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import FindingKind, RedactionPlan, Region
from schemas.media_type import MediaType
from tests.factories import clips
from tests.factories.conducted import conducted_here, in_memory
from tests.factories.marked_media import with_text
from workers import registry, sample_videos, samples
from workers.imaging.arrays import Frame, Picture
from workers.imaging.clip import Clip
from workers.imaging.parts import LongFilm
from workers.imaging.reel import layout
from workers.imaging.video_medium import open_clip
from workers.pool import StagePool
from workers.stage import RenditionRole, StageInput, StageOutput

pytestmark = pytest.mark.long

NAME = "DOE^JANE 12.03.1984"
RATE, COUNT = 10, 96
Place = tuple[int, int]


def _film(
    face: Callable[[int], Place | None], is_named: Callable[[int], bool]
) -> Iterator[Picture]:
    """Yield frames of a moving disc, with a face and a name where they are wanted."""
    portrait = samples.portrait()[20:200, 130:310]
    height, width = portrait.shape[:2]
    for number, picture in enumerate(clips.moving(COUNT, 480, 320)):
        place = face(number)
        if place is not None:
            left, top = place
            picture[top : top + height, left : left + width] = portrait
        if is_named(number):
            yield with_text(picture, NAME, (24, 20), 26, (255, 255, 255))
        else:
            yield picture


def _through(data: bytes) -> list[StageOutput]:
    """Return what each stage of the chain made, in parts."""
    given = StageInput(MediaType.MP4, data, RedactionPlan(), bytes(32))
    outputs = []
    for stage in registry.chain():
        assert stage.conduct is not None
        steps = stage.conduct(given, in_memory)
        assert steps is not None
        output = conducted_here(steps)
        outputs.append(output)
        given = StageInput(output.media_type, output.canonical.data, output.plan, bytes(32))
    return outputs


def _borders(data: bytes) -> list[int]:
    """Return the first frame of each part but the first, as obscuring cuts a stripped film."""
    found = layout(data)
    assert found is not None
    return [span.start for span in LongFilm(found, open_clip(data).clip).spans()[1:]]


def _name_shows(frame: Frame) -> bool:
    return int(frame[18:54, 18:302].max()) >= 160


def _face_shows(frame: Frame, place: Place) -> bool:
    """Tell whether anything of the middle of the face is to be seen."""
    left, top = place
    return int(frame[top + 70 : top + 130, left + 65 : left + 115].max()) >= 40


def _frames(output: StageOutput) -> list[Frame]:
    frames = list(open_clip(output.canonical.data[:]).read())
    assert len(frames) == COUNT == output.frames
    return frames


def test_a_face_that_crosses_a_border_is_bare_in_no_frame() -> None:
    """It moves through all parts, as one finding."""
    places = [(20 + 2 * number, 120) for number in range(COUNT)]
    stripped, obscured = _through(
        sample_videos.as_phone_video(_film(lambda at: places[at], lambda _: False))
    )
    assert len(_borders(stripped.canonical.data[:])) >= 1
    frames = _frames(obscured)
    assert not any(_face_shows(frame, places[at]) for at, frame in enumerate(frames))
    faces = [one for one in obscured.plan.findings if one.kind is FindingKind.FACE]
    long_ones = [one for one in faces if one.frames and one.frames[1] - one.frames[0] > COUNT // 2]
    assert len(long_ones) == 1
    assert not obscured.residual


@pytest.mark.parametrize("late", [-2, 0])
def test_a_face_that_comes_at_a_border_is_bare_in_no_frame(late: int) -> None:
    """Two frames before the border, which no look saw, and in its first frame."""
    blank = sample_videos.as_phone_video(_film(lambda _: None, lambda _: False))
    border = _borders(_through(blank)[0].canonical.data[:])[0]
    place = (200, 120)
    outputs = _through(
        sample_videos.as_phone_video(
            _film(lambda at: place if at >= border + late else None, lambda _: False)
        )
    )
    frames = _frames(outputs[1])
    assert not any(_face_shows(frame, place) for frame in frames[border + late :])


@pytest.mark.parametrize(
    "shown",
    [range(COUNT - 30, COUNT), range(40, 60)],
    ids=["in the last part", "around a border"],
)
def test_text_that_stands_still_is_hidden_in_all_parts(shown: range) -> None:
    """Burned-in text that identifies is covered in every frame, wherever it was read."""
    outputs = _through(sample_videos.as_phone_video(_film(lambda _: None, lambda at: at in shown)))
    stripped, obscured = outputs
    before = list(open_clip(stripped.canonical.data[:]).read())
    assert all(_name_shows(before[number]) for number in shown)
    assert not any(_name_shows(frame) for frame in _frames(obscured))
    texts = [one for one in obscured.plan.findings if one.kind is FindingKind.TEXT]
    assert any(one.frames is None for one in texts)


def test_what_a_person_drew_and_lifted_holds_in_all_parts() -> None:
    """The plan that is burned into a part is the part's share of it, and no finding's number."""
    stripped, _ = _through(sample_videos.as_phone_video(_film(lambda _: None, lambda _: True)))
    early = samples.drawn(Region(x=300, y=200, w=60, h=60)).model_copy(update={"frames": (0, 9)})
    late = samples.drawn(Region(x=380, y=200, w=60, h=60)).model_copy(
        update={"frames": (COUNT - 20, COUNT - 1)}
    )
    texts = range(len(stripped.plan.findings))
    plan = stripped.plan.with_findings((early, late))
    plan = plan.with_lifted(number for number in texts if plan.findings[number].region)
    given = StageInput(MediaType.MP4, stripped.canonical.data, plan, bytes(32))
    conduct = registry.by_name("burn_revision").conduct
    assert conduct is not None
    steps = conduct(given, in_memory)
    assert steps is not None
    output = conducted_here(steps)
    assert output.plan == plan
    frames = _frames(output)
    assert all(_name_shows(frame) for frame in frames)
    for drawn, spanned in ((early, range(10)), (late, range(COUNT - 20, COUNT))):
        assert drawn.region is not None
        left = drawn.region.x
        hidden = [int(frame[205:255, left + 5 : left + 55].max()) < 40 for frame in frames]
        assert [at for at, is_hidden in enumerate(hidden) if is_hidden] == list(spanned)


def test_a_film_in_parts_is_one_film() -> None:
    """As many frames at the same times, a display and a thumbnail; what is left behind is named."""
    data = sample_videos.as_phone_video(_film(lambda _: None, lambda _: False))
    stripped, obscured = _through(data)
    subjects = {finding.subject for finding in stripped.plan.findings}
    assert {"location", "comment"} <= subjects
    for output in (stripped, obscured):
        clip: Clip = open_clip(output.canonical.data[:]).clip
        assert [clip.seconds(number) for number in range(COUNT)] == [
            pytest.approx(number / RATE) for number in range(COUNT)
        ]
        assert b"Jane Doe" not in output.canonical.data[:]
        roles = [rendition.role for rendition in output.renditions]
        assert roles.count(RenditionRole.DISPLAY) == roles.count(RenditionRole.CANONICAL) == 1
    assert RenditionRole.THUMBNAIL in {rendition.role for rendition in obscured.renditions}


def test_an_odd_size_gets_a_display_of_its_own_in_parts() -> None:
    """Browsers get an even size, in one film as well."""
    kind = clips.Kind(pixel_format="yuv444p")
    pictures = list(clips.moving(25 * 10, 161, 121))
    stripped, obscured = _through(clips.clip(pictures, kind))
    for output in (stripped, obscured):
        display = next(r for r in output.renditions if r.role is RenditionRole.DISPLAY)
        shown = open_clip(display.data[:])
        assert (shown.width, shown.height) == (display.width, display.height)
        assert shown.width % 2 == shown.height % 2 == 0
        assert shown.count == len(pictures) == output.frames
        assert len(list(shown.read())) == len(pictures)


@pytest.fixture(scope="module")
def pools() -> Iterator[Sequence[StagePool]]:
    """A pool of one process, and one of two."""
    pools = [StagePool(size, 4 << 30) for size in (1, 2)]
    yield pools
    for pool in pools:
        pool.close()


def _in_bytes(output: StageOutput) -> StageOutput:
    """Return an output with all its bytes in memory: they are kept elsewhere by each pool."""
    renditions = tuple(replace(one, data=one.data[:]) for one in output.renditions)
    return replace(output, renditions=renditions)


def test_one_process_and_two_give_the_same_bytes(pools: Sequence[StagePool]) -> None:
    """And this one by itself as well."""
    data = sample_videos.as_phone_video(
        _film(lambda at: (20 + 2 * at, 120) if at > 20 else None, lambda at: at > 60)
    )
    here = _through(data)
    for pool in pools:
        given = StageInput(MediaType.MP4, data, RedactionPlan(), bytes(32))
        for stage, wanted in zip(registry.chain(), here, strict=True):
            output = pool.run(stage.name, given)
            assert _in_bytes(output) == _in_bytes(wanted)
            films = [one for one in output.renditions if one.media_type == MediaType.MP4]
            assert films
            assert not any(isinstance(one.data, bytes) for one in films)
            given = StageInput(output.media_type, output.canonical.data, output.plan, bytes(32))


def test_short_films_are_not_cut() -> None:
    """They come out as the stage makes them at once, byte for byte."""
    data = sample_videos.labelled_video()
    given = StageInput(MediaType.MP4, data, RedactionPlan(), bytes(32))
    for stage in registry.chain():
        assert stage.conduct is not None
        steps = stage.conduct(given, in_memory)
        assert steps is not None
        output = conducted_here(steps)
        assert output == stage.run(given)
        given = StageInput(output.media_type, output.canonical.data, output.plan, bytes(32))


def test_a_refusal_is_the_same_in_steps() -> None:
    """Whatever is cut off is told from what is damaged, also where only the length was asked."""
    data = sample_videos.labelled_video()[:3000]
    given = StageInput(MediaType.MP4, data, RedactionPlan(), bytes(32))
    stage = registry.by_name("strip_phi")
    assert stage.conduct is not None
    steps = stage.conduct(given, in_memory)
    assert steps is not None
    with pytest.raises(InputRejectedError) as whole:
        stage.run(given)
    with pytest.raises(InputRejectedError) as in_steps:
        conducted_here(steps)
    assert in_steps.value.code is whole.value.code is FailureCode.TRUNCATED


def test_a_long_film_that_is_damaged_is_refused() -> None:
    """In whichever part it is."""
    data = bytearray(sample_videos.as_phone_video(_film(lambda _: None, lambda _: False)))
    begin = len(data) * 3 // 4
    data[begin : begin + 2000] = np.random.default_rng(1).bytes(2000)
    with pytest.raises(Exception, match="undecodable"):
        _through(bytes(data))
