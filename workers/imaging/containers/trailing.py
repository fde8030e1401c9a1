"""What hangs on a photo behind its end."""

from collections.abc import Iterator

TRAILING = "trailing bytes"
MOTION_VIDEO = "motion video"
FURTHER_PICTURES = "further pictures"

_SAMSUNG_END = b"SEFT"
"""Samsung's cameras close their trailer of named blocks with these four letters."""


def trailing_names(rest: bytes) -> Iterator[str]:
    """Name what stands behind a photo's end: padding is nothing, all else is at least trailing.

    A motion photo has an MP4 file there, a multi-picture file (CIPA DC-007) further JPEGs.
    """
    if not rest.strip(b"\x00"):
        return
    yield TRAILING
    if b"ftyp" in rest:
        yield MOTION_VIDEO
    if b"\xff\xd8\xff" in rest:
        yield FURTHER_PICTURES
    if rest.endswith(_SAMSUNG_END):
        yield "Samsung trailer"
