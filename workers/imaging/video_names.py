"""What a video held besides its pictures: names for a moderator, never what stood there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from av.container import InputContainer
from av.sidedata.sidedata import Type
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from schemas.media_type import MediaType
from workers.imaging.video_containers import container_names
from workers.imaging.video_read import Source, is_attached, side_data

_TRACKS = {"audio": "audio track", "subtitle": "subtitle track", "attachment": "attachment"}

_TAGS = (
    ("location", "location"),
    ("gps", "location"),
    ("xyz", "location"),
    ("make", "device"),
    ("model", "device"),
    ("software", "device"),
    ("android", "device"),
    ("firmware", "device"),
    ("creation_time", "creation time"),
    ("date", "creation time"),
    ("comment", "comment"),
    ("description", "comment"),
    ("title", "title"),
    ("artist", "author"),
    ("author", "author"),
    ("handler_name", "handler name"),
    ("encoder", "encoder"),
    ("timecode", "time code"),
)
_HARMLESS = frozenset(
    ("major_brand", "minor_version", "compatible_brands", "language", "vendor_id", "duration",
     "alpha_mode")
)  # fmt: skip

_MOST_ASKED = 50

_MESSAGES = {
    Type.A53_CC: "closed captions",
    Type.SEI_UNREGISTERED: "encoder messages",
    Type.S12M_TIMECODE: "time code",
    Type.GOP_TIMECODE: "time code",
    Type.ICC_PROFILE: "ICC",
}


@dataclass
class Names:
    """The names of what is left behind; frames add theirs as they are decoded."""

    sounds: tuple[str, ...]
    blocks: tuple[str, ...]
    _seen: set[str] = field(default_factory=set)
    _frames: int = 0

    def see(self, frame: VideoFrame) -> None:
        """Note what a frame carries beside its pixels; asked of the first frames only.

        PyAV's frame and its side data hold each other, so every frame that is asked lives until
        the next garbage collection.
        """
        self._frames += 1
        if self._frames > _MOST_ASKED:
            return
        self._seen.update(_MESSAGES[kind] for kind in side_data(frame) if kind in _MESSAGES)

    def all_blocks(self) -> tuple[str, ...]:
        """Return the names of the container's and the frames' blocks, each once."""
        return tuple(dict.fromkeys((*self.blocks, *sorted(self._seen))))


def sounds(container: InputContainer) -> tuple[str, ...]:
    """Return one name for each audio track: a voice identifies."""
    return tuple(_TRACKS["audio"] for _ in container.streams.audio)


def blocks(media_type: MediaType, data: bytes, source: Source) -> tuple[str, ...]:
    """Return what tracks, tags and boxes there are beside the picture and the sound."""
    container = source.container
    names = [
        *_track_names(container.streams, source.stream),
        *_tag_names(container.metadata),
        *(name for stream in container.streams for name in _tag_names(stream.metadata)),
        *container_names(media_type, data),
    ]
    if container.chapters():
        names.append("chapters")
    return tuple(dict.fromkeys(names))


def _track_names(streams: Iterable[Stream], kept: VideoStream) -> Iterator[str]:
    for stream in streams:
        if stream is kept or stream.type == "audio":
            continue
        if isinstance(stream, VideoStream):
            yield "attached picture" if is_attached(stream) else "further video track"
        else:
            yield _TRACKS.get(stream.type, "data track")


def _tag_names(tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        key = tag.lower()
        if key not in _HARMLESS:
            yield next((name for part, name in _TAGS if part in key), "metadata")
