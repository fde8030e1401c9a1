"""What the scanner finds: a stretch of text, what it is, and how sure that is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from schemas.findings import Tier
from schemas.free_text import SpanKind

__all__ = ["CUED", "HINTED", "LISTED", "SURE_SCORE", "Span", "SpanKind", "joined_hints", "merged"]

SURE_SCORE = 0.7
"""From this score on a span is ``SURE``."""


CUED, LISTED, HINTED = 0.9, 0.75, 0.4
"""The scores of words that others announce, that a list names, and that might be a name."""


_WIDEST_GAP = 2
"""More characters than this between two hints keep them apart."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` of a text, ``end`` not included; ``score`` from 0 to 1."""

    start: int
    end: int
    kind: SpanKind
    score: float

    @property
    def tier(self) -> Tier:
        """``SURE`` is marked beforehand for whoever decides, ``CHECK`` only hinted at."""
        return Tier.SURE if self.score >= SURE_SCORE else Tier.CHECK


def merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans in order that do not overlap; what is sure keeps its place before what is not.

    Overlapping spans of one tier become one, of the kind that had the higher score.
    """
    everyone = sorted(spans)
    sure = _joined(span for span in everyone if span.tier is Tier.SURE)
    check = _joined(span for span in everyone if span.tier is Tier.CHECK)
    rest = [part for span in check for part in _without(text, span, sure)]
    return sorted([*sure, *rest])


def joined_hints(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans with neighbouring hints of one kind as one: who looks, looks once."""
    result: list[Span] = []
    for span in spans:
        before = result[-1] if result else None
        if before is not None and _is_one_hint(text, before, span):
            result[-1] = replace(before, end=span.end, score=max(before.score, span.score))
        else:
            result.append(span)
    return result


def _is_one_hint(text: str, one: Span, other: Span) -> bool:
    alike = one.tier is other.tier is Tier.CHECK and one.kind is other.kind
    between = text[one.end : other.start]
    return alike and len(between) <= _WIDEST_GAP and not between.strip(" .,'’/&-")


def _joined(spans: Iterable[Span]) -> list[Span]:
    result: list[Span] = []
    for span in spans:
        if result and span.start < result[-1].end:
            before = result[-1]
            best = max(before, span, key=lambda one: one.score)
            result[-1] = replace(best, start=before.start, end=max(before.end, span.end))
        else:
            result.append(span)
    return result


def _without(text: str, span: Span, taken: Iterable[Span]) -> list[Span]:
    """Return the parts of a span outside others, as far as they hold letters or digits."""
    parts, at = [], span.start
    for other in taken:
        if other.end <= at or other.start >= span.end:
            continue
        parts.append((at, other.start))
        at = other.end
    parts.append((at, span.end))
    trimmed = (_trimmed(text, start, end) for start, end in parts)
    return [replace(span, start=start, end=end) for start, end in trimmed if start < end]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
