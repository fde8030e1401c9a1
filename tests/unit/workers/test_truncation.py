"""Cut or bent files: always a code, never an unexpected exception."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.failures import Blame, FailureCode, InputRejectedError
from schemas.media_type import MediaType
from tests.factories import clips, planted_stills
from tests.factories import marked_media as media
from workers.deidentification.header import clean_file
from workers.imaging.dicom_pixels import decode_pixels
from workers.imaging.dicom_read import read_dicom
from workers.imaging.dicom_strip import fit_to_pixels
from workers.imaging.dicom_write import write_dicom
from workers.imaging.photo import decode_photo
from workers.imaging.video_strip import strip_video

SAMPLES = {
    MediaType.JPEG: media.jpeg(media.plain(48, 40)),
    MediaType.PNG: media.png(media.plain(48, 40)),
    MediaType.WEBP: media.webp(media.plain(48, 40)),
    MediaType.GIF: planted_stills.gif(media.plain(48, 40)),
    MediaType.TIFF: planted_stills.tiff(media.plain(48, 40)),
    MediaType.AVIF: planted_stills.avif(media.plain(48, 40)),
    MediaType.HEIC: media.heic(media.plain(64, 64)),
    MediaType.DICOM: media.planted_dicom(),
    MediaType.MP4: clips.marked(clips.H264),
    MediaType.MOV: clips.marked(clips.MOV),
    MediaType.WEBM: clips.marked(clips.VP9),
}


def _attempt(media_type: MediaType, data: bytes) -> None:
    """Decode; pass when it works or is refused with a code that blames the input."""
    try:
        if media_type is MediaType.DICOM:
            dataset = read_dicom(clean_file(data, media.KEY).data)
            write_dicom(fit_to_pixels(dataset, decode_pixels(dataset), media.KEY))
        elif media_type.is_video:
            strip_video(media_type, data)
        else:
            decode_photo(media_type, data)
    except InputRejectedError as error:
        assert error.code.blame is Blame.INPUT


@pytest.mark.parametrize("media_type", MediaType)
@settings(deadline=None, max_examples=60)
@given(share=st.floats(0, 1))
def test_cut_anywhere(media_type: MediaType, share: float) -> None:
    """A connection can break at any byte."""
    data = SAMPLES[media_type]
    _attempt(media_type, data[: int(len(data) * share)])


@pytest.mark.parametrize("media_type", planted_stills.MAKERS)
@settings(deadline=None, max_examples=60)
@given(share=st.floats(0.02, 1))
def test_a_photo_that_is_cut_is_whole_or_truncated(media_type: MediaType, share: float) -> None:
    """Only what stands behind the picture may be missing; all else is told for what it is."""
    data = planted_stills.MAKERS[media_type](media.plain(64, 48))
    try:
        photo = decode_photo(media_type, data[: int(len(data) * share)])
    except InputRejectedError as error:
        assert error.code is FailureCode.TRUNCATED
    else:
        assert np.array_equal(photo.pixels, decode_photo(media_type, data).pixels)


@pytest.mark.parametrize("media_type", MediaType)
@settings(deadline=None, max_examples=80)
@given(share=st.floats(0, 0.999), flip=st.integers(1, 255))
def test_bent_anywhere(media_type: MediaType, share: float, flip: int) -> None:
    """One wrong byte, in a header or in the pixels."""
    data = bytearray(SAMPLES[media_type])
    data[int(len(data) * share)] ^= flip
    _attempt(media_type, bytes(data))
