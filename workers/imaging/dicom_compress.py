"""Frames in, compressed Pixel Data out: in a transfer syntax of the class that the file came in.

Lossless stays lossless, lossy stays lossy, and what came uncompressed goes uncompressed. Where a
syntax has an encoder it is used itself; its stand-in otherwise has the same class:

| came as | goes as |
|---|---|
| RLE | RLE |
| JPEG Lossless, JPEG-LS | JPEG-LS Lossless |
| JPEG 2000 and High-Throughput JPEG 2000, lossless | JPEG 2000 Lossless |
| JPEG Baseline, JPEG Extended (8 bit) | JPEG Baseline |
| JPEG 2000 and High-Throughput JPEG 2000, lossy | JPEG 2000 |
"""

from typing import Any

from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.pixels.encoders.base import get_encoder
from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from workers.imaging import encode
from workers.imaging.arrays import Frames

_GOES_AS = {
    RLELossless: RLELossless,
    JPEGLossless: JPEGLSLossless,
    JPEGLosslessSV1: JPEGLSLossless,
    JPEGLSLossless: JPEGLSLossless,
    JPEGLSNearLossless: JPEGLSLossless,
    JPEG2000Lossless: JPEG2000Lossless,
    HTJ2KLossless: JPEG2000Lossless,
    HTJ2KLosslessRPCL: JPEG2000Lossless,
    JPEGBaseline8Bit: JPEGBaseline8Bit,
    JPEGExtended12Bit: JPEGBaseline8Bit,
    JPEG2000: JPEG2000,
    HTJ2K: JPEG2000,
    DeflatedExplicitVRLittleEndian: DeflatedExplicitVRLittleEndian,
}
_LOSSY = {JPEGBaseline8Bit: "ISO_10918_1", JPEG2000: "ISO_15444_1"}
_QUALITY = 95
_PEAK_SIGNAL = 60.0
"""Decibels of signal to noise that the one lossy JPEG 2000 encode aims at."""


def output_syntax(came_as: str, frames: Frames) -> UID:
    """Return the transfer syntax that frames which came as ``came_as`` are given back in."""
    goes_as = _GOES_AS.get(UID(came_as), ExplicitVRLittleEndian)
    if frames.dtype.itemsize > 2:
        return ExplicitVRLittleEndian
    if goes_as == JPEGBaseline8Bit and (frames.dtype.itemsize > 1 or frames.dtype.kind == "i"):
        return JPEG2000
    return goes_as


def compress(target: Dataset, frames: Frames, syntax: UID) -> None:
    """Put frames (N × H × W, with or without × 3) into a data set, encapsulated (PS3.5 A.4).

    The data set has its image pixel module already; what a lossy encode changes of it, and the
    attributes that tell of it (PS3.3 section C.7.6.1.1.5), are set here.
    """
    coded = [_encoded(target, frame, syntax) for frame in frames]
    target.add_new("PixelData", "OB", encapsulate(coded))
    target["PixelData"].is_undefined_length = True
    if syntax in _LOSSY:
        ratio = frames.nbytes / max(1, sum(map(len, coded)))
        target.LossyImageCompression = "01"
        target.LossyImageCompressionRatio = f"{ratio:.4g}"
        target.LossyImageCompressionMethod = _LOSSY[syntax]
    if syntax == JPEGBaseline8Bit and target.SamplesPerPixel == 3:
        target.PhotometricInterpretation = "YBR_FULL_422"
    elif syntax == JPEG2000 and target.SamplesPerPixel == 3:
        target.PhotometricInterpretation = "YBR_ICT"


def _encoded(target: Dataset, frame: Frames, syntax: UID) -> bytes:
    if syntax == JPEGBaseline8Bit:
        return encode.jpeg(frame, _QUALITY)
    colour = target.SamplesPerPixel == 3
    # Only the irreversible transform of JPEG 2000 may turn RGB into something else on its way.
    transformed = syntax == JPEG2000 and colour
    options: dict[str, Any] = {}
    if syntax == JPEG2000:
        options = {"j2k_psnr": [_PEAK_SIGNAL], "use_mct": colour}
    return get_encoder(syntax).encode(
        frame,
        rows=target.Rows,
        columns=target.Columns,
        samples_per_pixel=target.SamplesPerPixel,
        number_of_frames=1,
        bits_allocated=target.BitsAllocated,
        bits_stored=target.BitsStored,
        pixel_representation=target.PixelRepresentation,
        photometric_interpretation="YBR_ICT" if transformed else target.PhotometricInterpretation,
        planar_configuration=0,
        **options,
    )
