"""Hiding places in and around pixels: each function takes a marker's text and returns a file."""

import struct
from io import BytesIO

import numpy as np
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import MPEG4HP41, UID, JPEGBaseline8Bit

from safelight.bench.planted.base import SIDE, base, written
from safelight.bench.planted.raw_elements import raw


def behind(text: str) -> bytes:
    """Bytes behind the pixels."""
    return written(base(), behind=text.encode())


def padding(text: str) -> bytes:
    """Data Set Trailing Padding."""
    value = text.encode().ljust(64)
    return written(base(), behind=struct.pack("<HH2sHI", 0xFFFC, 0xFFFC, b"OB", 0, 64) + value)


def signature(text: str) -> bytes:
    """A digital signature behind the pixels."""
    head = struct.pack("<HH2sHI", 0xFFFA, 0xFFFA, b"SQ", 0, 0xFFFFFFFF)
    item = raw(0x04000100, b"UI", text.encode())
    body = struct.pack("<HHI", 0xFFFE, 0xE000, len(item)) + item
    return written(base(), behind=head + body + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0))


def overlay(text: str) -> bytes:
    """An overlay's data, label and comments."""
    dataset = base()
    for group in (0x6000, 0x601E):
        dataset.add_new(group << 16 | 0x0010, "US", SIDE)
        dataset.add_new(group << 16 | 0x0022, "LO", text)
        dataset.add_new(group << 16 | 0x3000, "OW", text.encode().ljust(32, b"\0")[:32])
        dataset.add_new(group << 16 | 0x4000, "LT", text)
    return written(dataset)


def spare_bits(text: str) -> bytes:
    """An overlay in the bits above the stored ones."""
    dataset = base()
    pixels = np.frombuffer(dataset.PixelData, "<u2").copy()
    letters = np.frombuffer(text.encode().ljust(pixels.size, b"\0")[: pixels.size], "u1")
    pixels |= (letters.astype("<u2") & 0x0F) << 12
    dataset.add_new(0x60000102, "US", 12)
    dataset.add_new(0x60001500, "LO", text)
    dataset.PixelData = pixels.tobytes()
    return written(dataset)


def curve(text: str) -> bytes:
    """A curve with its data and labels."""
    dataset = base()
    dataset.add_new(0x50000030, "SH", text)
    dataset.add_new(0x50003000, "OW", text.encode().ljust(64, b"\0"))
    return written(dataset)


def audio(text: str) -> bytes:
    """Audio in a curve's group."""
    dataset = base()
    dataset.add_new(0x5000200C, "OB", text.encode().ljust(64, b"\0"))
    dataset.add_new(0x5000200E, "LT", text)
    return written(dataset)


def icon(text: str) -> bytes:
    """An icon image."""
    icon = Dataset()
    icon.add_new("PixelData", "OB", text.encode().ljust(64, b"\0"))
    dataset = base()
    dataset.IconImageSequence = Sequence([icon])
    return written(dataset)


def nested_pixels(text: str) -> bytes:
    """Pixel Data inside a sequence that is kept."""
    item = Dataset()
    item.add_new("PixelData", "OB", text.encode().ljust(64, b"\0"))
    dataset = base()
    dataset.AnatomicRegionSequence = Sequence([item])
    return written(dataset)


def jpeg_segments(text: str) -> bytes:
    """APPn and COM segments inside a JPEG frame of the pixels."""
    frame = _jpeg()
    parts = (b"\xff\xe1" + _sized(b"Exif\0\0" + text.encode()), b"\xff\xed" + _sized(text.encode()),
             b"\xff\xfe" + _sized(text.encode()))  # fmt: skip
    return _with_frames([frame[:2] + b"".join(parts) + frame[2:]])


def jpeg_end(text: str) -> bytes:
    """Bytes behind the end of a JPEG frame."""
    return _with_frames([_jpeg() + text.encode().ljust(64)])


def more_fragments(text: str) -> bytes:
    """Fragments behind the last frame."""
    return _with_frames([_jpeg(), text.encode().ljust(64)])


def offset_table(text: str) -> bytes:
    """A Basic Offset Table that is text."""
    data = _with_frames([_jpeg()])
    empty = struct.pack("<HHI", 0xFFFE, 0xE000, 0)
    value = text.encode().ljust(96)
    full = struct.pack("<HHI", 0xFFFE, 0xE000, 96) + value
    return data.replace(empty, full, 1)


def mp4_atoms(text: str) -> bytes:
    """MP4 atoms inside the pixels of a video syntax."""
    atom = struct.pack(">I4s", 8 + 96, b"udta") + text.encode().ljust(96)
    return _with_frames([struct.pack(">I4s4sI", 16, b"ftyp", b"mp42", 0) + atom], MPEG4HP41)


PIXEL_PLACES = (
    behind,
    padding,
    signature,
    overlay,
    spare_bits,
    curve,
    audio,
    icon,
    nested_pixels,
    jpeg_segments,
    jpeg_end,
    more_fragments,
    offset_table,
    mp4_atoms,
)


def _jpeg() -> bytes:
    picture = Image.fromarray((np.arange(SIDE * SIDE) % 251).astype(np.uint8).reshape(SIDE, SIDE))
    out = BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


def _sized(payload: bytes) -> bytes:
    return struct.pack(">H", len(payload) + 2) + payload


def _with_frames(frames: list[bytes], syntax: UID = JPEGBaseline8Bit) -> bytes:
    dataset = base()
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit = 7
    dataset.PixelData = encapsulate(frames, has_bot=False)
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    return written(dataset)
