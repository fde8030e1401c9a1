"""Taking stretches out of texts: the one place where words that identify are cut.

What is cut leaves one mark, whatever and however long it was. The mark has neither letters nor
digits, so that no index can find it, and it is what editors write for an omission.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from schemas.free_text import Stretch, TextField
from schemas.http.submissions import MOST_CHARACTERS
from schemas.refusals import RefusalCode, RefusedError

REMOVED = "[…]"


def redacted(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """Return a text with a mark in the place of each stretch, in whatever order they come.

    Stretches that overlap or touch leave one mark together. They count code points, ``end`` not
    included.

    Raises:
        RefusedError: ``stretch_outside`` when one is empty or not inside the text.

    """
    places = _united(text, stretches)
    edges = [0, *(edge for place in places for edge in place), len(text)]
    kept = [text[start:end] for start, end in pairwise(edges)][::2]
    return REMOVED.join(kept)


def _united(text: str, stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if not 0 <= start < end <= len(text):
            raise RefusedError(RefusalCode.STRETCH_OUTSIDE)
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], max(places[-1][1], end))
        else:
            places.append((start, end))
    return places


def redacted_texts(
    texts: Mapping[TextField, str], removed: Iterable[Stretch]
) -> dict[TextField, str]:
    """Return every free text without what is removed from it.

    Raises:
        RefusedError: ``stretch_outside``.

    """
    stretches = tuple(removed)
    return {
        field: redacted(text, [(s.start, s.end) for s in stretches if s.field is field])
        for field, text in texts.items()
    }


def require_room(texts: Mapping[TextField, str]) -> None:
    """Refuse texts that the library has no room for, since a mark may be longer than a word.

    Raises:
        RefusedError: ``text_too_long``.

    """
    if any(len(text) > MOST_CHARACTERS[field] for field, text in texts.items()):
        raise RefusedError(RefusalCode.TEXT_TOO_LONG)
