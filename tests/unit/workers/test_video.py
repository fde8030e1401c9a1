"""Video in: every container and codec comes out upright, whole, on time, and with nothing else.

A green run does not prove that a codec's every profile is read; it proves that what is read keeps
its frames and loses the rest.
"""

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO

import av
import numpy as np
import pytest

from schemas.media_type import HEAD_BYTES, MediaType, sniff
from tests.factories import clips
from tests.factories import marked_media as media
from workers.imaging.arrays import Frame
from workers.imaging.video_medium import VideoMedium, open_clip
from workers.imaging.video_strip import StrippedVideo, strip_video

KINDS = {
    "H.264 in MP4": clips.H264,
    "H.264 in MOV": clips.MOV,
    "HEVC in MP4": clips.HEVC,
    "HEVC of 10 bit in MOV": clips.HEVC_MOV,
    "VP8 in WebM": clips.VP8,
    "VP9 in WebM": clips.VP9,
    "AV1 in MP4": clips.AV1,
}
COUNT = 24


def _stripped(data: bytes) -> StrippedVideo:
    media_type = sniff(data[:HEAD_BYTES])
    assert media_type is not None
    return strip_video(media_type, data)


def _medium(data: bytes) -> VideoMedium:
    return open_clip(_stripped(data).data)


def _frames(data: bytes) -> list[Frame]:
    return list(_medium(data).read())


def _seconds(medium: VideoMedium) -> list[float]:
    return [round(float(time * medium.clip.tick), 6) for time in medium.clip.times]


def _apart(one: Frame, other: Frame) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_frames_size_and_times_stay(kind: clips.Kind) -> None:
    """Each frame is the one that went in, at the time it had."""
    pictures = list(clips.moving(COUNT))
    medium = _medium(clips.clip(pictures, kind))
    frames = list(medium.read())
    assert (medium.width, medium.height, medium.count) == (320, 240, COUNT)
    assert _seconds(medium) == [number / 25 for number in range(COUNT)]
    for number, frame in enumerate(frames):
        near = [_apart(frame, picture) for picture in pictures]
        assert abs(int(np.argmin(near)) - number) <= 1
        assert near[number] < 6


@pytest.mark.parametrize("kind", [clips.MOV, clips.H264, clips.VP9], ids=["mov", "mp4", "webm"])
def test_nothing_but_pictures_is_taken_over(kind: clips.Kind) -> None:
    """What was planted is in no byte of the result, and what was left behind is named."""
    data = clips.marked(kind)
    assert data.count(media.MARKER.encode()) > 8
    stripped = _stripped(data)
    medium = open_clip(stripped.data)
    for made in (stripped.data, medium.obscured(medium.read()).data):
        assert not media.has_marker(made)
        assert b"2026" not in made
        _assert_holds_only_pictures(made)
    assert stripped.sounds == ("audio track",)
    assert {"location", "device", "comment", "creation time", "chapters", "trailing bytes"} <= {
        *stripped.blocks, "device" if kind is clips.H264 else ""
    }  # fmt: skip
    assert not any(media.MARKER in name for name in stripped.blocks)


def test_tracks_boxes_and_covers_are_named() -> None:
    """A moderator reads what else there was."""
    blocks = set(_stripped(clips.marked(clips.H264)).blocks)
    assert {"subtitle track", "data track", "attached picture", "time code"} <= blocks
    assert {"user data", "private box", "bytes in free space", "handler name"} <= blocks


def _assert_holds_only_pictures(data: bytes) -> None:
    with av.open(BytesIO(data), "r") as container:
        assert [stream.type for stream in container.streams] == ["video"]
        assert not container.chapters()
        tags = {**container.metadata, **container.streams[0].metadata}
        assert set(tags) <= {"major_brand", "minor_version", "compatible_brands", "language"}
        assert not [data for frame in container.decode(video=0) for data in frame.side_data]
    assert b"x264" not in data
    assert b"Lav" not in data


def test_the_index_comes_first() -> None:
    """A player can begin before the end has come."""
    medium = _medium(clips.clip(clips.moving(90)))
    data = medium.obscured(medium.read()).data
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_the_same_video_gives_the_same_bytes() -> None:
    """Nothing of a clock, a program or chance gets in."""
    data = clips.clip(clips.moving(10))
    assert _stripped(data) == _stripped(data)


@pytest.mark.parametrize("tick", [Fraction(1, 1000), Fraction(1001, 30_000), Fraction(1, 600)])
def test_uneven_times_stay(tick: Fraction) -> None:
    """Phones film with as many frames as the light allows."""
    times = [int(time) for time in np.cumsum([1, 33, 34, 67, 20, 33, 150, 33])]
    medium = _medium(clips.clip(clips.moving(8), times=times, tick=tick))
    burned = open_clip(medium.obscured(medium.read()).data)
    wanted = [round(float((time - times[0]) * tick), 6) for time in times]
    assert _seconds(medium) == wanted
    assert _seconds(burned) == wanted


def test_a_recorder_s_clock_is_not_taken_over() -> None:
    """Some recorders count from the time of day; the first frame is at 0 here."""
    day = 14 * 3600 * 1000
    medium = _medium(clips.clip(clips.moving(3), clips.VP9, times=[day, day + 40, day + 80],
                                tick=Fraction(1, 1000)))  # fmt: skip
    assert _seconds(medium) == [0, 0.04, 0.08]


ONE = 1 << 16
TURNS = {
    "as it is": ((ONE, 0, 0, ONE), ("red", "green", "blue", "white")),
    "mirrored": ((-ONE, 0, 0, ONE), ("green", "red", "white", "blue")),
    "upside down": ((-ONE, 0, 0, -ONE), ("blue", "white", "red", "green")),
    "upside down, mirrored": ((ONE, 0, 0, -ONE), ("white", "blue", "green", "red")),
    "clockwise": ((0, ONE, -ONE, 0), ("white", "red", "green", "blue")),
    "anticlockwise": ((0, -ONE, ONE, 0), ("green", "blue", "white", "red")),
    "along the diagonal": ((0, ONE, ONE, 0), ("red", "white", "blue", "green")),
    "along the other": ((0, -ONE, -ONE, 0), ("blue", "green", "red", "white")),
}
COLOURS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}


@pytest.mark.parametrize(("matrix", "wanted"), TURNS.values(), ids=TURNS.keys())
def test_the_display_matrix_is_applied(
    matrix: tuple[int, int, int, int], wanted: Sequence[str]
) -> None:
    """Quarters come out where a player would show them, clockwise from the top left."""
    a, b, c, d = matrix
    data = clips.clip([media.quarters()] * 3, matrix=(a, b, 0, c, d, 0, 0, 0, 1 << 30))
    medium = _medium(data)
    frame = next(medium.read())
    width, height = (48, 64) if a == 0 else (64, 48)
    assert (medium.width, medium.height) == (width, height)
    places = ((height // 4, width // 4), (height // 4, 3 * width // 4),
              (3 * height // 4, 3 * width // 4), (3 * height // 4, width // 4))  # fmt: skip
    for (row, column), name in zip(places, wanted, strict=True):
        assert np.abs(frame[row, column].astype(int) - COLOURS[name]).max() < 24


@pytest.mark.parametrize("size", [(161, 121), (160, 121), (161, 120)])
def test_odd_sizes_stay(size: tuple[int, int]) -> None:
    """No line is cut off and none is added."""
    kind = clips.Kind("webm", "libvpx-vp9", "yuv420p", clips.VP9.options)
    medium = _medium(clips.clip(clips.moving(5, *size), kind))
    burned = open_clip(medium.obscured(medium.read()).data)
    for made in (medium, burned):
        assert (made.width, made.height, made.count) == (*size, 5)


def test_long_pixels_stay_long() -> None:
    """A capture card's pixels are not square; turned, they are long the other way."""
    aspect = Fraction(16, 11)
    quarter = (0, ONE, 0, -ONE, 0, 0, 0, 0, 1 << 30)
    assert _medium(clips.clip(clips.moving(3), aspect=aspect)).clip.aspect == aspect
    turned = clips.clip(clips.moving(3), aspect=aspect, matrix=quarter)
    assert _medium(turned).clip.aspect == 1 / aspect


def test_combs_are_gone_and_no_frame_is() -> None:
    """Two half pictures of different times in one frame show combs; each frame stays one."""
    options = {
        "preset": "ultrafast",
        "crf": "5",
        "flags": "+ildct+ilme",
        "x264-params": "interlaced=1",
    }
    pictures = list(clips.moving(40))
    woven = []
    for early, late in zip(pictures[::4], pictures[2::4], strict=True):
        both = early.copy()
        both[1::2] = late[1::2]
        woven.append(both)
    frames = _frames(clips.clip(woven, clips.Kind(options=options)))
    assert len(frames) == len(woven)
    for frame, combed in zip(frames, woven, strict=True):
        assert _combs(frame) < _combs(combed) / 3


def _combs(frame: Frame) -> float:
    """Return how many pixels differ clearly from those above and below."""
    lines = frame.astype(int)
    return float((np.abs(2 * lines[1:-1] - lines[:-2] - lines[2:]) > 60).mean())


@pytest.mark.parametrize(
    ("transfer", "primaries"), [(16, 9), (18, 9), (14, 9)], ids=["PQ", "HLG", "SDR"]
)
def test_wide_colour_becomes_plain(transfer: int, primaries: int) -> None:
    """A ramp of greys stays grey and rises, from black to near white."""
    ramp = np.repeat(np.linspace(0, 255, 320)[np.newaxis, :, np.newaxis], 64, axis=0)
    picture = np.repeat(ramp, 3, axis=2).astype(np.uint8)
    data = clips.clip([picture] * 3, clips.HEVC_MOV, colours=(9, transfer, primaries, 1))
    line = next(_medium(data).read())[32, 4:-4].astype(int)
    assert np.ptp(line, axis=1).max() <= 6
    assert (np.diff(line[:, 1]) >= -3).all()
    assert line[0, 1] < 12
    assert line[-1, 1] > 225


def test_bt601_becomes_bt709() -> None:
    """Old video's colours come out as they were seen."""
    data = clips.clip([media.quarters()] * 3, colours=(6, 6, 6, 1))
    frame = next(_medium(data).read())
    assert np.abs(frame[12, 16].astype(int) - (255, 0, 0)).max() < 16
    assert np.abs(frame[12, 48].astype(int) - (0, 255, 0)).max() < 16


def test_a_medium_is_read_as_often_as_need_be() -> None:
    """Every pass decodes anew and sees the same."""
    medium = _medium(clips.clip(clips.moving(6)))
    once, again = list(medium.read()), list(medium.read())
    assert all(np.array_equal(one, other) for one, other in zip(once, again, strict=True))


def test_one_frame_is_a_video_too() -> None:
    """A clip may be as short as that."""
    assert _medium(clips.clip(clips.moving(1))).count == 1


def test_webm_and_quicktime_are_known_by_their_bytes() -> None:
    """Matroska, which may hold anything, is none of the kinds that are taken in."""
    assert sniff(clips.clip(clips.moving(1), clips.VP9)[:HEAD_BYTES]) is MediaType.WEBM
    assert sniff(clips.clip(clips.moving(1), clips.MOV)[:HEAD_BYTES]) is MediaType.MOV
    matroska = clips.Kind("matroska", "libvpx-vp9", "yuv420p", clips.VP9.options)
    assert sniff(clips.clip(clips.moving(1), matroska)[:HEAD_BYTES]) is None
