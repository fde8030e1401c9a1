"""STRIPPED to OBSCURED in parts: search for faces, look again at what was burned, encode."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.findings import Finding, RedactionPlan
from workers.conduct import Batch, Call, Step
from workers.content import Content, Keep
from workers.displays import as_display
from workers.films.encoded import (
    PartRenditions,
    as_canonical,
    as_film_display,
    put_together,
    rendered,
)
from workers.imaging.face.borders import joined
from workers.imaging.face.film import as_findings, tracks_in
from workers.imaging.face.tracker import LINGER_SECONDS, PATIENCE_SECONDS
from workers.imaging.film_part import FilmPart
from workers.imaging.parts import LongFilm, head_of, long_film
from workers.imaging.sampled_sweep import VERIFY, due
from workers.imaging.stretches import Look, over_time
from workers.render import detectors_for, for_kinds_of, judged, looks_again, where
from workers.stage import Rendition, StageInput, StageOutput, Steps

_TAIL_SECONDS = PATIENCE_SECONDS + LINGER_SECONDS
"""For so long a face is followed at the most that nobody sees again."""

_FACES, _VERIFYING, _ENCODING = 0.6, 0.2, 0.2
"""Shares of the whole work, as measured; with no search for faces the others take more."""

Whole = Callable[[StageInput], StageOutput]


@dataclass(frozen=True, slots=True)
class _Film:
    """A film, its bytes, and where it is cut."""

    film: LongFilm
    data: Content
    spans: Sequence[range]

    def part(self, number: int, lead: float = 0.0, tail: float = 0.0) -> FilmPart:
        return self.film.part(self.data, self.spans[number], lead, tail)


def obscuring(given: StageInput, whole: Whole, keep: Keep, *, faces: bool) -> Steps:
    """Return the steps in which a stripped film is obscured, with or without a search for faces.

    ``whole`` is what does it with a short one, at once; ``keep`` is for what is long.
    """
    head = head_of(given.data)
    begin = Call(_opened, (given, whole)) if head is None else Call(long_film, (head,))
    (found,) = yield Batch(1, lambda _: begin)
    if found is None:
        (found,) = yield Batch(1, lambda _: Call(whole, (given,)))
    if isinstance(found, StageOutput):
        return found
    film = _Film(found, given.data, found.spans())
    plan = given.plan
    if faces:
        plan = plan.with_findings((yield from _faces(film)))
    share = 1 if faces else 1 + _FACES / (_VERIFYING + _ENCODING)
    plan, residual = yield from _verified(film, plan, share * _VERIFYING)
    renditions = yield from _encoded(film, plan, keep, share * _ENCODING)
    clip = film.film.clip
    return StageOutput(
        media_type=given.media_type,
        plan=plan,
        renditions=renditions,
        width=clip.width,
        height=clip.height,
        frames=clip.count,
        modality="XC",
        moments=clip.moments,
        residual=residual,
    )


def _opened(given: StageInput, whole: Whole) -> LongFilm | StageOutput:
    """Return what must be known of a long film to cut it; of a short one, its output."""
    return long_film(given.data[:]) or whole(given)


def _faces(film: _Film) -> Generator[Step, list[Any], tuple[Finding, ...]]:
    tracks = yield Batch(
        len(film.spans),
        lambda number: Call(tracks_in, (film.part(number, PATIENCE_SECONDS, _TAIL_SECONDS),)),
        _FACES,
    )
    clip = film.film.clip
    return as_findings(joined(tracks), clip.width, clip.height)


def _verified(
    film: _Film, plan: RedactionPlan, share: float
) -> Generator[Step, list[Any], tuple[RedactionPlan, tuple[Finding, ...]]]:
    """As :func:`workers.render.burn_and_verify` does: look, add what was missed, look again."""
    clip = film.film.clip
    missed = tuple(over_time((yield from _looks(film, plan, None, share / 2)), clip))
    if not missed:
        return plan, ()
    plan = plan.with_findings(missed)
    looks = yield from _looks(film, plan, missed, share / 2)
    return judged(plan, tuple(over_time(looks, clip)))


def _looks(
    film: _Film, plan: RedactionPlan, missed: tuple[Finding, ...] | None, share: float
) -> Generator[Step, list[Any], list[Look]]:
    """Look at all parts, or at those in which something was missed, for such as that."""
    rhythm = VERIFY if missed is None else where(missed)
    moments = due(film.film.clip, rhythm)
    wanted = [number for number in moments if rhythm.wants(number)]
    parts = [
        number for number, span in enumerate(film.spans) if any(moment in span for moment in wanted)
    ]

    def call(number: int) -> Call:
        span = film.spans[parts[number]]
        return Call(_looks_in, (film.part(parts[number]), plan.within(span), missed))

    found = yield Batch(len(parts), call, share)
    seen = {look.frame: look for looks in found for look in looks}
    return [seen.get(number, Look(number, ())) for number in moments]


def _looks_in(
    part: FilmPart, plan: RedactionPlan, missed: tuple[Finding, ...] | None
) -> list[Look]:
    detectors = detectors_for(part)
    if missed is None:
        return looks_again(part, plan, detectors, VERIFY)
    return looks_again(part, plan, for_kinds_of(missed, detectors), where(missed))


def _encoded(
    film: _Film, plan: RedactionPlan, keep: Keep, share: float
) -> Generator[Step, list[Any], tuple[Rendition, ...]]:
    """Burn and encode, and put the parts together: canonical, display and thumbnail."""

    def call(number: int) -> Call:
        return Call(rendered, (film.part(number), plan.within(film.spans[number])))

    def kept(one: PartRenditions) -> PartRenditions:
        return one.kept(keep)

    made: list[PartRenditions] = yield Batch(len(film.spans), call, share, kept)
    clip = film.film.clip
    wholes = [one.whole for one in made]
    displays = [one.display for one in made if one.display is not None]
    thumbnails = [one.thumbnail for one in made if one.thumbnail is not None]
    whole = as_canonical((yield from put_together(wholes)), clip)
    display = as_display(whole)
    if displays:
        display = as_film_display((yield from put_together(displays)), clip)
    return (whole, display, *thumbnails)
