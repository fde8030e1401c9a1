"""DICOM pixels: every transfer syntax that has a decoder, to plain integers."""

import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from pydicom.dataset import FileDataset
from pydicom.encaps import generate_frames
from pydicom.pixels.decoders.base import Decoder, get_decoder
from pydicom.pixels.processing import apply_color_lut
from pydicom.uid import (
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from schemas.failures import FailureCode, InputRejectedError
from workers.imaging.arrays import Frames
from workers.imaging.codestream import any_larger
from workers.imaging.jpeg_plugin import register
from workers.imaging.refusal import refusing

MAX_FRAMES = 2000
MAX_BYTES = 1 << 30
"""The most bytes that all frames may take, decoded."""

_GREY = ("MONOCHROME1", "MONOCHROME2")
_COLOUR = ("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT", "YBR_PARTIAL_420")

# What pydicom, its plugins and their C libraries say quotes values.
logging.getLogger("pydicom").addHandler(logging.NullHandler())
logging.getLogger("pydicom").propagate = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The image pixel module's numbers (PS3.3 section C.7.6.3), checked for plausibility."""

    rows: int
    columns: int
    samples: int
    frames: int
    allocated: int
    stored: int
    high_bit: int
    signed: bool
    photometric: str

    @property
    def native_bytes(self) -> int:
        """How long uncompressed Pixel Data must be."""
        samples = self.samples
        bits = self.rows * self.columns * samples * self.frames * self.allocated
        if self.photometric == "YBR_FULL_422":
            bits = bits * 2 // 3
        return (bits + 7) // 8


@dataclass(frozen=True, slots=True)
class Pixels:
    """Decoded frames: N × H × W grey in stored values, or N × H × W × 3 RGB in 8 bit.

    ``photometric`` is MONOCHROME1, MONOCHROME2 or RGB; ``stored`` is the bits in use.
    """

    frames: Frames
    photometric: str
    stored: int


def decode_pixels(dataset: FileDataset) -> Pixels:
    """Decode all frames.

    Raises:
        InputRejectedError: NO_PIXEL_DATA, UNSUPPORTED_PIXEL_FORMAT, TOO_MANY_FRAMES,
            TOO_MANY_PIXELS, UNSUPPORTED_TRANSFER_SYNTAX, TRUNCATED or UNDECODABLE.

    """
    if "FloatPixelData" in dataset or "DoubleFloatPixelData" in dataset:
        raise InputRejectedError(FailureCode.UNSUPPORTED_PIXEL_FORMAT)
    if "PixelData" not in dataset:
        raise InputRejectedError(FailureCode.NO_PIXEL_DATA)
    with refusing(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shape = _shape(dataset)
        _check_limits(shape)
        decoder = _decoder(dataset)
        _check_length(dataset, shape, decoder)
        return _as_pixels(dataset, shape, _decode(dataset, shape, decoder))


def _shape(dataset: FileDataset) -> Shape:
    stored = int(dataset.get("BitsStored") or dataset.BitsAllocated)
    high_bit = dataset.get("HighBit")
    return Shape(
        rows=int(dataset.Rows),
        columns=int(dataset.Columns),
        samples=int(dataset.get("SamplesPerPixel") or 1),
        frames=max(1, int(dataset.get("NumberOfFrames") or 1)),
        allocated=int(dataset.BitsAllocated),
        stored=stored,
        high_bit=stored - 1 if high_bit is None else int(high_bit),
        signed=bool(dataset.get("PixelRepresentation") or 0),
        photometric=str(dataset.get("PhotometricInterpretation") or ""),
    )


def _check_limits(shape: Shape) -> None:
    if min(shape.rows, shape.columns) < 1:
        raise InputRejectedError(FailureCode.NO_PIXEL_DATA)
    if shape.frames > MAX_FRAMES:
        raise InputRejectedError(FailureCode.TOO_MANY_FRAMES)
    size = shape.rows * shape.columns * shape.samples * shape.frames
    if size * max(1, shape.allocated // 8) > MAX_BYTES:
        raise InputRejectedError(FailureCode.TOO_MANY_PIXELS)
    kinds = (*_GREY, "PALETTE COLOR") if shape.samples == 1 else _COLOUR
    if shape.samples not in (1, 3) or shape.photometric not in kinds:
        raise InputRejectedError(FailureCode.UNSUPPORTED_PIXEL_FORMAT)
    if shape.allocated not in (1, 8, 16, 32) or not 0 < shape.stored <= shape.allocated:
        raise InputRejectedError(FailureCode.UNSUPPORTED_PIXEL_FORMAT)


def _decoder(dataset: FileDataset) -> Decoder:
    syntax = dataset.file_meta.get("TransferSyntaxUID")
    if syntax is None:
        implicit, little = dataset.original_encoding
        native = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
        syntax = native if little else ExplicitVRBigEndian
        dataset.file_meta.TransferSyntaxUID = syntax
    register()
    try:
        decoder = get_decoder(syntax)
    except NotImplementedError:
        raise InputRejectedError(FailureCode.UNSUPPORTED_TRANSFER_SYNTAX) from None
    if not decoder.is_available:
        raise InputRejectedError(FailureCode.UNSUPPORTED_TRANSFER_SYNTAX)
    return decoder


def _check_length(dataset: FileDataset, shape: Shape, decoder: Decoder) -> None:
    """Refuse short native pixels, and compressed ones that would unfold to more than they say."""
    data = dataset.PixelData
    if not data:
        raise InputRejectedError(FailureCode.NO_PIXEL_DATA)
    if not decoder.is_encapsulated:
        if len(data) < shape.native_bytes:
            raise InputRejectedError(FailureCode.TRUNCATED)
    elif any_larger(
        generate_frames(data, number_of_frames=shape.frames), shape.rows, shape.columns
    ):
        raise InputRejectedError(FailureCode.UNDECODABLE)


def _decode(dataset: FileDataset, shape: Shape, decoder: Decoder) -> Frames:
    """Decode frame by frame into one array, so that only one frame exists twice."""
    options: dict[str, Any] = {}
    if not decoder.is_encapsulated:
        options["correct_unused_bits"] = False
    frames: Frames | None = None
    count = 0
    for array in _arrays(decoder, dataset, shape.frames, options):
        if frames is None:
            frames = np.zeros((shape.frames, *array.shape), dtype=array.dtype)
        frames[count] = array
        count += 1
    if frames is None or count < shape.frames:
        raise InputRejectedError(FailureCode.TRUNCATED)
    if shape.samples == 1 and shape.allocated > 1:
        high_bit = shape.stored - 1 if decoder.is_encapsulated else shape.high_bit
        return _stored_bits(frames, shape.stored, high_bit)
    return frames


def _arrays(
    decoder: Decoder, dataset: FileDataset, count: int, options: dict[str, Any]
) -> Iterator[Frames]:
    """Yield decoded frames. A single one goes the way on which pydicom may correct its signs."""
    if count == 1:
        yield decoder.as_array(dataset, raw=False, index=0, **options)[0]
        return
    for array, _ in islice(decoder.iter_array(dataset, raw=False, **options), count):
        yield array


def _stored_bits(frames: Frames, stored: int, high_bit: int) -> Frames:
    """Keep only the bits in use, with the sign extended.

    Overlays of old hide in the bits above Bits Stored (PS3.5 section 8.1.2), and whatever hides
    there would pass every look at the picture.
    """
    width = frames.dtype.itemsize * 8
    if not stored - 1 <= high_bit < width:
        raise InputRejectedError(FailureCode.UNSUPPORTED_PIXEL_FORMAT)
    if stored == width:
        return frames
    frames <<= width - 1 - high_bit
    frames >>= width - stored
    return frames


def _as_pixels(dataset: FileDataset, shape: Shape, frames: Frames) -> Pixels:
    if shape.photometric in _GREY:
        stored = min(shape.stored, frames.dtype.itemsize * 8)
        return Pixels(frames=frames, photometric=shape.photometric, stored=stored)
    if shape.photometric == "PALETTE COLOR":
        frames = apply_color_lut(frames, dataset)[..., :3]
        high = int(frames.max(initial=0)) > 255
        bits = 16 if high else 8
    else:
        bits = shape.stored
    if bits > 8:
        frames = frames >> (bits - 8)
    frames = np.ascontiguousarray(frames, dtype=np.uint8)
    return Pixels(frames=frames, photometric="RGB", stored=8)
