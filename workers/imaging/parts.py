"""Where a long film is cut into parts, and the parts themselves."""

from dataclasses import dataclass
from itertools import pairwise

from workers.imaging.clip import Clip
from workers.imaging.film_part import FilmPart
from workers.imaging.reel import Layout, Reel

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

    def part(self, data: bytes, span: range, lead: float = 0.0, tail: float = 0.0) -> FilmPart:
        """Cut a part out of the film's bytes, with at least so many seconds before and behind."""
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
        reel = Reel(self.layout.settings, data[begin:stop], self.layout.packs[first:end])
        return FilmPart(reel, self.clip, span)

    def _keys(self) -> list[int]:
        return [number for number, pack in enumerate(self.layout.packs) if pack.is_key]
