"""What hostile and telling media are made of: a bomb, a colour profile."""

import struct
import zlib

from PIL import ImageCms

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


def icc() -> bytes:
    """Return an sRGB profile, without the time of its making (ICC.1 section 7.2.8)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + bytes(12) + profile[36:]


def icc_with_red_and_blue_swapped() -> bytes:
    """Return a profile whose red primary is sRGB's blue one, so that converting by it shows."""
    profile = icc()
    return profile.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a PNG chunk (ISO/IEC 15948 section 5.3)."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb_png() -> bytes:
    """Return a well-formed PNG of 50,000 × 50,000 black pixels in some 300 KB.

    One flushed deflate block of zeros is repeated; the checksum of ``n`` zeros (RFC 1950) is
    ``n`` mod 65521 over 1, so that nothing needs to be unfolded to write it.
    """
    side, block = 50_000, 625_100
    rows = side * (1 + side // 8)
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    zeros = deflater.compress(bytes(block)) + deflater.flush(zlib.Z_FULL_FLUSH)
    checksum = struct.pack(">I", (rows % 65_521) << 16 | 1)
    stream = b"\x78\xda" + zeros * (rows // block) + b"\x03\x00" + checksum
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return PNG_MAGIC + chunk(b"IHDR", header) + chunk(b"IDAT", stream) + chunk(b"IEND", b"")
