"""Video that cannot be had whole is refused with a code, before much memory is spent."""

import random
from fractions import Fraction
from io import BytesIO

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from tests.factories import clips
from workers.imaging.medium import open_stripped
from workers.imaging.video_medium import open_clip
from workers.imaging.video_strip import strip_video

COUNT = 30
MP4 = clips.clip(clips.moving(COUNT))
WHOLE = {
    "MP4": (MediaType.MP4, MP4),
    "MP4 with its index first": (MediaType.MP4, strip_video(MediaType.MP4, MP4).data),
    "MOV": (MediaType.MOV, clips.clip(clips.moving(COUNT), clips.MOV)),
    "HEVC": (MediaType.MP4, clips.clip(clips.moving(COUNT), clips.HEVC)),
    "WebM": (MediaType.WEBM, clips.clip(clips.moving(COUNT), clips.VP9)),
}


def _code(media_type: MediaType, data: bytes) -> FailureCode | None:
    try:
        stripped = strip_video(media_type, data)
    except InputRejectedError as error:
        return error.code
    assert open_clip(stripped.data).count == COUNT
    return None


@pytest.mark.parametrize(("media_type", "data"), WHOLE.values(), ids=WHOLE.keys())
@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.99])
def test_a_cut_video_is_never_a_shorter_one(
    media_type: MediaType, data: bytes, share: float
) -> None:
    """Wherever the bytes end, what is missing is said."""
    assert _code(media_type, data[: int(share * len(data))]) is FailureCode.TRUNCATED


@settings(deadline=None, max_examples=400)
@given(name=st.sampled_from(sorted(WHOLE)), seed=st.integers(0, 1 << 20))
def test_damage_never_costs_a_frame_in_silence(name: str, seed: int) -> None:
    """Overwritten pictures are refused, or all frames are there."""
    media_type, data = WHOLE[name]
    chance = random.Random(seed)
    damaged = bytearray(data)
    start, end = _pictures(data)
    at = chance.randrange(start, end - 24)
    damaged[at : at + 24] = chance.randbytes(24)
    assert _code(media_type, bytes(damaged)) in (None, *FailureCode)


@pytest.mark.parametrize("disguise", [0xA7, 0xAB, 0xE7, 0xEC, 0xBF])
def test_a_block_under_another_name_is_missed(disguise: int) -> None:
    """One byte makes a number, a checksum or free space of a picture."""
    media_type, data = WHOLE["WebM"]
    disguised = bytearray(data)
    # The last block: its identifier, a size of two bytes, and the number of its track.
    at = next(at for at in range(len(data) - 4, 0, -1) if data[at] == 0xA3 and data[at + 3] == 0x81)
    disguised[at] = disguise
    assert _code(media_type, bytes(disguised)) is FailureCode.UNDECODABLE


def _pictures(data: bytes) -> tuple[int, int]:
    """Return where the pictures begin and end in a file."""
    if data[4:8] != b"ftyp":
        return data.index(b"\x1f\x43\xb6\x75") + 12, data.rindex(b"\x1c\x53\xbb\x6b")
    start = data.index(b"mdat") + 4
    size = int.from_bytes(data[start - 8 : start - 4], "big")
    return start, start - 8 + size


@settings(deadline=None, max_examples=100)
@given(name=st.sampled_from(sorted(WHOLE)), seed=st.integers(0, 1 << 20))
def test_a_damaged_index_gives_a_video_or_a_code(name: str, seed: int) -> None:
    """An index may say that frames are to be left out, so less may come out; but no crash."""
    media_type, data = WHOLE[name]
    chance = random.Random(seed)
    damaged = bytearray(data)
    at = chance.randrange(32, len(data) - 24)
    damaged[at : at + 24] = chance.randbytes(24)
    try:
        stripped = strip_video(media_type, bytes(damaged))
    except InputRejectedError:
        return
    assert 0 < open_clip(stripped.data).count <= COUNT


@settings(deadline=None, max_examples=400)
@given(media_type=st.sampled_from([MediaType.MP4, MediaType.MOV, MediaType.WEBM]),
       body=st.binary(max_size=400))  # fmt: skip
def test_garbage_has_a_code(media_type: MediaType, body: bytes) -> None:
    """Whatever comes, nothing but a refusal is raised."""
    head = WHOLE["WebM" if media_type is MediaType.WEBM else "MP4"][1][:40]
    with pytest.raises(InputRejectedError):
        strip_video(media_type, head + body)


def test_an_index_that_lies_is_refused() -> None:
    """Sizes of nothing and counts of billions cost neither memory nor frames."""
    table = MP4.index(b"stsz")
    for count in (0xFFFFFFFF, 10_000_000, COUNT + 1):
        lying = bytearray(MP4)
        lying[table + 12 : table + 16] = count.to_bytes(4, "big")
        assert _code(MediaType.MP4, bytes(lying)) in (None, *FailureCode)
    fewer = bytearray(MP4)
    fewer[table + 12 : table + 16] = (COUNT - 1).to_bytes(4, "big")
    assert _code(MediaType.MP4, bytes(fewer)) is FailureCode.UNDECODABLE
    for name in (b"stsz", b"stts", b"stco", b"stsd"):
        gone = MP4.replace(name, b"zzzz")
        assert _code(MediaType.MP4, gone) is not None


def test_an_empty_index_holds_no_picture() -> None:
    """A movie without tracks is no medium."""
    empty = clips.box(b"ftyp", b"isom" + bytes(4)) + clips.box(b"moov", b"")
    assert _code(MediaType.MP4, empty) is not None


def test_more_pixels_than_can_be_processed_are_refused() -> None:
    """Decided on the header, before the decoder asks for memory."""
    wide = clips.clip([np.zeros((4096, 4096, 3), dtype=np.uint8)])
    assert _code(MediaType.MP4, wide) is FailureCode.TOO_MANY_PIXELS


def test_longer_than_can_be_processed_is_refused() -> None:
    """Two frames with hours between them are no clip."""
    data = clips.clip(clips.moving(2), times=[0, 4000], tick=Fraction(1))
    assert _code(MediaType.MP4, data) is FailureCode.TOO_MANY_FRAMES


def test_sound_alone_is_no_picture() -> None:
    """A recording of a voice is not taken in."""
    out = BytesIO()
    with av.open(out, "w", format="mp4") as container:
        sound = container.add_stream("aac", rate=48_000)
        frame = av.AudioFrame.from_ndarray(
            np.zeros((2, 9600), dtype=np.float32), format="fltp", layout="stereo"
        )
        frame.rate, frame.pts = 48_000, 0
        container.mux(sound.encode(frame))
        container.mux(sound.encode(None))
    assert _code(MediaType.MP4, out.getvalue()) is FailureCode.NO_PIXEL_DATA


def test_other_codecs_are_refused() -> None:
    """The list of decoders that bytes from outside reach is short."""
    motion_jpeg = clips.Kind("mov", "mjpeg", "yuvj420p", {})
    data = clips.clip(clips.moving(3), motion_jpeg, colours=(1, 1, 1, 2))
    assert _code(MediaType.MOV, data) is FailureCode.UNSUPPORTED_TRANSFER_SYNTAX


def test_a_stripped_video_is_an_mp4() -> None:
    """What else is handed on as one is refused."""
    for data in (b"", b"nothing", WHOLE["WebM"][1]):
        with pytest.raises(InputRejectedError):
            open_stripped(MediaType.MP4, data, RedactionPlan())


def _recording(grey: int) -> list[tuple[bytes, bytes]]:
    """Return the boxes of two seconds of a fragmented MP4, by their names."""
    out = BytesIO()
    options = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    with av.open(out, "w", format="mp4", container_options=options) as container:
        stream = container.add_stream("libx264", rate=30, options={"g": "30", "bf": "0"})
        stream.width, stream.height, stream.pix_fmt = 128, 96, "yuv420p"
        for _ in range(60):
            picture = np.full((96, 128, 3), grey, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    data, boxes = out.getvalue(), []
    while data:
        size = int.from_bytes(data[:4], "big")
        boxes.append((data[4:8], data[:size]))
        data = data[size:]
    return boxes


def test_two_recordings_behind_each_other_are_refused() -> None:
    """The times of the second begin anew, and a decoder drops frames of such in silence."""
    one, other = _recording(40), _recording(90)
    head = b"".join(box for name, box in one if name in (b"ftyp", b"moov"))
    first, second = (
        b"".join(box for name, box in boxes if name in (b"moof", b"mdat")) for boxes in (one, other)
    )
    assert open_clip(strip_video(MediaType.MP4, head + first).data).count == 60
    assert _code(MediaType.MP4, head + first + second) is FailureCode.UNDECODABLE
