"""Frames in, compressed Pixel Data out: in a transfer syntax of the class that the file came in.

Lossless stays lossless, lossy stays lossy, and what came uncompressed goes uncompressed. Where a
syntax has an encoder it is used itself; its stand-in otherwise has the same class:

| came as | goes as |
|---|---|
| RLE | RLE |
| JPEG Lossless | JPEG Lossless, selection value 1 |
| JPEG-LS | JPEG-LS Lossless |
| JPEG 2000 and High-Throughput JPEG 2000, lossless | JPEG 2000 Lossless |
| JPEG Baseline, JPEG Extended (8 bit) | JPEG Baseline |
| JPEG 2000 and High-Throughput JPEG 2000, lossy | JPEG 2000 |
"""

import math
from typing import Any

import numpy as np
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
from workers.imaging.jpeg_plugin import encode_lossless

_GOES_AS = {
    RLELossless: RLELossless,
    JPEGLossless: JPEGLosslessSV1,
    JPEGLosslessSV1: JPEGLosslessSV1,
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
_PHOTOMETRIC = {
    JPEGBaseline8Bit: "YBR_FULL_422",
    JPEG2000: "YBR_ICT",
    JPEG2000Lossless: "YBR_RCT",
}
"""How a codestream holds colour, which its own transform made of RGB (PS3.5 section 8.2)."""

_QUALITY = 95
_LEAST_SIDE = 32
"""The least side that the JPEG 2000 encoder takes, which halves a picture five times."""

_STEPS = 2048
"""A lossy JPEG 2000 encode may be wrong by the range of a frame's values over this, or by a half
where that is more: less than a screen shows."""


def output_syntax(came_as: str, frames: Frames) -> UID:
    """Return the transfer syntax that frames which came as ``came_as`` are given back in."""
    goes_as = _GOES_AS.get(UID(came_as), ExplicitVRLittleEndian)
    if frames.dtype.itemsize > 2:
        return ExplicitVRLittleEndian
    if goes_as == JPEGBaseline8Bit and (frames.dtype.itemsize > 1 or frames.dtype.kind == "i"):
        goes_as = JPEG2000
    if goes_as in (JPEG2000, JPEG2000Lossless) and min(frames.shape[1:3]) < _LEAST_SIDE:
        return JPEGLSLossless
    return goes_as


def compress(target: Dataset, frames: Frames, syntax: UID) -> None:
    """Put frames (N × H × W, with or without × 3) into a data set, encapsulated (PS3.5 A.4).

    The data set has its image pixel module already; what a lossy encode changes of it, and the
    attributes that tell of it (PS3.3 section C.7.6.1.1.5), are set here.
    """
    colour = target.SamplesPerPixel == 3
    if colour and syntax in _PHOTOMETRIC:
        target.PhotometricInterpretation = _PHOTOMETRIC[syntax]
    coded = [_encoded(target, frame, syntax) for frame in frames]
    target.add_new("PixelData", "OB", encapsulate(coded))
    target["PixelData"].is_undefined_length = True
    if syntax in _LOSSY:
        ratio = frames.nbytes / max(1, sum(map(len, coded)))
        target.LossyImageCompression = "01"
        target.LossyImageCompressionRatio = f"{ratio:.4g}"
        target.LossyImageCompressionMethod = _LOSSY[syntax]


def _encoded(target: Dataset, frame: Frames, syntax: UID) -> bytes:
    if syntax == JPEGBaseline8Bit:
        return encode.jpeg_frame(frame, _QUALITY)
    if syntax == JPEGLosslessSV1:
        return encode_lossless(frame, target.BitsStored)
    options: dict[str, Any] = {}
    if syntax in (JPEG2000, JPEG2000Lossless):
        options["use_mct"] = target.SamplesPerPixel == 3
    if syntax == JPEG2000:
        options["j2k_psnr"] = [_signal_to_noise(frame, target.BitsStored)]
    return get_encoder(syntax).encode(
        np.ascontiguousarray(frame),
        rows=target.Rows,
        columns=target.Columns,
        samples_per_pixel=target.SamplesPerPixel,
        number_of_frames=1,
        bits_allocated=target.BitsAllocated,
        bits_stored=target.BitsStored,
        pixel_representation=target.PixelRepresentation,
        photometric_interpretation=target.PhotometricInterpretation,
        planar_configuration=0,
        **options,
    )


def _signal_to_noise(frame: Frames, bits: int) -> float:
    """Return the peak signal-to-noise ratio in dB that keeps a frame's values apart."""
    wrong_by = max(0.5, (float(frame.max()) - float(frame.min())) / _STEPS)
    return 20 * math.log10(((1 << bits) - 1) / wrong_by)
