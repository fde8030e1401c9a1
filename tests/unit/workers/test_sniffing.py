"""Media are what their bytes say, and one thing only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import HEAD_BYTES, MediaType, is_polyglot, sniff
from tests.factories import clips, planted_stills
from tests.factories import marked_media as media
from workers.imaging.refusal import require_type

SAMPLES = {
    MediaType.JPEG: media.jpeg(media.plain()),
    MediaType.PNG: media.png(media.plain()),
    MediaType.WEBP: media.webp(media.plain()),
    MediaType.GIF: planted_stills.gif(media.plain()),
    MediaType.TIFF: planted_stills.tiff(media.plain()),
    MediaType.AVIF: planted_stills.avif(media.plain()),
    MediaType.HEIC: media.heic(media.plain()),
    MediaType.DICOM: media.dicom(media.plain()[None, :, :, 0]),
    MediaType.MP4: clips.clip(clips.moving(1)),
    MediaType.MOV: clips.clip(clips.moving(1), clips.MOV),
    MediaType.WEBM: clips.clip(clips.moving(1), clips.VP9),
}


@pytest.mark.parametrize("media_type", MediaType)
def test_each_type_is_recognised(media_type: MediaType) -> None:
    """Every type that is taken in is known by its first bytes, and by no other's."""
    data = SAMPLES[media_type]
    assert sniff(data[:HEAD_BYTES]) is media_type
    require_type(data, media_type)
    for other in set(MediaType) - {media_type}:
        with pytest.raises(InputRejectedError) as caught:
            require_type(data, other)
        assert caught.value.code is FailureCode.UNSUPPORTED_TYPE


@settings(deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_can_be_sniffed(head: bytes, tail: bytes) -> None:
    """Sniffing never raises: it is what stands between an upload and the decoders."""
    assert sniff(head) in (None, *MediaType)
    assert is_polyglot(head, tail) in (True, False)


def test_two_files_in_one_are_refused() -> None:
    """A DICOM file that is a program as well, and a photo with an archive hung on."""
    program = b"MZ" + SAMPLES[MediaType.DICOM][2:]
    archive = SAMPLES[MediaType.PNG] + b"PK\x05\x06" + bytes(18)
    for data, media_type in ((program, MediaType.DICOM), (archive, MediaType.PNG)):
        with pytest.raises(InputRejectedError) as caught:
            require_type(data, media_type)
        assert caught.value.code is FailureCode.POLYGLOT


@pytest.mark.parametrize("magic", [b"II*\x00", b"MM\x00*", b"II+\x00\x08\x00\x00\x00"])
def test_a_tiff_preamble_is_allowed(magic: bytes) -> None:
    """PS3.10 section 7.1 provides for it and some scanners write one on every file."""
    data = magic + SAMPLES[MediaType.DICOM][len(magic) :]
    assert sniff(data) is MediaType.DICOM
    require_type(data, MediaType.DICOM)


@pytest.mark.parametrize(
    ("major", "compatible", "media_type"),
    [
        (b"heic", b"mif1", MediaType.HEIC),
        (b"hevc", b"msf1", MediaType.HEIC),
        (b"avis", b"msf1avif", MediaType.AVIF),
        (b"mif1", b"mif1heic", MediaType.HEIC),
        (b"mif1", b"miafavif", MediaType.AVIF),
        (b"msf1", b"avis", MediaType.AVIF),
        (b"jp2 ", b"heic", None),
    ],
)
def test_heif_brands(major: bytes, compatible: bytes, media_type: MediaType | None) -> None:
    """A brand that leaves the coding open is decided by the compatible ones beside it."""
    head = planted_stills.box(b"ftyp", major + bytes(4) + compatible)
    assert sniff(head) is media_type


def test_nothing_is_refused_as_empty() -> None:
    """An upload of no bytes has a code of its own."""
    with pytest.raises(InputRejectedError) as caught:
        require_type(b"", MediaType.PNG)
    assert caught.value.code is FailureCode.EMPTY
