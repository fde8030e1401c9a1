"""JPEG Extended with twelve bits (ITU-T T.81 process 4), which pydicom's own plugins do not read.

A plugin for pydicom's decoder of that transfer syntax: the names that pydicom asks for, around
the libjpeg-turbo that ``imagecodecs`` carries.
"""

import imagecodecs
from pydicom.pixels.decoders.base import DecodeRunner, get_decoder
from pydicom.uid import JPEGExtended12Bit

DECODER_DEPENDENCIES = {JPEGExtended12Bit: ("numpy", "imagecodecs")}


def is_available(uid: str) -> bool:
    """Tell whether this plugin decodes a transfer syntax."""
    return uid == JPEGExtended12Bit


def decode_frame(frame: bytes, runner: DecodeRunner) -> bytearray:
    """Return a frame's samples in the container that they need: 8 or 16 bits, little endian."""
    samples = imagecodecs.jpeg8_decode(frame)
    runner.set_option("bits_allocated", samples.dtype.itemsize * 8)
    return bytearray(samples.astype(samples.dtype.newbyteorder("<")).tobytes())


def register() -> None:
    """Let pydicom know; a second time changes nothing."""
    decoder = get_decoder(JPEGExtended12Bit)
    if "imagecodecs" not in decoder.available_plugins:
        decoder.add_plugin("imagecodecs", (__name__, "decode_frame"))
