"""H.264 in pieces: where the frames of an MP4 lie in it, and pieces joined without encoding anew.

An MP4 that :mod:`workers.imaging.video_write` made is a head, which tells where everything lies,
and the packets of its one track, one behind the other. Every key frame in it is an IDR picture, and
nothing that is decoded after one needs anything before it. So packets from one key frame to the
next can be decoded, or put into another file, by themselves; and who joins files needs no more than
their tables to write a head for all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from io import BytesIO
from itertools import accumulate, pairwise
from typing import NamedTuple

import av
from av.codec.context import CodecContext
from av.container import Flags
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from workers.content import Content, Keep
from workers.imaging.refusal import refusing
from workers.imaging.video_read import BOUNDS, Source, open_video
from workers.imaging.video_write import room_for_head

_MUXED = "mp4"
_BOX = 8
_AT_ONCE = Fraction(0)


class Pack(NamedTuple):
    """One packet: its bytes, when its frame is shown in ticks of the film, and what it is."""

    size: int
    time: int
    is_key: bool


@dataclass(frozen=True, slots=True)
class Reel:
    """Consecutive frames of a film, from a key frame on, in the order in which they are decoded.

    ``settings`` are those of the decoder (an AVCDecoderConfigurationRecord, ISO/IEC 14496-15
    section 5.3.3.1); ``data`` is all packets, one behind the other.
    """

    settings: bytes
    data: Content
    packs: tuple[Pack, ...]

    def frames(self) -> Iterator[VideoFrame]:
        """Decode, and yield the frames in the order of their times, which are their ``pts``.

        Raises:
            InputRejectedError: UNDECODABLE.

        """
        context = CodecContext.create("h264", "r")
        if not isinstance(context, VideoCodecContext):
            raise TypeError(context)
        context.extradata = self.settings
        context.thread_count = 1
        context.options = dict(BOUNDS)
        starts = accumulate((pack.size for pack in self.packs), initial=0)
        with refusing():
            for start, pack in zip(starts, self.packs, strict=False):
                packet = Packet(self.data[start : start + pack.size])
                packet.pts = pack.time
                yield from _sound(context.decode(packet))
            yield from _sound(context.decode(None))


def _sound(frames: Sequence[VideoFrame]) -> Iterator[VideoFrame]:
    for frame in frames:
        if frame.is_corrupt:
            raise InputRejectedError(FailureCode.UNDECODABLE)
        yield frame


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the frames of an MP4 lie: ``start`` is the place of the first packet's first byte.

    Times are in ticks of ``tick`` seconds.
    """

    settings: bytes
    start: int
    packs: tuple[Pack, ...]
    tick: Fraction

    def piece(self, first: int, end: int) -> tuple[int, int]:
        """Return where the packets from ``first`` to before ``end`` lie in the file."""
        sizes = [pack.size for pack in self.packs]
        begin = self.start + sum(sizes[:first])
        return begin, begin + sum(sizes[first:end])


def layout(data: bytes, begins: Fraction = _AT_ONCE) -> Layout | None:
    """Return where the frames of an MP4 lie, its first frame being shown at ``begins`` seconds.

    ``None`` where its packets do not lie one behind the other, which is not how we write.

    Raises:
        InputRejectedError: the bytes are no such video.

    """
    with open_video(MediaType.MP4, data) as source:
        return layout_of(source, begins)


def layout_of(source: Source, begins: Fraction = _AT_ONCE) -> Layout | None:
    """Return the same of a video that is open, and has not been read from."""
    places, times, keys = [], [], []
    # What FFmpeg says of a packet depends on its bytes as well, which need not be there.
    key_places = {entry.pos for entry in source.stream.index_entries if entry.is_keyframe}
    with refusing():
        settings = bytes(source.stream.codec_context.extradata or b"")
        tick = source.stream.time_base or Fraction(1)
        for packet in source.container.demux(source.stream):
            if packet.size:
                places.append((packet.pos or 0, packet.size))
                times.append(packet.pts)
                keys.append(packet.pos in key_places)
    is_whole = all(place + size == after for (place, size), (after, _) in pairwise(places))
    known = [time for time in times if time is not None]
    if not places or not is_whole or len(known) != len(places) or not keys[0]:
        return None
    shift = int(begins / tick) - min(known)
    packs = (
        Pack(size, time + shift, key)
        for (_, size), time, key in zip(places, known, keys, strict=True)
    )
    return Layout(settings, places[0][0], tuple(packs), tick)


@dataclass(frozen=True, slots=True)
class Take:
    """A part of a film, encoded by itself: its frames, and the shell of the MP4 that held it alone.

    A shell is a file without its packets: it tells what its track is like. The frames' times are
    those that they have in the film, in ticks of ``tick`` seconds.
    """

    shell: bytes
    reel: Reel
    tick: Fraction

    def kept(self, keep: Keep) -> "Take":
        """Return the same with its frames kept elsewhere."""
        return replace(self, reel=replace(self.reel, data=keep(self.reel.data[:])))


def take_of(mp4: bytes, begins: Fraction) -> Take:
    """Take an MP4 of ours apart, its first frame being shown at ``begins`` seconds of the film."""
    found = layout(mp4, begins)
    if found is None:
        raise ValueError(found)
    end = found.start + _size(found.packs)
    reel = Reel(found.settings, mp4[found.start : end], found.packs)
    # The packets lie in a box, whose size and name (ISO/IEC 14496-12 section 4.2) are before them.
    empty = (_BOX).to_bytes(4, "big") + mp4[found.start - 4 : found.start]
    return Take(mp4[: found.start - _BOX] + empty + mp4[end:], reel, found.tick)


def _size(packs: Sequence[Pack]) -> int:
    return sum(pack.size for pack in packs)


def joined_head(shell: bytes, packs: Sequence[Pack], tick: Fraction) -> bytes:
    """Return the head of an MP4 that holds these packets; the packets' bytes follow it.

    ``shell`` is that of a file whose track is like this one. FFmpeg writes a whole file into a sink
    that keeps only what is not packets, so that the length of a film costs no memory here.
    """
    sink = _Sink(room_for_head(len(packs)))
    with av.open(BytesIO(shell), "r", format="mov") as like:
        options = {"empty_hdlr_name": "1", "moov_size": str(room_for_head(len(packs)))}
        with av.open(sink, "w", format=_MUXED, container_options=options) as out:
            out.flags |= int(Flags.bitexact.value)  # type: ignore[call-overload]
            model = like.streams.video[0]
            stream = out.add_stream_from_template(model)
            stream.time_base = tick
            # The decoder's settings tell it as well, but not every player asks them.
            stream.codec_context.sample_aspect_ratio = model.sample_aspect_ratio
            lengths = _lengths(packs)
            for pack, decoded_at in zip(packs, _decoding_times(packs), strict=True):
                packet = Packet(pack.size)
                packet.pts, packet.dts, packet.time_base = pack.time, decoded_at, tick
                packet.duration = lengths[pack.time]
                packet.is_keyframe = pack.is_key
                packet.stream = stream
                out.mux(packet)
    return sink.head(_size(packs))


def _decoding_times(packs: Sequence[Pack]) -> list[int]:
    """Return when each packet is decoded: the times of all frames in order, a little earlier.

    As much earlier as makes no frame be shown before it is decoded.
    """
    times = sorted(pack.time for pack in packs)
    rank = {time: number for number, time in enumerate(times)}
    delay = max(number - rank[pack.time] for number, pack in enumerate(packs))
    step = max(1, times[1] - times[0]) if len(times) > 1 else 1
    before = [times[0] - step * (delay - number) for number in range(delay)]
    return [*before, *times[: len(times) - delay]]


def _lengths(packs: Sequence[Pack]) -> dict[int, int]:
    """Return how long each frame is shown, by its time; the last as long as the one before it."""
    times = sorted(pack.time for pack in packs)
    lengths = [later - earlier for earlier, later in pairwise(times)]
    return dict(zip(times, [*lengths, *(lengths[-1:] or [1])], strict=True))


class _Sink:
    """A file of which only the beginning is kept."""

    def __init__(self, room: int) -> None:
        self._kept = bytearray(room + 4096)
        self._at = self._end = 0

    def write(self, data: bytes) -> int:
        """Take bytes at the place where it stands."""
        length = len(data)
        kept = min(length, max(0, len(self._kept) - self._at))
        if kept:
            self._kept[self._at : self._at + kept] = bytes(data)[:kept]
        self._at += length
        self._end = max(self._end, self._at)
        return length

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place, as files do."""
        self._at = place + (0, self._at, self._end)[whence]
        return self._at

    def tell(self) -> int:
        """Return where it stands."""
        return self._at

    def head(self, packets: int) -> bytes:
        """Return everything before the packets, which are so many bytes."""
        return bytes(self._kept[: self._end - packets])
