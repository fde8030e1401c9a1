"""RAW to STRIPPED: canonical pixels without metadata, and the burned-in text found in them."""

from collections.abc import Iterator

from pydicom.dataset import Dataset

from schemas.events import PhiStripped
from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import Finding, FindingKind, RedactionPlan
from schemas.media_type import MediaType
from schemas.zones import Zone
from workers import sample_videos, samples
from workers.content import Keep
from workers.deidentification.header import clean_file
from workers.deidentification.options import Option, Options
from workers.films.stripping import stripping
from workers.imaging.defacing import cover_faces
from workers.imaging.dicom_pixels import Pixels, decode_pixels
from workers.imaging.dicom_read import read_dicom, read_header
from workers.imaging.dicom_strip import fit_to_pixels
from workers.imaging.known_values import KnownValues, known_values
from workers.imaging.medium import DicomMedium, PhotoMedium, WholeMedium
from workers.imaging.parts import part_count
from workers.imaging.photo import decode_photo
from workers.imaging.recognizable import could_show_a_face
from workers.imaging.refusal import require_type
from workers.imaging.search import search
from workers.imaging.text import TextDetector
from workers.imaging.video_medium import open_clip
from workers.imaging.video_strip import (
    StrippedEnd,
    StrippedPart,
    StrippedVideo,
    announced_seconds,
    strip_in_parts,
    strip_video,
)
from workers.renditions import stripped_output
from workers.stage import Example, Stage, StageInput, StageOutput, Steps

_VERSION = "1"


def _run(given: StageInput) -> StageOutput:
    """Decode, leave everything but pixels behind, and look for text; nothing is painted yet.

    Raises:
        InputRejectedError: the bytes are not a clinical image that can be processed.

    """
    require_type(given.data[:], given.media_type)
    medium, left_behind, known = _open(given)
    plan = RedactionPlan(findings=given.plan.findings, lifted=given.plan.lifted)
    plan = plan.with_findings(left_behind)
    plan = plan.with_findings(search(medium, medium.read(), (TextDetector(known),)))
    return stripped_output(_becomes(given.media_type), medium, plan)


def _items(given: StageInput) -> Iterator[StageOutput | StrippedPart | StrippedEnd]:
    """Yield a long video in parts, stripped; of a short one, the output."""
    data = given.data[:]
    require_type(data, given.media_type)
    if part_count(announced_seconds(given.media_type, data)) == 1:
        yield _run(given)
    else:
        yield from strip_in_parts(given.media_type, data)


def _conduct(given: StageInput, keep: Keep) -> Steps | None:
    return stripping(given, _items, _named, keep) if given.media_type.is_video else None


def _named(video: StrippedVideo | StrippedEnd) -> list[Finding]:
    sounds = _left_behind(FindingKind.AUDIO, video.sounds)
    return sounds + _left_behind(FindingKind.METADATA, video.blocks)


def _open(given: StageInput) -> tuple[WholeMedium, list[Finding], KnownValues]:
    data = given.data[:]
    if given.media_type is MediaType.DICOM:
        clean = clean_file(data, given.pseudonym_key, given.options)
        dataset = read_dicom(clean.data)
        pixels = decode_pixels(dataset)
        faces = _faces_of_slices(dataset, pixels, given.options)
        fitted = fit_to_pixels(dataset, pixels, given.pseudonym_key)
        dicom = DicomMedium(fitted, pixels, clean.syntax)
        left_behind = _left_behind(FindingKind.HEADER, clean.removed)
        return dicom, [*left_behind, *faces], known_values(read_header(data))
    if given.media_type.is_video:
        video = strip_video(given.media_type, data)
        return open_clip(video.data), _named(video), KnownValues.none()
    photo = decode_photo(given.media_type, data)
    medium = PhotoMedium(_becomes(given.media_type), photo.pixels)
    return medium, _left_behind(FindingKind.METADATA, photo.blocks), KnownValues.none()


def _faces_of_slices(dataset: Dataset, pixels: Pixels, options: Options) -> tuple[Finding, ...]:
    """Return what must be covered of slices that could be rendered to a face, if that is wanted.

    Raises:
        InputRejectedError: RECOGNIZABLE_FEATURES, where it cannot be told.

    """
    wanted = Option.CLEAN_RECOGNIZABLE_VISUAL_FEATURES in options
    if not wanted or not could_show_a_face(dataset):
        return ()
    found = cover_faces(dataset, pixels.frames)
    if found is None:
        raise InputRejectedError(FailureCode.RECOGNIZABLE_FEATURES)
    return found


def _becomes(media_type: MediaType) -> MediaType:
    """Return what a medium is from here on: the JPEG, PNG or MP4 that all can show.

    GIF and TIFF hold what was meant to be kept without loss, so they end as PNG.
    """
    if media_type.is_video:
        return MediaType.MP4
    if media_type in (MediaType.HEIC, MediaType.AVIF, MediaType.WEBP):
        return MediaType.JPEG
    return MediaType.PNG if media_type in (MediaType.GIF, MediaType.TIFF) else media_type


def _left_behind(kind: FindingKind, names: tuple[str, ...]) -> list[Finding]:
    """Name what was not taken over; one finding each, without a place in the picture."""
    return [
        Finding(kind=kind, detector="strip_phi", version=_VERSION, subject=name) for name in names
    ]


def _a_camera_photo() -> StageInput:
    return samples.given(MediaType.JPEG, samples.as_jpeg(samples.labelled_photo()))


def _expect_photo(output: StageOutput) -> None:
    assert output.media_type is MediaType.JPEG
    assert output.canonical.media_type == "image/png"
    assert samples.kinds(output) == {FindingKind.METADATA, FindingKind.TEXT}
    assert b"Jane Doe" not in output.canonical.data[:]


def _expect_ct(output: StageOutput) -> None:
    assert (output.width, output.height, output.frames) == (128, 128, 1)
    assert output.modality == "CT"
    subjects = {finding.subject for finding in output.plan.findings}
    assert {"InstitutionName", "(0043,1010)"} <= subjects
    assert b"JFK IMAGING" not in output.canonical.data[:]


def _expect_colour(output: StageOutput) -> None:
    assert output.canonical.media_type == MediaType.DICOM
    assert output.plan.findings


def _expect_video(output: StageOutput) -> None:
    assert output.media_type is MediaType.MP4
    assert (output.width, output.height, output.frames) == (640, 480, 10)
    subjects = {finding.subject for finding in output.plan.findings}
    assert {"location", "comment"} <= subjects
    assert FindingKind.TEXT in samples.kinds(output)
    assert not any(b"Jane Doe" in rendition.data[:] for rendition in output.renditions)


STAGE = Stage(
    name="strip_phi",
    version=_VERSION,
    order=10,
    needs=Zone.RAW,
    gives=Zone.STRIPPED,
    emits=PhiStripped,
    deadline=1800.0,
    run=_run,
    conduct=_conduct,
    examples=(
        Example("a camera's JPEG with EXIF and a burned-in name", _a_camera_photo, _expect_photo),
        Example(
            "a CT slice with private attributes",
            lambda: samples.given(MediaType.DICOM, samples.shipped_dicom("CT_small.dcm")),
            _expect_ct,
        ),
        Example(
            "a JPEG 2000 ultrasound picture in colour",
            lambda: samples.given(MediaType.DICOM, samples.shipped_dicom("examples_jpeg2k.dcm")),
            _expect_colour,
        ),
        Example(
            "a phone's video with its place and a burned-in name",
            lambda: samples.given(MediaType.MP4, sample_videos.labelled_video()),
            _expect_video,
        ),
    ),
)
