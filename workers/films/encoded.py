"""A film encoded part by part, and the parts put together."""

from collections.abc import Generator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from workers.conduct import Batch, Call, Step
from workers.content import Content, Joined, Keep
from workers.displays import Displays, Film, NoDisplays, Watched, display_form, has_display_form
from workers.imaging.clip import Clip
from workers.imaging.film_part import FilmPart
from workers.imaging.reel import Layout, Pack, Take, joined_head, take_of
from workers.render import burn
from workers.stage import Rendition, RenditionRole


@dataclass(frozen=True, slots=True)
class PartRenditions:
    """What is made of a part of a film.

    ``display`` is its frames for browsers, where those cannot show ``whole``; the film's first part
    has a thumbnail as well.
    """

    whole: Take
    display: Take | None
    thumbnail: Rendition | None

    def kept(self, keep: Keep) -> "PartRenditions":
        """Return the same with all frames kept elsewhere."""
        display = None if self.display is None else self.display.kept(keep)
        return PartRenditions(self.whole.kept(keep), display, self.thumbnail)


def rendered(part: FilmPart, plan: RedactionPlan) -> PartRenditions:
    """Burn a plan into a part's frames, and encode them for all who are to see them."""
    first = part.span.start
    displays: Displays = NoDisplays() if has_display_form(part.clip) else Film(part.clip, part.span)
    watched = Watched(part, displays, first)
    frames = watched(burn(part.read(), plan, part.fill, first))
    whole = take_of(part.obscured(frames).data, _begins(part))
    thumbnail = None if first else watched.thumbnail
    return PartRenditions(whole, _shown(displays, part), thumbnail)


def displayed(part: FilmPart) -> Take:
    """Encode a part's frames as they are, for browsers."""
    displays = Film(part.clip, part.span)
    for number, frame in part.pick(part.span):
        displays.add(number, frame)
    (made,) = displays.finish()
    return take_of(made.data[:], _begins(part))


def _shown(displays: Displays, part: FilmPart) -> Take | None:
    made = displays.finish()
    return take_of(made[0].data[:], _begins(part)) if made else None


def _begins(part: FilmPart) -> Fraction:
    return part.clip.times[part.span.start] * part.clip.tick


@dataclass(frozen=True, slots=True)
class Whole:
    """A film that was put together, and where its frames lie in it."""

    data: Content
    layout: Layout


def put_together(takes: list[Take]) -> Generator[Step, list[Any], Whole]:
    """Have the head of a whole film written, and return it with the frames of its parts.

    The frames stay where they are kept.

    Raises:
        ValueError: parts were encoded with other settings than the first, and one decoder could
            not be told of both.

    """
    first = takes[0]
    if any((take.reel.settings, take.tick) != (first.reel.settings, first.tick) for take in takes):
        raise ValueError(len(takes))
    packs = tuple(pack for take in takes for pack in take.reel.packs)
    (head,) = yield Batch(1, lambda _: Call(_head, (first.shell, packs, first.tick)))
    whole = Joined((head, *(take.reel.data for take in takes)))
    return Whole(whole, Layout(first.reel.settings, len(head), packs, first.tick))


def _head(shell: bytes, packs: tuple[Pack, ...], tick: Fraction) -> bytes:
    return joined_head(shell, packs, tick)


def as_canonical(whole: Whole, clip: Clip) -> Rendition:
    """Return a whole film as its canonical rendition."""
    return _rendition(RenditionRole.CANONICAL, whole.data, clip.width, clip.height)


def as_film_display(whole: Whole, clip: Clip) -> Rendition:
    """Return a film that was encoded for browsers as its display."""
    form = display_form(clip)
    return _rendition(RenditionRole.DISPLAY, whole.data, form.width, form.height)


def _rendition(role: RenditionRole, data: Content, width: int, height: int) -> Rendition:
    return Rendition(role, 0, str(MediaType.MP4), data, width, height)
