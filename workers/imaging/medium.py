"""A decoded medium, photo or DICOM, as detectors and the renderer see it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from pydicom.dataset import Dataset

from schemas.media_type import MediaType
from workers.deidentification.terms import VISIBLE_LIGHT
from workers.imaging import encode
from workers.imaging.arrays import Frames, Picture
from workers.imaging.dicom_compress import compress, output_syntax
from workers.imaging.dicom_display import display_values
from workers.imaging.dicom_pixels import Pixels, decode_pixels
from workers.imaging.dicom_read import read_dicom
from workers.imaging.dicom_strip import set_frames
from workers.imaging.dicom_write import came_as, write_dicom
from workers.imaging.photo import decode_photo
from workers.imaging.refusal import require_type
from workers.imaging.window import Window, window_for


@dataclass(frozen=True, slots=True)
class Encoded:
    """A whole medium as bytes."""

    media_type: str
    data: bytes


class Medium(Protocol):
    """What photo and DICOM have in common once they are decoded."""

    @property
    def frames(self) -> Frames:
        """All frames in stored values."""
        ...

    @property
    def fill(self) -> int:
        """The stored value that shows as black."""
        ...

    @property
    def modality(self) -> str:
        """How it was taken, a defined term of DICOM; ``XC`` for a photo."""
        ...

    @property
    def shows_people(self) -> bool:
        """Whether it was taken by visible light, so that a face may be seen in it."""
        ...

    def show(self, number: int, frame: Frames) -> Picture:
        """Return ``frame``, in stored values, as the screen shows frame ``number``."""
        ...

    def stripped(self) -> Encoded:
        """Encode without loss for the zone STRIPPED."""
        ...

    def obscured(self, frames: Frames) -> Encoded:
        """Encode burned frames for the zone OBSCURED: the only encode that may lose."""
        ...


@dataclass(frozen=True)
class PhotoMedium:
    """A photo: one frame of RGB, to become JPEG or PNG in the end."""

    media_type: MediaType
    pixels: Picture
    fill: int = 0
    modality: str = "XC"
    shows_people: bool = True

    @property
    def frames(self) -> Frames:
        """The one frame, 1 × H × W × 3."""
        return self.pixels[np.newaxis]

    def show(self, number: int, frame: Frames) -> Picture:  # noqa: ARG002 - a photo has one frame
        """Return the frame: it is already what a screen shows."""
        return frame

    def stripped(self) -> Encoded:
        """Encode as PNG, whatever it is to become."""
        return Encoded(MediaType.PNG, encode.png(self.pixels))

    def obscured(self, frames: Frames) -> Encoded:
        """Encode as PNG or JPEG, as the medium's type says."""
        if self.media_type is MediaType.PNG:
            return Encoded(MediaType.PNG, encode.png(frames[0]))
        return Encoded(MediaType.JPEG, encode.jpeg(frames[0], encode.OBSCURED_QUALITY))


@dataclass(frozen=True)
class DicomMedium:
    """A header-clean data set, its decoded frames, and the transfer syntax that they came in."""

    dataset: Dataset
    pixels: Pixels
    came_as: str = ""

    @property
    def frames(self) -> Frames:
        """N × H × W in stored values, or N × H × W × 3 RGB."""
        return self.pixels.frames

    @cached_property
    def _windows(self) -> tuple[Window, ...]:
        shown_with = display_values(self.dataset)
        return tuple(window_for(frame, shown_with) for frame in self.frames)

    @cached_property
    def fill(self) -> int:
        """Zero where that is black; else whichever end of the stored values shows darker."""
        if self._is_colour:
            return 0
        ends = self._ends()
        shown = self._windows[0].show(np.array([ends], dtype=self.frames.dtype))
        return ends[int(shown[0, 1, 0] < shown[0, 0, 0])]

    def _ends(self) -> tuple[int, int]:
        """Return the least and the greatest stored value that a burn may use.

        Unsigned values take the whole range of their bits. Signed ones stay within what the
        frames hold, because -32768 would make other viewers' automatic windows useless.
        """
        if self.frames.dtype.kind == "u":
            return 0, (1 << self.pixels.stored) - 1
        return int(self.frames.min()), int(self.frames.max())

    @property
    def _is_colour(self) -> bool:
        return self.pixels.photometric == "RGB"

    @property
    def modality(self) -> str:
        """The data set's Modality."""
        return str(self.dataset.get("Modality", "OT"))

    @property
    def shows_people(self) -> bool:
        """True for the visible-light modalities, and for colour of an unnamed one."""
        return self.modality in VISIBLE_LIGHT or (self.modality == "OT" and self._is_colour)

    def show(self, number: int, frame: Frames) -> Picture:
        """Return a frame through the window that frame ``number`` had before any burning."""
        return frame if self._is_colour else self._windows[number].show(frame)

    def stripped(self) -> Encoded:
        """Write the data set as it stands, uncompressed."""
        return Encoded(MediaType.DICOM, write_dicom(self.dataset, came_as=self.came_as))

    def obscured(self, frames: Frames) -> Encoded:
        """Write burned frames, which now hold no burned-in annotation (PS3.3 C.7.6.1.1.4)."""
        target = Dataset()
        target.update(self.dataset)
        target.BurnedInAnnotation = "NO"
        if self.shows_people:
            target.RecognizableVisualFeatures = "NO"
        syntax = output_syntax(self.came_as, frames)
        if syntax.is_encapsulated:
            compress(target, frames, syntax)
        else:
            set_frames(target, frames)
        return Encoded(MediaType.DICOM, write_dicom(target, syntax))


def open_stripped(media_type: MediaType, data: bytes) -> Medium:
    """Decode what :meth:`Medium.stripped` made; ``media_type`` is the medium's type.

    Raises:
        InputRejectedError: the bytes are not a stripped medium of that type.

    """
    if media_type is MediaType.DICOM:
        require_type(data, MediaType.DICOM)
        dataset = read_dicom(data)
        return DicomMedium(dataset, decode_pixels(dataset), came_as(dataset.file_meta))
    require_type(data, MediaType.PNG)
    return PhotoMedium(media_type=media_type, pixels=decode_photo(MediaType.PNG, data).pixels)
