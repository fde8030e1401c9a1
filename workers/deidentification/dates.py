"""Dates in a data set, moved together with the times that belong to them."""

from workers.deidentification.elements import Elements
from workers.deidentification.options import Option
from workers.deidentification.temporal import DATE_OF, TIME_OF, shifted_date, shifted_time
from workers.deidentification.values import Context, padded, text_of


def moved_together(elements: Elements, tag: int, vr: bytes, context: Context) -> bytes | None:
    """Return a date moved with its time, or a time with its date.

    ``None`` where the options do not move dates, or where there are not exactly one of both.
    """
    partner = (TIME_OF if vr == b"DA" else DATE_OF).get(tag)
    if partner is None or Option.RETAIN_MODIFIED_DATES not in context.options:
        return None
    own, other = _single(elements, tag, context), _single(elements, partner, context)
    if own is None or other is None:
        return None
    if vr == b"DA":
        return padded(shifted_date(own, other, context.offset).encode())
    return padded(shifted_time(other, own, context.offset).encode())


def _single(elements: Elements, tag: int, context: Context) -> str | None:
    element = elements.get(tag)
    if element is None or not isinstance(element.value, bytes):
        return None
    text = text_of(element.value, context)
    return None if "\\" in text else text
