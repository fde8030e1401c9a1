"""Video out: H.264 in MP4 that holds pictures, their times, and nothing else.

No track but the pictures, no tags, no dates (they are 0), no name of a program or handler, no
SEI messages. The same frames give the same bytes.
"""

from dataclasses import dataclass
from io import BytesIO

import av
from av.bitstream import BitStreamFilterContext
from av.container import Flags
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from av.video.stream import VideoStream

from workers.imaging.arrays import Picture
from workers.imaging.clip import Form

_BT709, _LIMITED = 1, 1
_SEI = 6
_KEYFRAME_SECONDS = 2
_HEADER_BYTES, _BYTES_PER_FRAME = 8192, 48


@dataclass(frozen=True, slots=True)
class Quality:
    """How hard x264 tries, and how much it may lose (its constant rate factor)."""

    preset: str
    rate_factor: int
    tune: str = ""


STRIPPED = Quality("superfast", 12, "fastdecode")
"""So little is lost that nobody sees it, in a quarter of the bytes that losing nothing takes; and
it is decoded several times."""

OBSCURED = Quality("superfast", 20)
"""The one encode that readers see: as close as veryfast at 18, in half its time."""

DISPLAY = Quality("superfast", 26)


def room_for_head(count: int) -> int:
    """Return how many bytes the index of so many frames takes at the most."""
    return _HEADER_BYTES + _BYTES_PER_FRAME * count


class VideoWriter:
    """Encodes frames as they come."""

    def __init__(self, form: Form, quality: Quality) -> None:
        """Begin a video.

        Where the number of frames is known, room for the index is kept at the start, so that a
        player can begin before the end has come ("fast start").
        """
        self._out = BytesIO()
        self._tick, self._format = form.tick, form.pixel_format
        self._reformatter = VideoReformatter()
        options = {"moov_size": str(room_for_head(form.count))} if form.count else {}
        self._container = av.open(
            self._out, "w", format="mp4", container_options={"empty_hdlr_name": "1", **options}
        )
        self._container.flags |= int(Flags.bitexact.value)  # type: ignore[call-overload]
        self._stream = self._video_track(form, quality)
        self._container.start_encoding()
        self._without_sei = BitStreamFilterContext(
            f"filter_units=remove_types={_SEI}", self._stream
        )

    def _video_track(self, form: Form, quality: Quality) -> VideoStream:
        options = {"preset": quality.preset, "crf": str(quality.rate_factor), "flags": "+bitexact"}
        if quality.tune:
            options["tune"] = quality.tune
        stream = self._container.add_stream("libx264", options=options)
        stream.time_base = form.tick
        context = stream.codec_context
        context.width, context.height, context.pix_fmt = form.width, form.height, self._format
        context.time_base, context.framerate = form.tick, form.rate.limit_denominator(60_000)
        context.sample_aspect_ratio = form.aspect
        context.gop_size = max(1, round(_KEYFRAME_SECONDS * form.rate))
        context.thread_count = 1
        context.color_range = _LIMITED
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        return stream

    def add_picture(self, picture: Picture, time: int) -> None:
        """Add a frame of H × W × 3 RGB, to be shown at ``time`` ticks."""
        frame = VideoFrame.from_ndarray(picture, format="rgb24")
        frame = self._reformatter.reformat(
            frame,
            format=self._format,
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
        )
        self._add(frame, time)

    def add_frame(self, frame: VideoFrame, time: int) -> None:
        """Add the pixels of a frame that has this video's size and format, and nothing else of it.

        A decoded frame carries captions, time codes and messages that an encoder would take over.
        """
        self._add(VideoFrame.from_ndarray(frame.to_ndarray(), format=self._format), time)

    def _add(self, frame: VideoFrame, time: int) -> None:
        frame.pts, frame.time_base = time, self._tick
        self._mux(self._stream.encode(frame))

    def _mux(self, packets: "list[Packet[VideoStream]]") -> None:
        for packet in packets:
            for clean in self._without_sei.filter(packet):
                self._container.mux(clean)

    def finish(self) -> bytes:
        """Return the whole video."""
        self._mux(self._stream.encode(None))
        for clean in self._without_sei.filter(None):
            self._container.mux(clean)
        self._container.close()
        return self._out.getvalue()
