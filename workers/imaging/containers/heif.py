"""HEIF, the container of HEIC and AVIF (ISO/IEC 23008-12): its boxes, items and properties."""

from collections.abc import Iterator

from workers.imaging.containers.av1 import sequence_sizes
from workers.imaging.containers.boxes import Box, boxes, end_of_boxes, runs_over
from workers.imaging.containers.heif_items import Item, extents, items, primary, references
from workers.imaging.containers.trailing import FURTHER_PICTURES, MOTION_VIDEO, trailing_names

_DRAWING = (b"ftyp", b"meta", b"mdat")
_PADDING = (b"free", b"skip", b"wide")
_META_DRAWING = (b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"iref", b"idat", b"grpl", b"dinf")
_PROPERTIES = (b"ispe", b"pixi", b"hvcC", b"av1C", b"irot", b"imir", b"clap", b"pasp", b"auxC",
               b"a1op", b"lsel", b"a1lx", b"clli", b"mdcv", b"amve", b"cclv", b"rloc")  # fmt: skip
_METADATA_TYPES = (b"Exif", b"mime", b"uri ")
_THUMBNAIL, _AUXILIARY, _DERIVED = b"thmb", b"auxl", b"dimg"
_SEQUENCES = (b"avis", b"msf1", b"hevc", b"hevx", b"hevm", b"hevs")


def names(data: bytes) -> Iterator[str]:
    """Name items that are no part of the primary picture, foreign boxes, and what follows them."""
    for box in boxes(data, 0, len(data)):
        if box.kind == b"meta":
            yield from _meta_names(data, box)
        elif box.kind == b"moov":
            yield FURTHER_PICTURES
        elif box.kind == b"mpvd":
            yield MOTION_VIDEO
        elif box.kind not in _DRAWING and not _is_padding(data, box):
            yield "HEIF box"
    yield from trailing_names(data[end_of_boxes(data) :])


def ends_early(data: bytes) -> bool:
    """Tell whether a top-level box ends behind the file."""
    return runs_over(data)


def is_sequence(data: bytes) -> bool:
    """Tell whether a file is foremost a sequence of pictures, by its major brand and tracks."""
    return data[8:12] in _SEQUENCES and any(
        box.kind == b"moov" for box in boxes(data, 0, len(data))
    )


def outgrown(data: bytes) -> bool:
    """Tell whether an AV1 picture is larger than any extent (``ispe``) that the file declares.

    A decoder allocates what the bit stream claims, and then shrinks it to what the file declares.
    """
    for meta in (box for box in boxes(data, 0, len(data)) if box.kind == b"meta"):
        parts = list(boxes(data, meta.start + 4, meta.end))
        width, height = _greatest_extent(data, parts)
        places = extents(data, parts)
        for item in (item for item in items(data, parts) if item.kind == b"av01"):
            stream = b"".join(data[start:end] for start, end in places.get(item.number, ()))
            if any(w > width or h > height for w, h in sequence_sizes(stream)):
                return True
    return False


def _greatest_extent(data: bytes, parts: list[Box]) -> tuple[int, int]:
    width = height = 0
    for iprp in (box for box in parts if box.kind == b"iprp"):
        for ipco in boxes(data, iprp.start, iprp.end):
            for box in boxes(data, ipco.start, ipco.end):
                if ipco.kind == b"ipco" and box.kind == b"ispe":
                    width = max(width, int.from_bytes(data[box.start + 4 : box.start + 8], "big"))
                    height = max(height, int.from_bytes(data[box.start + 8 : box.end], "big"))
    return width, height


def _meta_names(data: bytes, meta: Box) -> Iterator[str]:
    parts = list(boxes(data, meta.start + 4, meta.end))
    for box in parts:
        if box.kind == b"iprp":
            yield from _property_names(data, box)
        elif box.kind not in _META_DRAWING and not _is_padding(data, box):
            yield "HEIF box"
    yield from _item_names(data, parts)


def _property_names(data: bytes, iprp: Box) -> Iterator[str]:
    for container in boxes(data, iprp.start, iprp.end):
        if container.kind != b"ipco":
            continue
        for box in boxes(data, container.start, container.end):
            if box.kind == b"colr":
                if data[box.start : box.start + 4] in (b"prof", b"rICC"):
                    yield "ICC"
            elif box.kind == b"auxC":
                yield from _auxiliary_names(data[box.start + 4 : box.end])
            elif box.kind not in _PROPERTIES and not _is_padding(data, box):
                yield "HEIF property"


def _auxiliary_names(kind: bytes) -> Iterator[str]:
    """Name an auxiliary picture by its type's URN; alpha is part of the picture itself."""
    if b"alpha" in kind or kind.startswith(b"urn:mpeg:hevc:2015:auxid:1\x00"):
        return
    depth = b"depth" in kind or kind.startswith(b"urn:mpeg:hevc:2015:auxid:2\x00")
    yield "depth map" if depth else "auxiliary picture"


def _item_names(data: bytes, parts: list[Box]) -> Iterator[str]:
    linked = references(data, parts)
    if any(kind == _THUMBNAIL for kind, _ in linked):
        yield "thumbnail"
    belongs = {item for kind, ends in linked for item in _part_of_another(kind, ends)}
    belongs.add(primary(data, parts))
    for item in items(data, parts):
        if item.kind in _METADATA_TYPES:
            yield _metadata_name(item)
        elif item.number not in belongs and not item.hidden:
            yield FURTHER_PICTURES


def _part_of_another(kind: bytes, ends: tuple[int, ...]) -> tuple[int, ...]:
    """Return which items of a reference are no picture of their own."""
    if kind == _DERIVED:
        return ends[1:]
    return ends[:1] if kind in (_THUMBNAIL, _AUXILIARY) else ()


def _metadata_name(item: Item) -> str:
    if item.kind == b"Exif":
        return "EXIF"
    return "XMP" if b"application/rdf+xml" in item.rest else "HEIF metadata"


def _is_padding(data: bytes, box: Box) -> bool:
    return box.kind in _PADDING and not any(data[box.start : box.end])
