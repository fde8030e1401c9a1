"""The whole files that are bent: small, of every kind a format has, with a marker in their words.

A further format is one more line in :data:`FORMATS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from PIL import Image

from schemas.media_type import MediaType
from tests.factories import clips, planted_stills
from tests.factories import marked_media as media
from tests.factories.tiff_files import page, tiff_file, tiled_page
from tests.fuzz.dicom_seeds import dicom_files

_SIDE = 32
_FLAT = (48, 5)
"""Text is not looked for in pictures of fewer than six pixels a side; such files take less time."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A whole file: what it shows, its type, its bytes."""

    name: str
    media_type: MediaType
    data: bytes


Named: TypeAlias = Iterator[tuple[str, bytes]]


def _pictures() -> Iterator[tuple[str, media.Pixels]]:
    yield "square", media.plain(_SIDE, _SIDE)
    yield "flat", media.plain(*_FLAT)


def _saved(form: str, modes: tuple[str, ...], **options: object) -> Named:
    """Yield a flat picture in several modes, with EXIF where the format takes it."""
    for mode in modes:
        image = Image.fromarray(media.plain(*_FLAT)).convert(mode)
        words = {} if form == "GIF" else {"exif": planted_stills.exif_block()}
        yield f"flat {mode}", media.image_bytes(image, form, **words, **options)


def _planted(media_type: MediaType) -> Named:
    for name, picture in _pictures():
        yield f"{name} planted", planted_stills.MAKERS[media_type](picture)


def _jpegs() -> Named:
    yield from _planted(MediaType.JPEG)
    yield from _saved("JPEG", ("L", "CMYK", "RGB"))
    yield from _saved("JPEG", ("RGB",), progressive=True)
    yield "scans", planted_stills.jpeg_with_words_between_scans(media.plain(_SIDE, _SIDE))


def _pngs() -> Named:
    yield from _planted(MediaType.PNG)
    yield from _saved("PNG", ("1", "L", "LA", "P", "RGBA", "I;16"))


def _webps() -> Named:
    yield from _planted(MediaType.WEBP)
    yield from _saved("WEBP", ("RGB", "RGBA"), quality=60)
    yield from _saved("WEBP", ("RGBA",), lossless=True)


def _gifs() -> Named:
    yield from _planted(MediaType.GIF)
    yield from _saved("GIF", ("P", "L"), interlace=0, comment=media.MARKER.encode())
    yield from _saved("GIF", ("P",), transparency=3, comment=media.MARKER.encode())


def _tiffs() -> Named:
    yield from _planted(MediaType.TIFF)
    square = media.plain(_SIDE, _SIDE)
    for order in "<>":
        yield f"planted {order}", planted_stills.tiff(square, order=order)
        deep = page(square.astype("u2") << 8, order=order, planar=True)
        yield f"deep planes {order}", tiff_file({**deep, 270: media.MARKER}, order=order)
        grey = page(square[:, :, 0].astype("f4"), order=order)
        yield f"fractions {order}", tiff_file({**grey, 270: media.MARKER}, order=order)
    yield "big", planted_stills.tiff(square, big=True)
    yield "tiles", tiff_file({**tiled_page(square), 270: media.MARKER})
    for mode, compression in (("RGB", "tiff_lzw"), ("RGB", "jpeg"), ("P", "packbits"),
                              ("1", "group4"), ("1", "group3"), ("CMYK", "tiff_adobe_deflate"),
                              ("I;16", "tiff_lzw"), ("F", "tiff_lzw")):  # fmt: skip
        image = Image.fromarray(media.plain(*_FLAT)).convert(
            "L" if len(mode) > 1 and mode != "RGB" else mode
        )
        words = {"tiffinfo": {270: media.MARKER}, "compression": compression}
        yield f"{mode} {compression}", media.image_bytes(image.convert(mode), "TIFF", **words)


def _heics() -> Named:
    yield from _planted(MediaType.HEIC)
    yield from _saved("HEIF", ("RGB", "RGBA", "L"))
    picture = Image.fromarray(media.plain(128, 128))
    exif = planted_stills.exif_block(6)
    yield "grid", media.image_bytes(picture, "HEIF", tile_size=64, exif=exif)


def _avifs() -> Named:
    yield from _planted(MediaType.AVIF)
    yield from _saved("AVIF", ("RGB", "RGBA", "L"), speed=9)


def _dicoms() -> Named:
    yield from dicom_files()


def _clips(*kinds: clips.Kind) -> Callable[[], Named]:
    """Return a maker of clips of three small frames, one in each codec."""

    def made() -> Named:
        for kind in kinds:
            yield kind.codec, clips.marked(kind, 3, 64, 48)

    return made


_MAKERS: dict[MediaType, Callable[[], Named]] = {
    MediaType.JPEG: _jpegs,
    MediaType.PNG: _pngs,
    MediaType.WEBP: _webps,
    MediaType.GIF: _gifs,
    MediaType.TIFF: _tiffs,
    MediaType.HEIC: _heics,
    MediaType.AVIF: _avifs,
    MediaType.DICOM: _dicoms,
    MediaType.MP4: _clips(clips.H264, clips.HEVC, clips.AV1),
    MediaType.MOV: _clips(clips.MOV, clips.HEVC_MOV),
    MediaType.WEBM: _clips(clips.VP8, clips.VP9),
}
FORMATS = tuple(_MAKERS)
"""The media types that are fuzzed."""


def seeds_of(media_type: MediaType) -> tuple[Seed, ...]:
    """Return the seeds of a format, always the same ones in the same order."""
    return tuple(Seed(name, media_type, data) for name, data in _MAKERS[media_type]())
