"""Media for the stages' examples, built in memory or taken from the libraries' own wheels."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from pydicom.data import get_testdata_file

from schemas.findings import Finding, FindingKind, RedactionPlan, Region
from schemas.media_type import MediaType
from workers.imaging.arrays import Picture
from workers.stage import StageInput, StageOutput

KEY = bytes(range(32))
LABEL = "DOE^JANE 12.03.1984"
LABEL_REGION = Region(x=20, y=20, w=250, h=30)


def labelled_photo() -> Picture:
    """Return a plain grey-green picture, 480 × 640, with a name burned in at the top left."""
    rows, columns = np.mgrid[0:480, 0:640]
    shade = (110 + 40 * np.sin(rows / 60) * np.cos(columns / 80)).astype(np.uint8)
    image = Image.fromarray(np.stack((shade, shade + 10, shade), axis=2))
    font = ImageFont.load_default(24)
    ImageDraw.Draw(image).text((24, 20), LABEL, fill=(255, 255, 255), font=font)
    return np.array(image)


def portrait() -> Picture:
    """Return NASA's public-domain portrait of Eileen Collins, 512 × 512."""
    from skimage import data

    return np.asarray(data.astronaut(), dtype=np.uint8)  # type: ignore[no-untyped-call]


def as_jpeg(picture: Picture) -> bytes:
    """Encode as a camera would: with EXIF, here a description and the artist's name."""
    exif = Image.Exif()
    exif[0x010E] = "Jane Doe, left forearm"
    exif[0x013B] = "Dr A. Sample"
    out = BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


def as_png(picture: Picture) -> bytes:
    """Encode without loss, as a stripped photo is."""
    out = BytesIO()
    Image.fromarray(picture).save(out, "PNG")
    return out.getvalue()


def shipped_dicom(name: str) -> bytes:
    """Return one of the small files inside the pydicom wheel; never fetches one."""
    path = get_testdata_file(name, download=False)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    return Path(path).read_bytes()


def given(
    media_type: MediaType, data: bytes, plan: RedactionPlan | None = None, key: bytes = KEY
) -> StageInput:
    """Return a stage's input with an empty plan unless one is given."""
    return StageInput(media_type, data, plan or RedactionPlan(), key)


def drawn(region: Region, kind: FindingKind = FindingKind.MARK) -> Finding:
    """Return a finding such as a moderator draws."""
    return Finding(kind=kind, detector="moderator", version="1", region=region)


def kinds(output: StageOutput) -> set[FindingKind]:
    """Return which kinds of finding an output's plan holds."""
    return {finding.kind for finding in output.plan.findings}
