"""HEIC and AVIF: the container says how to turn a picture, and says it once."""

import numpy as np
import pytest
from PIL import Image

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from tests.factories import planted_stills
from workers.imaging.photo import decode_photo

FORMS = {MediaType.HEIC: "HEIF", MediaType.AVIF: "AVIF"}
OTHER_TAG, ORIENTATION_TAG = (bytes((1, tag, 0, 3, 0, 0, 0, 1, 0, 6)) for tag in (0x13, 0x12))
"""A SHORT of value 6, as EXIF in big-endian has it: under a tag of no meaning, and under 274."""


def _turned(media_type: MediaType, orientation: int) -> bytes:
    """Return quarters as a phone stores them: the encoder writes ``irot`` and ``imir``."""
    image = Image.fromarray(media.stored_for(media.quarters(128, 96), orientation))
    exif = Image.Exif()
    exif[0x0112] = orientation
    return media.image_bytes(image, FORMS[media_type], exif=exif.tobytes(), quality=95)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("media_type", FORMS)
def test_turning_is_applied_once(media_type: MediaType, orientation: int) -> None:
    """All eight orientations come out upright."""
    pixels = decode_photo(media_type, _turned(media_type, orientation)).pixels
    assert pixels.shape == (96, 128, 3)
    assert np.abs(pixels.astype(int) - media.quarters(128, 96)).mean() < 6


@pytest.mark.parametrize("media_type", FORMS)
def test_exif_does_not_turn_what_the_container_does_not(media_type: MediaType) -> None:
    """ISO/IEC 23008-12 section 6.5.10: the property counts, EXIF only informs."""
    image = Image.fromarray(media.quarters(128, 96))
    exif = Image.Exif()
    exif.endian = ">"
    exif[0x0113] = 6
    data = media.image_bytes(image, FORMS[media_type], exif=exif.tobytes(), quality=95)
    assert data.count(OTHER_TAG) == 1
    pixels = decode_photo(media_type, data.replace(OTHER_TAG, ORIENTATION_TAG)).pixels
    assert pixels.shape == (96, 128, 3)


@pytest.mark.parametrize("media_type", FORMS)
def test_what_alpha_hides_never_appears(media_type: MediaType) -> None:
    """An auxiliary alpha picture blends over white, and is no second picture."""
    image = Image.fromarray(media.quarters(128, 96)).convert("RGBA")
    image.putalpha(Image.fromarray(np.repeat([[255] * 64 + [0] * 64], 96, axis=0).astype("u1")))
    photo = decode_photo(media_type, media.image_bytes(image, FORMS[media_type], quality=95))
    assert (photo.pixels[:, 72:] > 250).all()
    assert photo.blocks == ()


@pytest.mark.parametrize("media_type", FORMS)
def test_a_claimed_size_is_refused_by_the_header(media_type: MediaType) -> None:
    """The item's extents (``ispe``) are read before a decoder gives out memory."""
    data = media.image_bytes(Image.fromarray(media.plain(128, 96)), FORMS[media_type])
    side = (16_384).to_bytes(4, "big")
    lied = data.replace(_ispe(128, 96), b"ispe" + bytes(4) + side + side)
    assert lied != data
    with pytest.raises(InputRejectedError) as caught:
        decode_photo(media_type, lied)
    assert caught.value.code in (FailureCode.TOO_MANY_PIXELS, FailureCode.UNDECODABLE)


@pytest.mark.parametrize("media_type", FORMS)
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_a_bit_stream_larger_than_its_extents_is_refused(media_type: MediaType, mode: str) -> None:
    """A decoder allocates what the stream claims, and only then looks at what the file declares."""
    image = Image.fromarray(media.plain(256, 192)).convert(mode)
    data = media.image_bytes(image, FORMS[media_type])
    decode_photo(media_type, data)
    lied = data.replace(_ispe(256, 192), _ispe(64, 48))
    assert lied != data
    with pytest.raises(InputRejectedError) as caught:
        decode_photo(media_type, lied)
    assert caught.value.code is FailureCode.UNDECODABLE


def _ispe(width: int, height: int) -> bytes:
    return b"ispe" + bytes(4) + width.to_bytes(4, "big") + height.to_bytes(4, "big")


def test_a_sequence_is_animated() -> None:
    """A HEIF that is foremost a sequence, by its brand and tracks, is none of the stills."""
    data = media.heic(media.plain(128, 96)) + planted_stills.box(b"moov", bytes(8))
    sequence = data.replace(b"ftypheic", b"ftyphevc", 1)
    with pytest.raises(InputRejectedError) as caught:
        decode_photo(MediaType.HEIC, sequence)
    assert caught.value.code is FailureCode.ANIMATED
