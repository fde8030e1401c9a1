"""A tree of elements, cleaned by a policy, written as Explicit VR Little Endian."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from workers.deidentification import safe_private
from workers.deidentification.characteristics import BANDS
from workers.deidentification.code_items import code_items
from workers.deidentification.dates import moved_together
from workers.deidentification.elements import WITH_RESERVED, Element, Elements, Encoding, read_items
from workers.deidentification.lookup_tables import DESCRIPTORS, table_entries
from workers.deidentification.options import Option
from workers.deidentification.policy import CHARACTER_SET, Action, Policy, Rule
from workers.deidentification.values import (
    TEXTS,
    Context,
    clean,
    dummy,
    encodings_of,
    kept,
    mapped,
    padded,
    swapped,
    text_of,
)

_REMARKABLE = TEXTS - frozenset(b"UI DA TM DT DS IS".split())
"""Texts of which a part may be taken away; identifiers and dates are rewritten in any case."""

_MOVED_TOGETHER = (b"DA", b"TM")
_HEAD, _LONG_HEAD = struct.Struct("<HH2sH").pack, struct.Struct("<HH2sHI").pack
_ITEM_HEAD = struct.Struct("<HHI").pack
_MOST_SHORT, _UNDEFINED = 0xFFFE, 0xFFFFFFFF


def encoded(tag: int, vr: bytes, value: bytes) -> bytes:
    """Return one element as Explicit VR Little Endian (PS3.5 section 7.1.2)."""
    if vr in WITH_RESERVED:
        return _LONG_HEAD(tag >> 16, tag & 0xFFFF, vr, 0, len(value)) + value
    if len(value) > _MOST_SHORT:
        value = b""
    return _HEAD(tag >> 16, tag & 0xFFFF, vr, len(value)) + value


def pixel_head(tag: int, vr: bytes, length: int | None) -> bytes:
    """Return what stands before a pixel element's value; ``None`` for a length in fragments."""
    return _LONG_HEAD(tag >> 16, tag & 0xFFFF, vr, 0, _UNDEFINED if length is None else length)


@dataclass
class Cleaning:
    """The cleaning of one file. ``removed`` collects the names of what was taken away.

    ``encoding`` is the file's; ``pseudonym`` stands for the patient; ``signed`` says how numbers
    of either sign are stored where the file does not.
    """

    policy: Policy
    encoding: Encoding
    pseudonym: bytes
    signed: bool = False
    removed: dict[str, None] = field(default_factory=dict)

    def data_set(self, elements: Elements, context: Context) -> dict[int, bytes]:
        """Return the elements of a data set that may stay, encoded, by tag in ascending order."""
        if CHARACTER_SET in elements:
            context = replace(context, encodings=encodings_of(elements[CHARACTER_SET].value))
        result = code_items(elements, context)
        for tag in elements:
            rule = self.policy.rule(tag)
            if rule.action is Action.SKIP or tag in result:
                continue
            new = None
            if rule.action is not Action.REMOVE:
                new = self._cleaned(elements, tag, rule, context)
            elif tag >> 16 & 1 and Option.RETAIN_SAFE_PRIVATE in context.options:
                new = self._private(elements, tag, context)
            if new is None:
                self.removed[rule.keyword] = None
            else:
                result[tag] = new
        return dict(sorted(result.items()))

    def _cleaned(self, elements: Elements, tag: int, rule: Rule, context: Context) -> bytes | None:
        """Return one element, encoded, or ``None`` where it has to go."""
        element = elements[tag]
        vr = self._representation(element, rule)
        if vr == b"SQ":
            items = self._items(element)
            return encoded(tag, vr, self._sequence(items, rule.action, context))
        value = element.value
        if not vr or isinstance(value, list):
            return None
        old = bytes(value) if self.encoding.little else swapped(vr, bytes(value))
        if not old or rule.action is Action.EMPTY:
            new: bytes | None = b""
        elif tag in DESCRIPTORS:
            vr = b"OW"  # a table of 65,536 entries is too long for a list of numbers
            new = table_entries(elements, tag, old, little=self.encoding.little)
        elif rule.action is Action.CLEAN and vr in _MOVED_TOGETHER:
            new = moved_together(elements, tag, vr, context) or clean(vr, old, context)
        else:
            new = self._rewritten(tag, vr, old, rule.action, context)
        if new is None:
            return None
        if vr in _REMARKABLE and new.rstrip() != old.rstrip(b" \0"):
            self.removed[rule.keyword] = None
        return encoded(tag, vr, new)

    def _representation(self, element: Element, rule: Rule) -> bytes:
        """Return the value representation by the dictionary, empty where the file's is another."""
        vr = element.vr
        if vr in rule.vrs and not (self.encoding.implicit and len(rule.vrs) > 1):
            return vr
        if vr == b"UN" or self.encoding.implicit:
            return b"SS" if self.signed and b"SS" in rule.vrs else rule.vrs[0]
        return rule.vrs[0] if vr in TEXTS and rule.vrs[0] in TEXTS else b""

    def _items(self, element: Element) -> Iterable[Elements]:
        value = element.value
        return value if isinstance(value, list) else read_items(bytes(value), self.encoding)

    def _sequence(self, items: Iterable[Elements], action: Action, context: Context) -> bytes:
        if action is Action.EMPTY:
            return b""
        if action is Action.DUMMY:
            return b"".join(self._dummy_item(one, context) for one in list(items)[:1])
        return b"".join(item(self.data_set(one, context)) for one in items)

    def _dummy_item(self, like: Elements, context: Context) -> bytes:
        """Return an item that has the same attributes and says nothing."""
        result = {}
        for tag in sorted(like):
            rule = self.policy.rule(tag)
            if rule.vrs and rule.vrs[0] not in (b"SQ", b"OB", b"OW"):
                result[tag] = encoded(tag, rule.vrs[0], dummy(rule.vrs[0], context))
        return item(result)

    def _rewritten(
        self, tag: int, vr: bytes, old: bytes, action: Action, context: Context
    ) -> bytes | None:
        match action:
            case Action.DUMMY:
                return dummy(vr, context)
            case Action.PSEUDONYM:
                return self.pseudonym
            case Action.BAND:
                return padded(BANDS[tag](text_of(old, context)).encode())
            case Action.MAP if vr == b"UI":
                return mapped(old, context)
            case Action.KEEP:
                return kept(vr, old, context)
            case _:
                return clean(vr, old, context)

    def _private(self, elements: Elements, tag: int, context: Context) -> bytes | None:
        """Return a private element that is known to be safe, or the reservation of its block."""
        if safe_private.is_reservation(elements, tag):
            return encoded(tag, b"LO", padded(safe_private.creator_of(elements, tag).encode()))
        vr = safe_private.representation(elements, tag)
        value = elements[tag].value
        if vr is None or isinstance(value, list):
            return None
        new = clean(vr, bytes(value), context)
        return None if new is None else encoded(tag, vr, new)


def item(elements: dict[int, bytes]) -> bytes:
    """Return an item of encoded elements (PS3.5 section 7.5)."""
    body = b"".join(elements.values())
    return _ITEM_HEAD(0xFFFE, 0xE000, len(body)) + body
