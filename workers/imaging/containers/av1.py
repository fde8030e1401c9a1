"""What an AV1 bit stream says about its own size (AV1 Bitstream and Decoding Process, 5.3, 5.5)."""

from collections.abc import Iterator

_SEQUENCE_HEADER = 1
_MAX_OBUS = 1000


def sequence_sizes(stream: bytes) -> Iterator[tuple[int, int]]:
    """Yield the greatest width and height that each sequence header in a stream allows."""
    at = 0
    for _ in range(_MAX_OBUS):
        if at >= len(stream):
            return
        header = stream[at]
        at += 2 if header & 4 else 1
        size = len(stream) - at
        if header & 2:
            size, at = _leb128(stream, at)
        if header >> 3 & 15 == _SEQUENCE_HEADER:
            yield _sequence_size(_Bits(stream[at : at + size]))
        at += size


def _leb128(stream: bytes, at: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and the offset behind it (section 4.10.5)."""
    value = 0
    for place, byte in enumerate(stream[at : at + 8]):
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return value, at + 8


class _Bits:
    """Reads numbers bit by bit; behind the end everything is zero."""

    def __init__(self, data: bytes) -> None:
        self._bits, self._left = int.from_bytes(data, "big"), 8 * len(data)

    def read(self, count: int) -> int:
        self._left -= count
        bits = self._bits >> self._left if self._left >= 0 else 0
        return bits & ((1 << count) - 1)

    def skip_uvlc(self) -> None:
        """Skip a number of variable length (section 4.10.3)."""
        zeros = 0
        while zeros < 32 and not self.read(1):
            zeros += 1
        self.read(zeros)


def _sequence_size(bits: _Bits) -> tuple[int, int]:
    """Return the greatest frame width and height of a sequence header (section 5.5.1)."""
    bits.read(4)  # profile, still picture
    if bits.read(1):
        bits.read(5)
    else:
        _skip_operating_points(bits)
    width_bits, height_bits = bits.read(4) + 1, bits.read(4) + 1
    return bits.read(width_bits) + 1, bits.read(height_bits) + 1


def _skip_operating_points(bits: _Bits) -> None:
    delay_bits = 0
    if bits.read(1):
        bits.read(64)
        if bits.read(1):
            bits.skip_uvlc()
        if bits.read(1):
            delay_bits = bits.read(5) + 1
            bits.read(42)
    has_delays = bits.read(1)
    for _ in range(bits.read(5) + 1):
        bits.read(12)
        if bits.read(5) > 7:
            bits.read(1)
        if delay_bits and bits.read(1):
            bits.read(2 * delay_bits + 1)
        if has_delays and bits.read(1):
            bits.read(4)
