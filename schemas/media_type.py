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
    GIF = "image/gif"
    TIFF = "image/tiff"
    HEIC = "image/heic"
    AVIF = "image/avif"
    DICOM = "application/dicom"
    MP4 = "video/mp4"
    MOV = "video/quicktime"
    WEBM = "video/webm"

    @property
    def is_video(self) -> bool:
        """Whether it moves."""
        return self.value.startswith("video/")


_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_HEVC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"))
_ANY_CODING_BRANDS = frozenset((b"mif1", b"msf1"))
"""HEIF that leaves the coding open (ISO/IEC 23008-12 section 10.2.1); compatible brands tell it."""

_SIGNATURES = (
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"GIF87a", MediaType.GIF),
    (b"GIF89a", MediaType.GIF),
    *((magic, MediaType.TIFF) for magic in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")),
)
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
    section 5.2, JPEG by its SOI marker, WebP by its RIFF header, GIF by its signature, TIFF by its
    byte order and version (TIFF 6.0 section 2, and BigTIFF's 43), HEIC and AVIF by the brands of
    their ``ftyp`` box (ISO/IEC 23008-12, AV1 Image File Format section 6), MP4 and QuickTime by
    theirs (ISO/IEC 14496-12 section 4.3), WebM by the document type in its EBML header (RFC 8794
    section 11.2.6); Matroska is none. DICOM comes first, as its preamble may begin with another
    format's signature.
    """
    if head[128:132] == b"DICM":
        return MediaType.DICOM
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if head.startswith(_EBML) and _WEBM_DOC_TYPE in head[:_EBML_HEADER_BYTES]:
        return MediaType.WEBM
    return _sniff_brands(head) if head[4:8] == b"ftyp" else None


def _sniff_brands(head: bytes) -> MediaType | None:
    """Tell HEIC, AVIF, MP4 and QuickTime by a leading ``ftyp`` box (ISO/IEC 14496-12, 4.3)."""
    major = head[8:12]
    if major in _AVIF_BRANDS:
        return MediaType.AVIF
    if major in _HEVC_BRANDS:
        return MediaType.HEIC
    if major in _ANY_CODING_BRANDS:
        end = min(int.from_bytes(head[:4], "big"), len(head))
        compatible = {head[at : at + 4] for at in range(16, end, 4)}
        return MediaType.AVIF if compatible & _AVIF_BRANDS else MediaType.HEIC
    if major in _MP4_BRANDS:
        return MediaType.MP4
    return MediaType.MOV if major == b"qt  " else None


def is_polyglot(head: bytes, tail: bytes) -> bool:
    """Tell whether bytes that :func:`sniff` accepts are a second kind of file as well.

    A DICOM preamble that starts another format, a PDF header near the start, and a ZIP archive
    hung on the end (APPNOTE.TXT section 4.3.16) are what makes one file two. A TIFF header in the
    preamble is not: PS3.10 section 7.1 provides for it, and some scanners always write one.
    """
    if head[128:132] == b"DICM" and head.startswith((*_FOREIGN_MAGIC, b"\xff\xd8\xff", b"\x89PNG")):
        return True
    # Behind its preamble a DICOM file may well hold a PDF, which is then known for a document.
    if b"%PDF-" in (head[:128] if head[128:132] == b"DICM" else head[:1024]):
        return True
    return _ends_as_zip(tail)


def _ends_as_zip(tail: bytes) -> bool:
    """Tell whether an end-of-central-directory record closes exactly at the last byte."""
    start = tail.rfind(b"PK\x05\x06")
    if start < 0 or len(tail) - start < 22:
        return False
    comment_length = int.from_bytes(tail[start + 20 : start + 22], "little")
    return start + 22 + comment_length <= len(tail)
