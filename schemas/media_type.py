"""Media types, recognised by content and never by name or declared type."""

from enum import StrEnum

HEAD_BYTES = 4096
"""How many bytes from the start :func:`sniff` wants to see."""

TAIL_BYTES = 65_557
"""How many bytes from the end :func:`is_polyglot` wants to see: the longest ZIP end record."""


class MediaType(StrEnum):
    """The media types that the pipeline takes in, by their IANA names."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    DICOM = "application/dicom"
    MP4 = "video/mp4"
    MOV = "video/quicktime"
    WEBM = "video/webm"

    @property
    def is_video(self) -> bool:
        """Whether it moves."""
        return self.value.startswith("video/")


_HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"))
_MP4_BRANDS = frozenset(
    (b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41",
     b"mp42", b"avc1", b"dash", b"MSNV", b"M4V ", b"M4VH", b"M4VP")
)  # fmt: skip
_EBML, _WEBM_DOC_TYPE = b"\x1a\x45\xdf\xa3", b"\x42\x82\x84webm"
_EBML_HEADER_BYTES = 80
_FOREIGN_MAGIC = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"%PDF", b"#!", b"<")


def sniff(head: bytes) -> MediaType | None:
    """Recognise a medium by its first :data:`HEAD_BYTES` bytes; ``None`` when it is none of ours.

    DICOM is recognised by its preamble and prefix (PS3.10 section 7.1), PNG by ISO/IEC 15948
    section 5.2, JPEG by its SOI marker, WebP by its RIFF header, HEIC by the brands of its
    ``ftyp`` box (ISO/IEC 23008-12), MP4 and QuickTime by theirs (ISO/IEC 14496-12 section 4.3),
    WebM by the document type in its EBML header (RFC 8794 section 11.2.6); Matroska is none.
    """
    if head[128:132] == b"DICM":
        return MediaType.DICOM
    if head.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return MediaType.HEIC
    return _sniff_video(head)


def _sniff_video(head: bytes) -> MediaType | None:
    if head[4:8] == b"ftyp" and head[8:12] in _MP4_BRANDS:
        return MediaType.MP4
    if head[4:12] == b"ftypqt  ":
        return MediaType.MOV
    if head.startswith(_EBML) and _WEBM_DOC_TYPE in head[:_EBML_HEADER_BYTES]:
        return MediaType.WEBM
    return None


def is_polyglot(head: bytes, tail: bytes) -> bool:
    """Tell whether bytes that :func:`sniff` accepts are a second kind of file as well.

    A DICOM preamble that starts another format, a PDF header near the start, and a ZIP archive
    hung on the end (APPNOTE.TXT section 4.3.16) are what makes one file two. A TIFF header in the
    preamble is not: PS3.10 section 7.1 provides for it, and some scanners always write one.
    """
    if head[128:132] == b"DICM" and head.startswith((*_FOREIGN_MAGIC, b"\xff\xd8\xff", b"\x89PNG")):
        return True
    if b"%PDF-" in head[:1024]:
        return True
    return _ends_as_zip(tail)


def _ends_as_zip(tail: bytes) -> bool:
    """Tell whether an end-of-central-directory record closes exactly at the last byte."""
    start = tail.rfind(b"PK\x05\x06")
    if start < 0 or len(tail) - start < 22:
        return False
    comment_length = int.from_bytes(tail[start + 20 : start + 22], "little")
    return start + 22 + comment_length <= len(tail)
