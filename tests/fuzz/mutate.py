"""How a whole file is bent: in its bits, its bytes, its blocks and its lengths."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from schemas.media_type import MediaType
from tests.fuzz.structure import Part, parts_of

_HOW_MANY = (1, 1, 1, 2, 3, 4)
_MOST_BYTES = 1 << 20
"""Duplicated blocks may not make a file so large that it takes more than milliseconds."""

_INTERESTING = (0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 64, 100, 127, 128, 200, 254, 255)
_LARGE = (0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000,
          0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bent:
    """A bent file, and the names of what was done to it, in order."""

    data: bytes
    mutations: tuple[str, ...]


_Mutation = Callable[[bytearray, list[Part], bytes, Random], None]


def bend(media_type: MediaType, data: bytes, other: bytes, random: Random) -> Bent:
    """Return ``data`` with one to four mutations; ``other`` is a second seed to splice with.

    A PNG's checksums are mended most of the time, because a decoder looks no further than a
    wrong one.
    """
    bent = bytearray(data)
    done: list[str] = []
    for _ in range(random.choice(_HOW_MANY)):
        name, mutation = random.choice(_MUTATIONS)
        mutation(bent, parts_of(media_type, bytes(bent)), other, random)
        done.append(name)
    del bent[_MOST_BYTES:]
    if media_type is MediaType.PNG and random.random() < 0.8:
        _mend_checksums(bent)
        done.append("mended checksums")
    return Bent(bytes(bent), tuple(done))


def _place(data: bytearray, random: Random) -> int:
    """Return an offset; headers and directories, which stand in front, get half of all."""
    end = max(1, len(data))
    return random.randrange(min(end, 512) if random.random() < 0.5 else end)


def _flip_bits(data: bytearray, _parts: list[Part], _other: bytes, random: Random) -> None:
    for _ in range(random.choice((1, 1, 1, 2, 8))):
        if data:
            data[_place(data, random)] ^= 1 << random.randrange(8)


def _set_byte(data: bytearray, _parts: list[Part], _other: bytes, random: Random) -> None:
    if data:
        data[_place(data, random)] = random.choice(_INTERESTING)


def _set_bytes(data: bytearray, _parts: list[Part], _other: bytes, random: Random) -> None:
    at, size = _place(data, random), random.randint(2, 32)
    data[at : at + size] = random.randbytes(min(size, len(data) - at))


def _set_number(data: bytearray, _parts: list[Part], _other: bytes, random: Random) -> None:
    _write(data, _place(data, random), random.choice((2, 4, 8)), random)


def _lie_about_length(data: bytearray, parts: list[Part], other: bytes, random: Random) -> None:
    if not parts:
        _set_number(data, parts, other, random)
        return
    part = random.choice(parts)
    told = int.from_bytes(data[part.number : part.number + part.width], part.order)
    lie = random.choice((told + 1, told - 1, told * 2, told // 2, len(data), *_LARGE))
    value = (lie % (1 << 8 * part.width)).to_bytes(part.width, part.order)
    data[part.number : part.number + part.width] = value


def _write(data: bytearray, at: int, width: int, random: Random) -> None:
    order = random.choice(("big", "little"))
    number = random.choice((*_LARGE, *_INTERESTING)) % (1 << 8 * width)
    value = number.to_bytes(width, "big" if order == "big" else "little")
    data[at : at + width] = value[: max(0, len(data) - at)]


def _cut(data: bytearray, _parts: list[Part], _other: bytes, random: Random) -> None:
    del data[random.randint(0, len(data)) :]


def _block(data: bytearray, parts: list[Part], random: Random) -> tuple[int, int]:
    if parts and random.random() < 0.7:
        part = random.choice(parts)
        return part.start, part.end
    at = _place(data, random)
    return at, min(len(data), at + random.randint(1, 256))


def _drop_block(data: bytearray, parts: list[Part], _other: bytes, random: Random) -> None:
    start, end = _block(data, parts, random)
    del data[start:end]


def _repeat_block(data: bytearray, parts: list[Part], _other: bytes, random: Random) -> None:
    start, end = _block(data, parts, random)
    data[end:end] = data[start:end] * random.choice((1, 1, 2, 20))
    del data[_MOST_BYTES:]


def _move_block(data: bytearray, parts: list[Part], _other: bytes, random: Random) -> None:
    start, end = _block(data, parts, random)
    body = data[start:end]
    del data[start:end]
    at, _ = _block(data, [part for part in parts if part.end <= start], random)
    data[at:at] = body


def _copy_block(data: bytearray, parts: list[Part], _other: bytes, random: Random) -> None:
    start, end = _block(data, parts, random)
    at = _place(data, random)
    data[at : at + end - start] = data[start:end]


def _splice(data: bytearray, _parts: list[Part], other: bytes, random: Random) -> None:
    at = random.randint(0, len(data))
    data[at:] = other[random.randint(0, len(other)) :]


def _graft(data: bytearray, _parts: list[Part], other: bytes, random: Random) -> None:
    start = random.randrange(max(1, len(other)))
    at = _place(data, random)
    data[at:at] = other[start : start + random.randint(1, 512)]


def _mend_checksums(data: bytearray) -> None:
    """Write each PNG chunk's CRC anew (ISO/IEC 15948 section 5.3)."""
    for part in parts_of(MediaType.PNG, bytes(data)):
        body = data[part.start + 4 : part.end - 4]
        if part.end - part.start >= 12:
            data[part.end - 4 : part.end] = zlib.crc32(body).to_bytes(4, "big")


_MUTATIONS: tuple[tuple[str, _Mutation], ...] = (
    *(("bits", _flip_bits),) * 4,
    *(("byte", _set_byte),) * 4,
    *(("number", _set_number),) * 3,
    *(("length", _lie_about_length),) * 5,
    ("bytes", _set_bytes),
    ("cut", _cut),
    ("drop", _drop_block),
    ("repeat", _repeat_block),
    ("move", _move_block),
    ("copy", _copy_block),
    ("splice", _splice),
    ("graft", _graft),
)
"""Small changes stand several times: a file that is broken altogether is refused at once."""
