"""Makers of photos: every container with everything that can identify, and the hostile ones.

Every planted text holds :data:`PLANTED`, so that a test can ask whether any of it got through.
"""

import struct
import zipfile
import zlib
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo
from pillow_heif import from_pillow

Pixels = NDArray[np.uint8]

PLANTED = "Q7PLANTED"
"""Stands in every planted text, whatever its place."""

ORIENTATIONS = range(1, 9)
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_CORNERS = ((220, 30, 30), (30, 200, 30), (30, 30, 220), (230, 210, 40))


def corners(width: int = 96, height: int = 64) -> Pixels:
    """Return a picture with a colour per quarter: red, green / blue, yellow."""
    picture = np.zeros((height, width, 3), dtype=np.uint8)
    top, left = height // 2, width // 2
    picture[:top, :left], picture[:top, left:] = _CORNERS[0], _CORNERS[1]
    picture[top:, :left], picture[top:, left:] = _CORNERS[2], _CORNERS[3]
    return picture


def corner_names(picture: Pixels) -> str:
    """Name the colours of a picture's quarters in reading order, each by a letter of ``rgby``."""
    height, width = picture.shape[:2]
    names = ""
    for row in (height // 4, 3 * height // 4):
        for column in (width // 4, 3 * width // 4):
            distance = [
                int(np.abs(picture[row, column].astype(int) - colour).sum()) for colour in _CORNERS
            ]
            names += "rgby"[distance.index(min(distance))]
    return names


def written(words: str, size: int, ink: int, paper: int, *, noise: float = 0.0) -> Pixels:
    """Return a 480 × 640 grey picture with a line of text, ``size`` pixels high, near the middle."""
    grey = np.full((480, 640), paper, dtype=np.float64)
    if noise:
        grey += np.random.default_rng(size).normal(0, noise, grey.shape)
    image = Image.fromarray(grey.clip(0, 255).astype(np.uint8)).convert("RGB")
    font = ImageFont.load_default(size)
    ImageDraw.Draw(image).text((60, 220), words, fill=(ink, ink, ink), font=font)
    return np.array(image)


def exif(orientation: int = 1) -> Image.Exif:
    """Return a phone's EXIF: place, time, owner, comment and orientation."""
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010E] = f"{PLANTED} left forearm"
    block[0x013B] = f"Dr {PLANTED}"
    block[0x9C9B] = f"{PLANTED}\0".encode("utf-16-le")
    gps = block.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (52.0, 31.0, 12.0), "E", (13.0, 24.0, 36.0)
    gps[0x1B] = PLANTED.encode()
    return block


def icc() -> bytes:
    """Return an sRGB profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def xmp() -> bytes:
    """Return an XMP packet with a creator's name."""
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{PLANTED}</x:xmpmeta>".encode()


def jpeg(picture: Pixels, orientation: int = 1) -> bytes:
    """Return a JPEG with EXIF, GPS, ICC, XMP, IPTC, a comment, and bytes behind its end."""
    out = BytesIO()
    Image.fromarray(picture).save(
        out,
        "JPEG",
        quality=95,
        subsampling=0,
        exif=exif(orientation),
        icc_profile=icc(),
        xmp=xmp(),
        comment=PLANTED.encode(),
    )
    whole = out.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + PLANTED.encode()
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return whole[:2] + segment + whole[2:] + PLANTED.encode()


def png(picture: Pixels) -> bytes:
    """Return a PNG with every kind of text chunk, EXIF, time, a stray chunk and a tail."""
    info = PngInfo()
    info.add_text("Patient", PLANTED)
    info.add_text("Zipped", PLANTED, zip=True)
    info.add_itxt("Comment", PLANTED)
    info.add_itxt("XML:com.adobe.xmp", xmp().decode())
    out = BytesIO()
    image = Image.fromarray(picture)
    image.save(out, "PNG", pnginfo=info, exif=exif(), icc_profile=icc())
    whole = out.getvalue()
    strays = chunk(b"tIME", b"\x07\xea\x01\x02\x03\x04\x05") + chunk(b"quIx", PLANTED.encode())
    end = whole.rindex(b"IEND") - 4
    return whole[:end] + strays + whole[end:] + PLANTED.encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a PNG chunk (ISO/IEC 15948 section 5.3)."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def deep_png() -> bytes:
    """Return a 16-bit grey PNG: a ramp over all columns."""
    ramp = np.linspace(0, 65535, 96).astype(np.uint16)
    out = BytesIO()
    Image.fromarray(np.tile(ramp, (64, 1))).save(out, "PNG")
    return out.getvalue()


def png_with_hidden_pixels() -> bytes:
    """Return a PNG whose left half is green, but transparent: nobody should see it again."""
    picture = np.zeros((64, 96, 4), dtype=np.uint8)
    picture[:, :48] = (0, 255, 0, 0)
    picture[:, 48:] = (0, 0, 255, 255)
    out = BytesIO()
    Image.fromarray(picture).save(out, "PNG")
    return out.getvalue()


def webp(picture: Pixels) -> bytes:
    """Return a lossless WebP with EXIF, XMP and ICC."""
    out = BytesIO()
    Image.fromarray(picture).save(
        out, "WEBP", lossless=True, exif=exif().tobytes(), xmp=xmp(), icc_profile=icc()
    )
    return out.getvalue()


def heic(picture: Pixels) -> bytes:
    """Return a HEIC with EXIF and XMP."""
    out = BytesIO()
    from_pillow(Image.fromarray(picture)).save(
        out, quality=95, exif=exif().tobytes(), xmp=xmp(), chroma=444
    )
    return out.getvalue()


def animated(kind: str) -> bytes:
    """Return two frames as an animated ``PNG`` or ``WEBP``."""
    out = BytesIO()
    frames = [Image.fromarray(np.full((32, 32, 3), tone, np.uint8)) for tone in (20, 200)]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


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


def svg() -> bytes:
    """Return a drawing that runs a script where it is shown."""
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def jpeg_with_zip(picture: Pixels) -> bytes:
    """Return a JPEG that is a ZIP archive as well."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("a.txt", PLANTED)
    return jpeg(picture) + archive.getvalue()


def holds_planted(data: bytes) -> bool:
    """Tell whether planted text stands in the bytes, plain, as UTF-16, or deflated in a PNG."""
    kinds = (PLANTED.encode(), PLANTED.encode("utf-16-le"), PLANTED.encode("utf-16-be"))
    return any(kind in data for kind in kinds)
