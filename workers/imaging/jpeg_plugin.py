"""JPEG with twelve bits and JPEG Lossless, which pydicom's free plugins do not read.

A plugin for pydicom's decoders of those transfer syntaxes (ITU-T T.81 processes 4 and 14): the
names that pydicom asks for, around the libjpeg-turbo that ``imagecodecs`` carries. GDCM reads them
too, but ends the process on damaged frames.
"""

import imagecodecs
import numpy as np
from pydicom.pixels.decoders.base import DecodeRunner, get_decoder
from pydicom.uid import JPEGExtended12Bit, JPEGLossless, JPEGLosslessSV1

from workers.imaging.arrays import Frames

_SYNTAXES = (JPEGExtended12Bit, JPEGLossless, JPEGLosslessSV1)
DECODER_DEPENDENCIES = dict.fromkeys(_SYNTAXES, ("numpy", "imagecodecs"))


def is_available(uid: str) -> bool:
    """Tell whether this plugin decodes a transfer syntax."""
    return uid in _SYNTAXES


def decode_frame(frame: bytes, runner: DecodeRunner) -> bytearray:
    """Return a frame's samples in the container that they need: 8 or 16 bits, little endian."""
    samples = imagecodecs.jpeg8_decode(frame)
    runner.set_option("bits_allocated", samples.dtype.itemsize * 8)
    if samples.ndim == 3:
        runner.set_option("planar_configuration", 0)
    return bytearray(samples.astype(samples.dtype.newbyteorder("<")).tobytes())


def encode_lossless(frame: Frames, stored: int) -> bytes:
    """Encode a frame, H × W with or without × 3, as JPEG Lossless of selection value 1.

    Negative values are stored by their low ``stored`` bits, as DICOM wants them.
    """
    unsigned = frame.view(f"u{frame.dtype.itemsize}") & ((1 << stored) - 1)
    return bytes(
        imagecodecs.jpeg8_encode(
            np.ascontiguousarray(unsigned),
            lossless=True,
            predictor=1,
            bitspersample=stored,
            colorspace="rgb" if frame.ndim == 3 else None,
            outcolorspace="rgb" if frame.ndim == 3 else None,
        )
    )


def register() -> None:
    """Let pydicom know; a second time changes nothing."""
    for syntax in _SYNTAXES:
        decoder = get_decoder(syntax)
        if "imagecodecs" not in decoder.available_plugins:
            decoder.add_plugin("imagecodecs", (__name__, "decode_frame"))
