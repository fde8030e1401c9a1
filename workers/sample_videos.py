"""Videos for the stages' examples and the demo, drawn here and encoded as a phone does."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from io import BytesIO

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from schemas.media_type import MediaType
from workers.imaging.arrays import Picture
from workers.imaging.video_strip import strip_video
from workers.samples import labelled_photo, portrait

_TICK = Fraction(1, 10)


def labelled_video() -> bytes:
    """Return a second of a plain picture with a name burned in and a disc that moves.

    480 × 640 in MP4, with the place and the owner of the phone in its tags.
    """
    return as_phone_video(_disc_over(labelled_photo(), 10))


def stripped_labelled_video() -> bytes:
    """Return the same as it is when it is stripped."""
    return strip_video(MediaType.MP4, labelled_video()).data


def stripped_portrait_video() -> bytes:
    """Return NASA's portrait moving through the picture for two seconds, stripped."""
    return strip_video(MediaType.MP4, as_phone_video(_passing(portrait(), 20))).data


def as_phone_video(pictures: Iterable[Picture]) -> bytes:
    """Encode ten pictures a second as H.264 in MP4, with tags that tell who filmed and where."""
    out = BytesIO()
    with av.open(out, "w", format="mp4") as container:
        container.metadata["location"] = "+52.5200+013.4050/"
        container.metadata["comment"] = "Jane Doe, left forearm"
        stream = container.add_stream("libx264", options={"preset": "ultrafast", "crf": "16"})
        if not isinstance(stream, VideoStream):
            raise TypeError(stream)
        stream.time_base = stream.codec_context.time_base = _TICK
        stream.codec_context.framerate = 1 / _TICK
        stream.codec_context.thread_count = 1
        for number, picture in enumerate(pictures):
            if number == 0:
                stream.codec_context.height, stream.codec_context.width = picture.shape[:2]
            frame = VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = number, _TICK
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def _disc_over(picture: Picture, count: int) -> Iterator[Picture]:
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    for number in range(count):
        frame = picture.copy()
        frame[(rows - 300) ** 2 + (columns - 300 - 6 * number) ** 2 < 50**2] = (150, 80, 80)
        yield frame


def _passing(picture: Picture, count: int) -> Iterator[Picture]:
    """Move a picture to the right by 4 pixels a frame, over grey."""
    height, width = picture.shape[:2]
    for number in range(count):
        frame = np.full((height, width + 128, 3), 128, dtype=np.uint8)
        frame[:, 4 * number : 4 * number + width] = picture
        yield frame
