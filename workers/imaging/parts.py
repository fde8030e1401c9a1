"""Where a long film is cut into parts, and the parts themselves."""

from dataclasses import dataclass
from itertools import pairwise

from schemas.media_type import MediaType
from workers.content import Content, Piece
from workers.imaging.clip import Clip
from workers.imaging.film_part import FilmPart
from workers.imaging.reel import Layout, Reel, layout_of
from workers.imaging.refusal import require_type
from workers.imaging.video_medium import clip_of
from workers.imaging.video_read import open_video

_MOST_BOXES = 16

LONG_SECONDS = 9.0
"""A film of so many seconds is worked on in parts."""

PART_SECONDS = 6.0
"""How long a part is, about: whole looks for text come every two seconds, and at its begin."""


def part_count(seconds: float) -> int:
    """Return in how many parts a film of so many seconds is worked on; 1 for a short one."""
    return 1 if seconds < LONG_SECONDS else max(2, round(seconds / PART_SECONDS))


@dataclass(frozen=True, slots=True)
class LongFilm:
    """What must be known of a stripped film to cut its bytes into parts: no pixels, no bytes."""

    layout: Layout
    clip: Clip

    def spans(self) -> list[range]:
        """Return the numbers of each part's frames: parts begin at key frames."""
        keys = self._keys()
        whole = self.clip.seconds(self.clip.count - 1)
        count = part_count(whole)
        wanted = [whole * number / count for number in range(1, count)]
        cuts = {min(keys, key=lambda key: abs(self.clip.seconds(key) - at)) for at in wanted}
        edges = sorted({0, *cuts, self.clip.count})
        return [range(first, end) for first, end in pairwise(edges)]

    def part(self, data: Content, span: range, lead: float = 0.0, tail: float = 0.0) -> FilmPart:
        """Cut a part out of the film's bytes, with at least so many seconds before and behind.

        They are read when they are asked for, or sent to another process.
        """
        first, end = span.start, span.stop
        keys = self._keys()
        if lead:
            begins = self.clip.seconds(first) - lead
            first = max((key for key in keys if self.clip.seconds(key) <= begins), default=0)
        if tail and end < self.clip.count:
            ends = self.clip.seconds(end) + tail
            later = (key for key in keys if key > end and self.clip.seconds(key) >= ends)
            end = min(later, default=self.clip.count)
        begin, stop = self.layout.piece(first, end)
        packs = self.layout.packs[first:end]
        reel = Reel(self.layout.settings, Piece(data, begin, stop), packs)
        return FilmPart(reel, self.clip, span)

    def _keys(self) -> list[int]:
        return [number for number, pack in enumerate(self.layout.packs) if pack.is_key]


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an MP4 of so many bytes, up to where its packets begin."""

    data: bytes
    size: int


def head_of(data: Content) -> Head | None:
    """Return an MP4's head; ``None`` where it does not tell what follows, but stands behind it.

    Only the sizes and names of its boxes are looked at (ISO/IEC 14496-12 section 4.2).
    """
    place = 0
    names: list[bytes] = []
    while place + 16 <= len(data) and len(names) < _MOST_BOXES:
        size = int.from_bytes(data[place : place + 4], "big")
        names.append(data[place + 4 : place + 8])
        if names[-1] == b"mdat":
            return Head(data[: place + 16], len(data)) if b"moov" in names else None
        if size < 8:
            return None
        place += size
    return None


class _Hollow:
    """A file of which only the head is there; the rest reads as zeros.

    Who asks only where packets lie, and when they are shown, is told by the head.
    """

    def __init__(self, head: Head) -> None:
        self._head = head
        self._at = 0

    def read(self, size: int) -> bytes:
        size = max(0, min(size, self._head.size - self._at))
        known = self._head.data[self._at : self._at + size]
        self._at += size
        return known + bytes(size - len(known))

    def seek(self, place: int, whence: int = 0) -> int:
        self._at = place + (0, self._at, self._head.size)[whence]
        return self._at

    def tell(self) -> int:
        return self._at


def long_film(given: bytes | Head) -> LongFilm | None:
    """Return what must be known of a stripped film to cut it; ``None`` for a short one.

    Raises:
        InputRejectedError: the bytes are no stripped film.

    """
    require_type(given if isinstance(given, bytes) else given.data, MediaType.MP4)
    file = given if isinstance(given, bytes) else _Hollow(given)
    with open_video(MediaType.MP4, file) as source:
        found = layout_of(source)
        if found is None:
            return None
        film = LongFilm(found, clip_of(source, (pack.time for pack in found.packs)))
    return film if len(film.spans()) > 1 else None
