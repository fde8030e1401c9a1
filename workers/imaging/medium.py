"""A medium, photo, DICOM or video, as detectors and the renderer see it."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, runtime_checkable

import numpy as np
from pydicom.dataset import Dataset

from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from workers.deidentification.terms import VISIBLE_LIGHT
from workers.imaging import encode
from workers.imaging.arrays import Frame, Picture
from workers.imaging.clip import Clip
from workers.imaging.defacing import is_defaced
from workers.imaging.dicom_compress import compress, output_syntax
from workers.imaging.dicom_display import display_values
from workers.imaging.dicom_pixels import Pixels, decode_pixels
from workers.imaging.dicom_read import read_dicom
from workers.imaging.dicom_strip import set_frames
from workers.imaging.dicom_write import came_as, write_dicom
from workers.imaging.encode import Encoded
from workers.imaging.photo import decode_photo
from workers.imaging.recognizable import could_show_a_face
from workers.imaging.refusal import require_type
from workers.imaging.video_medium import open_clip
from workers.imaging.window import Window, window_for


class Medium(Protocol):
    """What photo, DICOM and video have in common once they are open.

    Frames come one after another and may be read as often as need be: what is small lies decoded
    in memory, a video is decoded anew each time.
    """

    @property
    def count(self) -> int:
        """How many frames there are."""
        ...

    @property
    def height(self) -> int:
        """The height of each frame in pixels."""
        ...

    @property
    def width(self) -> int:
        """The width of each frame in pixels."""
        ...

    @property
    def clip(self) -> Clip | None:
        """How it moves; ``None`` for frames that are looked at one by one."""
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

    def read(self) -> Iterator[Frame]:
        """Yield all frames in stored values; none of them may be written to."""
        ...

    def show(self, number: int, frame: Frame) -> Picture:
        """Return ``frame``, in stored values, as the screen shows frame ``number``."""
        ...

    def obscured(self, frames: Iterable[Frame]) -> Encoded:
        """Encode all frames, burned, for the zone OBSCURED."""
        ...


class WholeMedium(Medium, Protocol):
    """A medium that is no part of another: it can be kept as it is."""

    def stripped(self) -> Encoded:
        """Encode without loss for the zone STRIPPED."""
        ...


@runtime_checkable
class Film(Medium, Protocol):
    """A video, or a part of one: decoded anew whenever frames are asked for.

    ``count`` and ``clip`` are the whole video's, and frames keep the numbers that they have there.
    """

    @property
    def clip(self) -> Clip:
        """How all of it moves."""
        ...

    @property
    def span(self) -> range:
        """The numbers of the frames that :meth:`read` yields."""
        ...

    def pick(self, numbers: Container[int]) -> Iterator[tuple[int, Frame]]:
        """Yield the frames with these numbers, as far as they are its own, with their numbers."""
        ...


@dataclass(frozen=True)
class PhotoMedium:
    """A photo: one frame of RGB, to become JPEG or PNG in the end."""

    media_type: MediaType
    pixels: Picture
    fill: int = 0
    modality: str = "XC"
    shows_people: bool = True
    count: int = 1
    clip: None = None

    @property
    def height(self) -> int:
        """The picture's height."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """The picture's width."""
        return int(self.pixels.shape[1])

    def read(self) -> Iterator[Frame]:
        """Yield the one frame, H × W × 3."""
        yield self.pixels

    def show(self, number: int, frame: Frame) -> Picture:  # noqa: ARG002 - a photo has one frame
        """Return the frame: it is already what a screen shows."""
        return frame

    def stripped(self) -> Encoded:
        """Encode as PNG, whatever it is to become."""
        return Encoded(MediaType.PNG, encode.png(self.pixels))

    def obscured(self, frames: Iterable[Frame]) -> Encoded:
        """Encode as PNG or JPEG, as the medium's type says."""
        (frame,) = frames
        if self.media_type is MediaType.PNG:
            return Encoded(MediaType.PNG, encode.png(frame))
        return Encoded(MediaType.JPEG, encode.jpeg(frame, encode.OBSCURED_QUALITY))


@dataclass(frozen=True)
class DicomMedium:
    """A header-clean data set, its decoded frames, and the transfer syntax that they came in."""

    dataset: Dataset
    pixels: Pixels
    came_as: str = ""
    clip: None = None
    is_defaced: bool = False

    @property
    def count(self) -> int:
        """How many frames were decoded."""
        return len(self.pixels.frames)

    @property
    def height(self) -> int:
        """The Rows of each frame."""
        return int(self.pixels.frames.shape[1])

    @property
    def width(self) -> int:
        """The Columns of each frame."""
        return int(self.pixels.frames.shape[2])

    def read(self) -> Iterator[Frame]:
        """Yield frames of H × W stored values, or H × W × 3 RGB."""
        yield from self.pixels.frames

    @cached_property
    def _windows(self) -> tuple[Window, ...]:
        shown_with = display_values(self.dataset)
        return tuple(window_for(frame, shown_with) for frame in self.read())

    @cached_property
    def fill(self) -> int:
        """Zero where that is black; else whichever end of the stored values shows darker."""
        if self._is_colour:
            return 0
        ends = self._ends()
        shown = self._windows[0].show(np.array([ends], dtype=self.pixels.frames.dtype))
        return ends[int(shown[0, 1, 0] < shown[0, 0, 0])]

    def _ends(self) -> tuple[int, int]:
        """Return the least and the greatest stored value that a burn may use.

        Unsigned values take the whole range of their bits. Signed ones stay within what the
        frames hold, because -32768 would make other viewers' automatic windows useless.
        """
        if self.pixels.frames.dtype.kind == "u":
            return 0, (1 << self.pixels.stored) - 1
        return int(self.pixels.frames.min()), int(self.pixels.frames.max())

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

    def show(self, number: int, frame: Frame) -> Picture:
        """Return a frame through the window that frame ``number`` had before any burning."""
        return frame if self._is_colour else self._windows[number].show(frame)

    def stripped(self) -> Encoded:
        """Write the data set as it stands, uncompressed."""
        return Encoded(MediaType.DICOM, write_dicom(self.dataset, came_as=self.came_as))

    def obscured(self, frames: Iterable[Frame]) -> Encoded:
        """Write burned frames, which now hold no burned-in annotation (PS3.3 C.7.6.1.1.4)."""
        burned = np.empty_like(self.pixels.frames)
        for number, frame in enumerate(frames):
            burned[number] = frame
        target = Dataset()
        target.update(self.dataset)
        target.BurnedInAnnotation = "NO"
        if self.shows_people:
            target.RecognizableVisualFeatures = "NO"
        elif could_show_a_face(self.dataset):
            # Whoever gets a volume that still has its face must know (PS3.15 E.3.2).
            target.RecognizableVisualFeatures = "NO" if self.is_defaced else "YES"
        syntax = output_syntax(self.came_as, burned)
        if syntax.is_encapsulated:
            compress(target, burned, syntax)
        else:
            set_frames(target, burned)
        return Encoded(MediaType.DICOM, write_dicom(target, syntax))


def open_stripped(media_type: MediaType, data: bytes, plan: RedactionPlan) -> Medium:
    """Decode what :meth:`WholeMedium.stripped` made; ``media_type`` is the medium's type.

    ``plan`` is what will be burned into it: a header says whether a face is left to be rendered.

    Raises:
        InputRejectedError: the bytes are not a stripped medium of that type.

    """
    if media_type is MediaType.DICOM:
        require_type(data, MediaType.DICOM)
        dataset = read_dicom(data)
        came = came_as(dataset.file_meta)
        return DicomMedium(dataset, decode_pixels(dataset), came, is_defaced=is_defaced(plan))
    if media_type is MediaType.MP4:
        return open_clip(data)
    require_type(data, MediaType.PNG)
    return PhotoMedium(media_type=media_type, pixels=decode_photo(MediaType.PNG, data).pixels)
