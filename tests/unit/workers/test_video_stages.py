"""The stages on video: what is burned in is burned into every frame, in memory that stays flat."""

import multiprocessing
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from safelight.deid import deidentify
from schemas.findings import Finding, FindingKind, RedactionPlan, Region
from schemas.media_type import HEAD_BYTES, MediaType, sniff
from tests.factories import clips
from tests.factories import marked_media as media
from workers import registry, sample_videos, samples
from workers.imaging.arrays import Frame
from workers.imaging.video_medium import open_clip
from workers.imaging.video_strip import strip_video
from workers.render import burn_and_verify
from workers.renditions import obscured_output, stripped_output
from workers.stage import RenditionRole, StageInput, StageOutput

NAME = "DOE^JANE 12.03.1984"


def _through(data: bytes) -> list[StageOutput]:
    """Return what each stage of the chain made."""
    media_type = sniff(data[:HEAD_BYTES])
    assert media_type is not None
    given = StageInput(media_type, data, RedactionPlan(), bytes(32))
    outputs = []
    for stage in registry.chain():
        output = stage.run(given)
        outputs.append(output)
        given = StageInput(output.media_type, output.canonical.data, output.plan, bytes(32))
    return outputs


def _brightest(frame: Frame) -> int:
    """Return the brightest value around where the name stands, in white on darker grey."""
    return int(frame[18:54, 18:302].max())


@pytest.mark.parametrize("shown", [range(30), range(12, 20)], ids=["throughout", "in the middle"])
def test_a_burned_in_name_is_covered_in_every_frame(shown: range) -> None:
    """Canonical and display alike, from the first frame to the last."""
    stripped, obscured = _through(clips.clip(clips.labelled(30, NAME, shown)))
    assert FindingKind.TEXT in {finding.kind for finding in stripped.plan.findings}
    before = list(open_clip(stripped.canonical.data[:]).read())
    assert all(_brightest(before[number]) > 200 for number in shown)
    for rendition in obscured.renditions:
        if rendition.media_type == MediaType.MP4:
            frames = list(open_clip(rendition.data[:]).read())
            assert len(frames) == 30
            assert all(_brightest(frame) < 160 for frame in frames)
    assert not obscured.residual


@pytest.mark.parametrize("kind", [clips.MOV, clips.VP9], ids=["MOV", "WebM"])
def test_no_output_holds_what_was_planted(kind: clips.Kind) -> None:
    """Neither stripped nor obscured, in no rendition; and sound is a finding of its own."""
    outputs = _through(clips.marked(kind))
    for output in outputs:
        assert output.media_type is MediaType.MP4
        assert not any(media.has_marker(rendition.data[:]) for rendition in output.renditions)
    assert FindingKind.AUDIO in {finding.kind for finding in outputs[-1].plan.findings}


def test_a_large_video_has_a_small_display() -> None:
    """Browsers get at most 1280 pixels a side, of an even size, and a picture to begin with."""
    kind = clips.Kind("webm", "libvpx-vp9", "yuv420p", clips.VP9.options)
    outputs = _through(clips.clip(clips.moving(4, 1601, 901), kind))
    for output in outputs:
        (display,) = (r for r in output.renditions if r.role is RenditionRole.DISPLAY)
        assert (display.width, display.height) == (1280, 720)
        assert (output.width, output.height) == (1601, 901)
    thumbnail = outputs[-1].renditions[-1]
    assert (thumbnail.role, thumbnail.media_type) == (RenditionRole.THUMBNAIL, MediaType.JPEG)


def test_a_video_that_browsers_can_show_is_encoded_once() -> None:
    """Canonical and display are the same bytes, stripped and obscured."""
    for output in _through(clips.clip(clips.moving(6))):
        (display,) = (r for r in output.renditions if r.role is RenditionRole.DISPLAY)
        assert display.data[:] == output.canonical.data[:]
        assert (display.width, display.height) == (output.width, output.height)


def test_a_heavy_intermediate_gets_a_display_of_its_own() -> None:
    """Noise at a rate factor of 12 takes more bits than a moderator's browser should be sent."""
    rng = np.random.default_rng(0)
    noise = (rng.integers(0, 256, (480, 640, 3)).astype(np.uint8) for _ in range(8))
    medium = open_clip(strip_video(MediaType.MP4, clips.clip(noise)).data)
    output = stripped_output(MediaType.MP4, medium, RedactionPlan())
    (display,) = (r for r in output.renditions if r.role is RenditionRole.DISPLAY)
    assert len(display.data[:]) < len(output.canonical.data[:]) / 2


def test_deid_writes_an_mp4(tmp_path: Path) -> None:
    """The command line's way, in child processes; what is no video is refused beside it."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "IMG_0001 Jane Doe.MOV").write_bytes(clips.marked(clips.MOV))
    (source / "IMG_0002.mp4").write_bytes(clips.clip(clips.moving(20))[:3000])
    good, bad = deidentify([source], tmp_path / "out")
    assert (good["status"], good["media_type"], good["frames"]) == ("ok", "video/mp4", 12)
    assert good["output"].endswith("000001.mp4")
    assert "audio" in {finding["kind"] for finding in good["findings"]}
    assert (bad["status"], bad["code"]) == ("rejected", "truncated")
    written = [path.name for path in (tmp_path / "out").iterdir()]
    assert written == ["000001.mp4"]
    assert not media.has_marker((tmp_path / "out" / "000001.mp4").read_bytes())


LONG, SHORT = 500, 125
FRAME_BYTES = 1280 * 720 * 3


def _peak(count: int) -> int:
    """Return the most bytes that a process of its own ever held for a video of this length.

    Every pass is made, without detectors: what these hold does not depend on the length.
    """
    data = clips.clip(_plain(count))
    medium = open_clip(strip_video(MediaType.MP4, data).data)
    region = Region(x=10, y=10, w=100, h=40)
    mark = Finding(kind=FindingKind.MARK, detector="moderator", version="1", region=region)
    burned = burn_and_verify(medium, RedactionPlan(findings=(mark,)), ())
    assert stripped_output(MediaType.MP4, medium, burned.plan).frames == count
    assert obscured_output(MediaType.MP4, burned).frames == count
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _plain(count: int) -> Iterator[Frame]:
    """Yield frames that differ in a few pixels, quickly made."""
    picture = np.full((720, 1280, 3), 90, dtype=np.uint8)
    for number in range(count):
        left = 2 * number
        picture[300:400, left : left + 60] = 140
        yield picture


@pytest.mark.long
def test_memory_does_not_grow_with_length() -> None:
    """Four times the frames take no more than a twentieth of what their pixels would.

    What grows is the encoders' look ahead, until it is full, and the encoded bytes.
    """
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as processes:
        short, long = processes.map(_peak, (SHORT, LONG))
    assert long - short < (LONG - SHORT) * FRAME_BYTES / 20


def _portrait_passing() -> Iterator[Frame]:
    part = samples.portrait()[20:292, 70:422]
    for number in range(20):
        frame = np.empty((320, 640, 3), np.uint8)
        frame[:] = (96, 112, 104)
        frame[48:, 20 + 8 * number : 372 + 8 * number] = part
        yield frame


def test_where_a_face_was_hidden_no_larger_one_is_seen() -> None:
    """The soft patch that verification looks at is no face as large as the picture."""
    film = strip_video(MediaType.MP4, sample_videos.as_phone_video(_portrait_passing()))
    output = registry.by_name("obscure_faces").run(samples.given(MediaType.MP4, film.data))
    faces = [one for one in output.plan.findings if one.kind is FindingKind.FACE]
    for number in range(output.frames):
        regions = [region for one in faces if (region := one.region_at(number))]
        assert regions
        assert sum(region.w * region.h for region in regions) < 640 * 320 / 3
