"""Photos of every format with a marker in every place that the format has for words.

Everything planted contains the marker of :mod:`tests.factories.marked_media`.
"""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import numpy as np
import pillow_heif
from PIL import Image

from schemas.media_type import MediaType
from tests.factories import marked_media as media
from tests.factories.marked_media import MARKER, Pixels
from tests.factories.media import chunk, icc
from tests.factories.tiff_files import Nested, Tags, page, tiff_file

MARK = MARKER.encode()
_SMALL = (16, 16)


def exif_block(orientation: int = 1) -> bytes:
    """Return EXIF with words in all directories, GPS, a maker note, and a thumbnail with words."""
    gps: Tags = {1: "N", 29: MARKER, 27: b"ASCII\x00\x00\x00" + MARK}
    inner: Tags = {0x9286: b"ASCII\x00\x00\x00" + MARK, 0x927C: MARK * 3, 0xA430: MARKER,
                   0xA431: MARKER, 0xA435: MARKER, 0x9003: "1984:03:12 01:02:03"}  # fmt: skip
    main: Tags = {270: MARKER, 271: MARKER, 272: MARKER, 274: (3, (orientation,)), 305: MARKER,
                  315: MARKER, 33432: MARKER, 0x9C9B: MARKER.encode("utf-16-le"),
                  0x8769: Nested(inner), 0x8825: Nested(gps)}  # fmt: skip
    return tiff_file(main, {270: MARKER, 513: (4, (8,)), 514: (4, (4,))})


def jpeg(picture: Pixels) -> bytes:
    """Return a JPEG with words in all application segments, in comments, and behind its end."""
    plain = media.image_bytes(Image.fromarray(picture), "JPEG", quality=95, subsampling=0)
    first = [
        _segment(0xE1, b"Exif\x00\x00" + exif_block()),
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + media.xmp()),
        _segment(0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + MARK),
        _segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + icc()),
        _segment(0xE2, b"MPF\x00" + MARK),
        _segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + MARK),
        _segment(0xFE, MARK),
    ]
    apps = [_segment(0xE0 + number, MARK) for number in range(16)]
    return plain[:2] + b"".join((*first, *apps)) + plain[2:] + _motion()


def jpeg_with_words_between_scans(picture: Pixels) -> bytes:
    """Return a progressive JPEG with a comment before its second scan."""
    plain = media.image_bytes(Image.fromarray(picture), "JPEG", quality=95, progressive=True)
    second = plain.index(b"\xff\xda", plain.index(b"\xff\xda") + 2)
    # Tables may stand before a scan; a comment may stand before them.
    tables = plain.rfind(b"\xff\xc4", 0, second)
    return plain[:tables] + _segment(0xFE, MARK) + plain[tables:]


def png(picture: Pixels) -> bytes:
    """Return a PNG with words in all chunks that take them, in private ones, and behind it."""
    plain = media.image_bytes(Image.fromarray(picture), "PNG", icc_profile=icc())
    packed = b"Comment\x00\x00" + zlib.compress(MARK)
    chunks = (
        chunk(b"tEXt", b"Author\x00" + MARK),
        chunk(b"zTXt", packed),
        chunk(b"iTXt", b"Title\x00\x00\x00en\x00\x00" + MARK),
        chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + media.xmp()),
        chunk(b"eXIf", exif_block()),
        chunk(b"tIME", struct.pack(">HBBBBB", 1984, 3, 12, 1, 2, 3)),
        chunk(b"sPLT", MARK + b"\x00\x08" + bytes(6)),
        chunk(b"prVt", MARK),
        chunk(b"caBX", MARK),
    )
    head = 8 + 25
    end = plain.rindex(b"IEND") - 4
    late = chunk(b"tEXt", b"Late\x00" + MARK)
    return plain[:head] + b"".join(chunks) + plain[head:end] + late + plain[end:] + MARK


def webp(picture: Pixels) -> bytes:
    """Return a WebP with words in its metadata, in a chunk of its own, and behind it."""
    plain = media.image_bytes(
        Image.fromarray(picture), "WEBP", lossless=True, exif=exif_block(), xmp=media.xmp(),
        icc_profile=icc(),
    )  # fmt: skip
    body = plain[12:] + b"prVt" + struct.pack("<I", len(MARK)) + MARK + bytes(len(MARK) % 2)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body + MARK


def gif(picture: Pixels) -> bytes:
    """Return a GIF with comments, application data, plain text, and words behind its trailer."""
    plain = media.image_bytes(Image.fromarray(picture).quantize(255), "GIF")
    head = 13 + (3 << ((plain[10] & 7) + 1))
    extensions = (
        b"!\xfe" + _subblocks(MARK),
        b"!\xff\x0bXMP DataXMP" + media.xmp() + b"\x01" + bytes(range(255, -1, -1)) + b"\x00",
        b"!\xff\x0b" + MARK.ljust(11, b"0") + _subblocks(MARK),
        b"!\xff\x0bNETSCAPE2.0" + _subblocks(b"\x01\x00\x00"),
        b"!\x01" + _subblocks(bytes(12)) [:-1] + _subblocks(MARK),
        b"!\x77" + _subblocks(MARK),
    )  # fmt: skip
    return plain[:head] + b"".join(extensions) + plain[head:-1] + b"!\xfe" + _subblocks(MARK) \
        + b"\x3b" + MARK  # fmt: skip


def tiff(picture: Pixels, *, big: bool = False, order: str = "<") -> bytes:
    """Return a TIFF with words in all tags that take them, a second page and a sub-directory."""
    small = page(np.full((*_SMALL, 3), 77, dtype=np.uint8), order=order)
    words = dict.fromkeys((269, 270, 271, 272, 285, 305, 306, 315, 316, 333, 337, 33432), MARKER)
    first: Tags = {
        **page(picture, order=order),
        **words,
        330: Nested({**small, 254: (4, (1,)), 270: MARKER}),
        700: media.xmp(),
        33723: MARK,
        34377: b"8BIM\x04\x04\x00\x00" + MARK,
        34675: icc(),
        0x8769: Nested({0x9286: MARK, 0x927C: MARK}),
        0x8825: Nested({29: MARKER}),
        37510: MARK,
        50341: MARK,
        65000: MARKER,
        65001: (3, tuple(MARK)),
    }
    return tiff_file(first, {**small, 270: MARKER}, order=order, big=big) + MARK


def heic(picture: Pixels) -> bytes:
    """Return a HEIC with EXIF, XMP, a second picture, foreign boxes, and a video behind it."""
    out = BytesIO()
    file = pillow_heif.from_pillow(Image.fromarray(picture))
    file.add_from_pillow(Image.fromarray(np.full((64, 64, 3), 77, dtype=np.uint8)))
    file.save(out, quality=95, chroma="444", exif=b"Exif\x00\x00" + exif_block(), xmp=media.xmp())
    return out.getvalue() + _foreign_boxes()


def avif(picture: Pixels) -> bytes:
    """Return an AVIF with EXIF, XMP, ICC, foreign boxes, and a video behind it."""
    plain = media.image_bytes(
        Image.fromarray(picture), "AVIF", quality=95, subsampling="4:4:4", speed=8,
        exif=exif_block(), xmp=media.xmp(), icc_profile=icc(),
    )  # fmt: skip
    return plain + _foreign_boxes()


MAKERS: dict[MediaType, Callable[[Pixels], bytes]] = {
    MediaType.JPEG: jpeg,
    MediaType.PNG: png,
    MediaType.WEBP: webp,
    MediaType.GIF: gif,
    MediaType.TIFF: tiff,
    MediaType.HEIC: heic,
    MediaType.AVIF: avif,
}


def box(kind: bytes, body: bytes) -> bytes:
    """Return a box (ISO/IEC 14496-12 section 4.2)."""
    return struct.pack(">I", len(body) + 8) + kind + body


def _foreign_boxes() -> bytes:
    names = (b"free", b"skip", b"udta", b"mpvd", b"prvt")
    return b"".join(box(kind, MARK) for kind in names) + box(b"uuid", bytes(16) + MARK) + MARK


def _motion() -> bytes:
    """Return what a motion photo has behind its end: a video, and a maker's trailer."""
    return box(b"ftyp", b"mp42" + bytes(4)) + box(b"udta", MARK) + MARK + b"SEFT"


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _subblocks(body: bytes) -> bytes:
    """Return GIF sub-blocks of at most 255 bytes, with their terminator."""
    edges = [*range(0, len(body), 255), len(body)]
    parts = (body[start:end] for start, end in pairwise(edges))
    return b"".join(bytes((len(part),)) + part for part in parts) + b"\x00"
