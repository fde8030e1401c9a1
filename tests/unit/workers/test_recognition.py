"""Media are known by content, and one that is two kinds of file at once is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import HEAD_BYTES, TAIL_BYTES, MediaType, is_polyglot, sniff
from tests.factories import media
from tests.unit.workers import dicom_files
from workers.imaging.refusal import require_type

PICTURE = media.corners()
MEDIA = {
    MediaType.JPEG: media.jpeg(PICTURE),
    MediaType.PNG: media.png(PICTURE),
    MediaType.WEBP: media.webp(PICTURE),
    MediaType.HEIC: media.heic(PICTURE),
    MediaType.DICOM: dicom_files.as_file(dicom_files.grey()),
}


@pytest.mark.parametrize("media_type", MediaType)
def test_every_type_is_recognised_and_is_no_polyglot(media_type: MediaType) -> None:
    data = MEDIA[media_type]
    assert sniff(data[:HEAD_BYTES]) is media_type
    assert not is_polyglot(data[:HEAD_BYTES], data[-TAIL_BYTES:])
    require_type(data, media_type)


@pytest.mark.parametrize(
    "data", [media.svg(), b"%PDF-1.7", b"GIF89a", b"PK\x03\x04", b"\x00" * 200]
)
def test_what_is_none_of_ours_is_unsupported(data: bytes) -> None:
    assert sniff(data) is None
    with pytest.raises(InputRejectedError) as caught:
        require_type(data, MediaType.JPEG)
    assert caught.value.code is FailureCode.UNSUPPORTED_TYPE


def test_nothing_is_empty() -> None:
    with pytest.raises(InputRejectedError) as caught:
        require_type(b"", MediaType.JPEG)
    assert caught.value.code is FailureCode.EMPTY


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (media.jpeg_with_zip(PICTURE), MediaType.JPEG),
        (
            dicom_files.as_file(dicom_files.grey(), preamble=b"MZ".ljust(128, b"\0")),
            MediaType.DICOM,
        ),
        (
            dicom_files.as_file(dicom_files.grey(), preamble=b"#!/bin/sh".ljust(128)),
            MediaType.DICOM,
        ),
        (MEDIA[MediaType.PNG][:60] + b"%PDF-1.4" + MEDIA[MediaType.PNG][60:], MediaType.PNG),
    ],
    ids=["JPEG and ZIP", "DICOM and program", "DICOM and script", "PNG and PDF"],
)
def test_a_polyglot_is_refused(data: bytes, media_type: MediaType) -> None:
    with pytest.raises(InputRejectedError) as caught:
        require_type(data, media_type)
    assert caught.value.code is FailureCode.POLYGLOT


def test_a_tiff_preamble_is_allowed() -> None:
    """PS3.10 section 7.1 provides for it."""
    data = dicom_files.as_file(dicom_files.grey(), preamble=b"II*\0".ljust(128, b"\0"))
    require_type(data, MediaType.DICOM)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", *(data[:140] for data in MEDIA.values())]))
def test_any_bytes_get_a_type_or_none(noise: bytes, start: bytes) -> None:
    data = start + noise
    assert sniff(data) in (None, *MediaType)
    assert is_polyglot(data, data) in (True, False)
