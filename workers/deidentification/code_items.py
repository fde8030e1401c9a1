"""Coded entries inside a data set: value, scheme and meaning are judged together."""

from workers.deidentification.codes import NO_CODE, NO_MEANING, NO_SCHEME, code_stays
from workers.deidentification.elements import Elements
from workers.deidentification.values import Context, padded, text_of
from workers.free_text.descriptors import cleaned

_VALUE, _SCHEME, _MEANING = 0x00080100, 0x00080102, 0x00080104
_HEADS = {
    _VALUE: b"\x08\x00\x00\x01SH",
    _SCHEME: b"\x08\x00\x02\x01SH",
    _MEANING: b"\x08\x00\x04\x01LO",
}


def code_items(elements: Elements, context: Context) -> dict[int, bytes]:
    """Return the elements of a basic coded entry (PS3.3 section 8.1), encoded, by tag.

    A value that its scheme could not have given out is replaced, and its scheme with it; of the
    meaning stays what may stay of any description. Empty where a data set is no coded entry.
    """
    if _VALUE not in elements:
        return {}
    value, scheme = (_text(elements, tag, context) for tag in (_VALUE, _SCHEME))
    if not code_stays(value, scheme):
        value, scheme = NO_CODE, NO_SCHEME
    texts = {_VALUE: value, _SCHEME: scheme}
    if _MEANING in elements:
        texts[_MEANING] = cleaned(_text(elements, _MEANING, context)) or NO_MEANING
    return {tag: _element(tag, text) for tag, text in texts.items()}


def _element(tag: int, text: str) -> bytes:
    value = padded(text.encode())
    return _HEADS[tag] + len(value).to_bytes(2, "little") + value


def _text(elements: Elements, tag: int, context: Context) -> str:
    element = elements.get(tag)
    if element is None or not isinstance(element.value, bytes):
        return ""
    return text_of(element.value, context)
