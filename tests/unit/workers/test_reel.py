"""Pieces of H.264: decoded by themselves as within the whole, and joined without encoding anew."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import av
import numpy as np
import pytest

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from tests.factories import clips
from workers.imaging.parts import LongFilm, head_of, long_film, part_count
from workers.imaging.reel import Layout, Reel, Take, joined_head, layout, take_of
from workers.imaging.video_medium import VideoMedium, open_clip
from workers.imaging.video_strip import strip_video
from workers.imaging.video_write import OBSCURED, VideoWriter

UNEVEN = [number + number // 3 + 5 * (number > 40) for number in range(120)]


def _stripped(
    count: int = 120, size: tuple[int, int] = (160, 120), times: list[int] | None = None
) -> bytes:
    kind = clips.H264 if size[0] % 2 == 0 else replace(clips.H264, pixel_format="yuv444p")
    data = clips.clip(clips.moving(count, *size), kind, times=times, aspect=Fraction(4, 3))
    return strip_video(MediaType.MP4, data).data


def _layout(data: bytes) -> Layout:
    found = layout(data)
    assert found is not None
    return found


def _keys(found: Layout) -> list[int]:
    return [number for number, pack in enumerate(found.packs) if pack.is_key]


@pytest.mark.parametrize("times", [None, UNEVEN], ids=["even", "uneven"])
def test_a_piece_is_decoded_as_within_the_whole(times: list[int] | None) -> None:
    """Pixel for pixel, and with the times that frames have in the whole."""
    data = _stripped(times=times)
    whole, found = open_clip(data), _layout(data)
    frames = list(whole.read())
    keys = _keys(found)
    assert len(keys) > 2
    film = LongFilm(found, whole.clip)
    for first, end in zip(keys, [*keys[1:], whole.count], strict=True):
        part = film.part(data, range(first, end))
        for number, frame in part.pick(range(whole.count)):
            assert np.array_equal(frame, frames[number])
        assert [frame.pts for frame in part.reel.frames()] == list(whole.clip.times[first:end])


def test_a_part_has_its_surroundings_when_asked() -> None:
    """At least so many seconds before and behind, as far as the film goes."""
    data = _stripped(200)
    whole, found = open_clip(data), _layout(data)
    film = LongFilm(found, whole.clip)
    keys = _keys(found)
    span = range(keys[1], keys[2])
    numbers = [number for number, _ in film.part(data, span, 1.0, 1.5).with_surroundings()]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert numbers[0] <= span.start - 25
    assert numbers[-1] >= span.stop + 37
    assert len(list(film.part(data, span, 1.0, 1.5).read())) == len(span)


def _takes(medium: VideoMedium, cuts: list[int]) -> list[Take]:
    frames = list(medium.read())
    takes = []
    for first, end in zip([0, *cuts], [*cuts, medium.count], strict=True):
        form = replace(medium.clip.form(medium.width, medium.height), count=end - first)
        writer = VideoWriter(form, OBSCURED)
        for number in range(first, end):
            writer.add_picture(frames[number], medium.clip.times[number] - medium.clip.times[first])
        takes.append(take_of(writer.finish(), medium.clip.times[first] * medium.clip.tick))
    return takes


@pytest.mark.parametrize("size", [(160, 120), (161, 121)], ids=["even size", "odd size"])
@pytest.mark.parametrize("times", [None, UNEVEN], ids=["even", "uneven"])
def test_parts_make_one_film(size: tuple[int, int], times: list[int] | None) -> None:
    """Every frame at its time, in its order, as its part has it; decoded in time for its turn."""
    medium = open_clip(_stripped(size=size, times=times))
    takes = _takes(medium, [33, 34, 90])
    packs = [pack for take in takes for pack in take.reel.packs]
    head = joined_head(takes[0].shell, packs, takes[0].tick)
    whole = b"".join((head, *(take.reel.data[:] for take in takes)))
    made = open_clip(whole)
    assert made.clip == medium.clip
    for before, after in zip(medium.read(), made.read(), strict=True):
        assert float(np.abs(before.astype(int) - after).mean()) < 3
    _require_sound(whole, medium.count)


def _require_sound(data: bytes, count: int) -> None:
    """The index stands before the frames, and tells of rising times that no frame comes behind."""
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(BytesIO(data), "r") as container:
        stream = container.streams.video[0]
        assert stream.frames == count
        packets = [packet for packet in container.demux(stream) if packet.size]
    decoded = [packet.dts for packet in packets if packet.dts is not None]
    assert decoded == sorted(set(decoded))
    assert all(
        packet.pts is not None and packet.dts is not None and packet.pts >= packet.dts
        for packet in packets
    )
    assert all(packet.duration for packet in packets)


def test_one_encoder_and_several_give_the_same_kind_of_file() -> None:
    """Where there is but one part, its file comes out again, but for the bit rates it tells."""
    medium = open_clip(_stripped(50))
    (take,) = _takes(medium, [])
    head = joined_head(take.shell, take.reel.packs, take.tick)
    form = medium.clip.form(medium.width, medium.height)
    writer = VideoWriter(form, OBSCURED)
    for frame, time in zip(medium.read(), medium.clip.times, strict=True):
        writer.add_picture(frame, time)
    assert _without_bit_rates(head + take.reel.data[:]) == _without_bit_rates(writer.finish())


def _without_bit_rates(data: bytes) -> bytes:
    """Return an MP4 without what its BitRateBox says (ISO/IEC 14496-12 section 8.5.2)."""
    before, name, behind = data.partition(b"btrt")
    assert name
    return before + behind[12:]


def test_a_head_tells_all_that_a_cut_needs() -> None:
    """The packets need not be there; what has its index at the end is looked at whole."""
    medium = open_clip(_stripped(300))
    takes = _takes(medium, [110, 160])
    packs = [pack for take in takes for pack in take.reel.packs]
    head = joined_head(takes[0].shell, packs, takes[0].tick)
    whole = b"".join((head, *(take.reel.data[:] for take in takes)))
    short = head_of(whole)
    assert short is not None
    assert len(short.data) < len(head) + 16
    film = long_film(short)
    assert film is not None
    assert film == long_film(whole)
    assert film.layout.packs == tuple(packs)
    assert head_of(_stripped(300)) is None
    assert head_of(b"") is head_of(bytes(100)) is None


def test_what_is_damaged_is_refused() -> None:
    """A piece that lacks a frame is no shorter piece."""
    data = _stripped()
    found, clip = _layout(data), open_clip(data).clip
    part = LongFilm(found, clip).part(data, range(_keys(found)[1]))
    reel = part.reel
    size = reel.packs[0].size
    broken = Reel(reel.settings, reel.data[:size] + bytes(len(reel.data[:]) - size), reel.packs)
    with pytest.raises(InputRejectedError) as caught:
        list(replace(part, reel=broken).read())
    assert caught.value.code is FailureCode.UNDECODABLE


def test_spans_hold_every_frame_once() -> None:
    """Each begins with a key frame; how many there are depends on the length alone."""
    data = _stripped(500)
    clip, found = open_clip(data).clip, _layout(data)
    spans = LongFilm(found, clip).spans()
    assert [number for span in spans for number in span] == list(range(500))
    assert all(found.packs[span.start].is_key for span in spans)
    assert len(spans) == part_count(clip.seconds(499)) == 3


@pytest.mark.parametrize(
    ("seconds", "parts"), [(0, 1), (8.9, 1), (9, 2), (15.2, 3), (40, 7), (600, 100)]
)
def test_short_films_stay_whole(seconds: float, parts: int) -> None:
    """Longer ones are cut every six seconds, about."""
    assert part_count(seconds) == parts


def test_ticks_of_the_file_are_those_of_the_pieces() -> None:
    """FFmpeg halves a coarse tick until it is fine enough; a part begins where it is told to."""
    form = replace(open_clip(_stripped(50)).clip.form(160, 120), tick=Fraction(1, 25), count=0)
    writer = VideoWriter(form, OBSCURED)
    for number, picture in enumerate(clips.moving(10, 160, 120)):
        writer.add_picture(picture, number)
    take = take_of(writer.finish(), Fraction(3))
    assert min(pack.time for pack in take.reel.packs) * take.tick == 3
