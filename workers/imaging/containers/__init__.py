"""Walks over the containers of photos: which blocks they hold, and whether they end early.

Nothing here decodes pixels. Names are what a moderator reads as a finding's subject; they say
what kind of block was there, never what stood in it. Each format is one module with the same two
functions: ``names(data)`` and ``ends_early(data)``.
"""

from collections.abc import Callable, Iterable

from schemas.media_type import MediaType
from workers.imaging.containers import gif, heif, jpeg, png, tiff, webp
from workers.imaging.containers.jpeg import jpeg_segments

__all__ = ["block_names", "ends_early", "jpeg_segments"]

_NAMES: dict[MediaType, Callable[[bytes], Iterable[str]]] = {
    MediaType.JPEG: jpeg.names,
    MediaType.PNG: png.names,
    MediaType.WEBP: webp.names,
    MediaType.GIF: gif.names,
    MediaType.TIFF: tiff.names,
    MediaType.HEIC: heif.names,
    MediaType.AVIF: heif.names,
}
_ENDS_EARLY: dict[MediaType, Callable[[bytes], bool]] = {
    MediaType.JPEG: jpeg.ends_early,
    MediaType.PNG: png.ends_early,
    MediaType.WEBP: webp.ends_early,
    MediaType.GIF: gif.ends_early,
    MediaType.TIFF: tiff.ends_early,
    MediaType.HEIC: heif.ends_early,
    MediaType.AVIF: heif.ends_early,
}


def block_names(media_type: MediaType, data: bytes) -> list[str]:
    """Return the names of what a photo holds besides its pixels, in order, each once."""
    walk = _NAMES.get(media_type)
    return list(dict.fromkeys(walk(data))) if walk else []


def ends_early(media_type: MediaType, data: bytes) -> bool:
    """Tell whether a photo's container announces more than there is."""
    asked = _ENDS_EARLY.get(media_type)
    return asked is not None and asked(data)
