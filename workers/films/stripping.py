"""RAW to STRIPPED in parts: one process strips the film, others search what it has stripped."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeAlias

from schemas.findings import Finding, RedactionPlan
from schemas.media_type import MediaType
from workers.conduct import Batch, Call, Flow, Step
from workers.content import Keep
from workers.displays import as_display, has_display_form, is_light
from workers.films.encoded import (
    Whole,
    as_canonical,
    as_film_display,
    displayed,
    put_together,
)
from workers.imaging.clip import Clip
from workers.imaging.film_part import FilmPart
from workers.imaging.parts import LongFilm
from workers.imaging.sampled_sweep import SEARCH, Pace, Watcher
from workers.imaging.stretches import Look, over_time
from workers.imaging.text import TextDetector
from workers.imaging.video_strip import StrippedEnd, StrippedPart
from workers.stage import Rendition, StageInput, StageOutput, Steps

_SEARCHING, _DISPLAY = 0.9, 0.1

LeftBehind = Callable[[StrippedEnd], list[Finding]]
_Item: TypeAlias = StageOutput | StrippedPart | StrippedEnd
Items = Callable[[StageInput], Iterator[_Item]]


@dataclass
class _Film:
    """What is known of a film while its parts come."""

    parts: list[StrippedPart] = field(default_factory=list)
    spans: list[range] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def add(self, part: StrippedPart) -> int:
        """Take in the next part, and return its number."""
        times = sorted(pack.time for pack in part.take.reel.packs)
        first = len(self.times)
        self.times.extend(times)
        self.parts.append(part)
        self.spans.append(range(first, len(self.times)))
        return len(self.parts) - 1

    def part(self, number: int) -> FilmPart:
        """Return a part to be looked at. Its clip ends where it does: no more was known then."""
        span = self.spans[number]
        return FilmPart(self.parts[number].take.reel, self._clip(span.stop), span)

    @property
    def whole(self) -> Clip:
        """How all of it moves."""
        return self._clip(len(self.times))

    def _clip(self, end: int) -> Clip:
        part = self.parts[0]
        times = tuple(self.times[:end])
        return Clip(part.width, part.height, times, part.take.tick, part.aspect)


def stripping(given: StageInput, items: Items, left_behind: LeftBehind, keep: Keep) -> Steps:
    """Return the steps in which a video is stripped and searched for text.

    ``items`` strips it: a short one is worked on whole, and its output is the only item; of a long
    one come parts, and an end, of which ``left_behind`` names what was not taken over. ``keep`` is
    for what is long.
    """
    film = _Film()

    def kept(item: _Item) -> _Item:
        return replace(item, take=item.take.kept(keep)) if isinstance(item, StrippedPart) else item

    def then(item: _Item) -> Callable[[], Call] | None:
        if not isinstance(item, StrippedPart):
            return None
        return partial(_search, film, film.add(item))

    source = Call(_fed_items, (replace(given, data=b""), items))
    pairs = yield Flow(source, then, _expected, _SEARCHING, kept, given.data)
    last = pairs[-1][0]
    if isinstance(last, StageOutput):
        return last
    looks: list[Look] = [look for _, found in pairs if found is not None for look in found]
    pairs.clear()
    plan = RedactionPlan(findings=given.plan.findings, lifted=given.plan.lifted)
    clip = film.whole
    plan = plan.with_findings(left_behind(last)).with_findings(over_time(looks, clip))
    made = yield from put_together([part.take for part in film.parts])
    whole = as_canonical(made, clip)
    display = yield from _display(film.spans, clip, made, whole, keep)
    return StageOutput(
        media_type=MediaType.MP4,
        plan=plan,
        renditions=(whole, display),
        width=clip.width,
        height=clip.height,
        frames=clip.count,
        modality="XC",
        moments=clip.moments,
    )


def _fed_items(data: bytes, given: StageInput, items: Items) -> Iterator[_Item]:
    return items(replace(given, data=data))


def _expected(item: _Item) -> int:
    return item.of if isinstance(item, StrippedPart) else 1


def _search(film: _Film, number: int) -> Call:
    part = film.part(number)
    return Call(_looks_in, (part, part.span.stop - 1 if film.parts[number].is_last else -1))


def _looks_in(part: FilmPart, last: int) -> list[Look]:
    """Search a part for text; ``last`` is the number of the film's last frame, if it is in it."""
    return Watcher(part, (TextDetector(),)).along(part.pick(part.span), Pace(SEARCH, last))


def _display(
    spans: Sequence[range], clip: Clip, made: Whole, whole: Rendition, keep: Keep
) -> Generator[Step, list[Any], Rendition]:
    """Return what browsers get: the whole, where it has their form and is light enough."""
    if has_display_form(clip) and is_light(clip, whole.data):
        return as_display(whole)
    long_film = LongFilm(made.layout, clip)

    def call(number: int) -> Call:
        return Call(displayed, (long_film.part(made.data, spans[number]),))

    takes = yield Batch(len(spans), call, _DISPLAY, lambda take: take.kept(keep))
    return as_film_display((yield from put_together(takes)), clip)
