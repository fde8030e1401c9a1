"""What must hold for a bent file, whatever it is: an output without words, or a code."""

from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO

from pydicom import dcmread

from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from tests.factories.marked_media import KEY, MARKER
from tests.fuzz.verdicts import IN_PIXELS, OK, Verdict
from workers import registry
from workers.pool import DeadlinePassed, StageError, StagePool, WorkerDied
from workers.stage import StageInput, StageOutput


def _forms() -> Iterator[bytes]:
    """Yield the marker in one-byte and two-byte letters and in Base64 at its three offsets."""
    yield MARKER.encode()
    for encoding in ("utf-16-le", "utf-16-be"):
        yield MARKER.encode(encoding)
    for offset in range(3):
        packed = b64encode(bytes(offset) + MARKER.encode())
        yield packed[offset + 1 if offset else 0 : -4]


_FORMS = tuple(_forms())


def judged(pool: StagePool, media_type: MediaType, data: bytes, *, whole_chain: bool) -> Verdict:
    """Send a file through the first stage, and through the others when asked to.

    Never raises for what a stage does.
    """
    given = StageInput(media_type, data, RedactionPlan(), KEY)
    stages = registry.chain() if whole_chain else registry.chain()[:1]
    found: str | None = None
    for stage in stages:
        try:
            output = pool.run(stage.name, given)
        except InputRejectedError as error:
            bug = None if stage is stages[0] else f"{stage.name} refused what the first stage made"
            return Verdict(error.code.value, bug)
        except StageError as error:
            return Verdict(FailureCode.STAGE_ERROR.value, f"{stage.name}: {error}")
        except DeadlinePassed:
            return Verdict(FailureCode.DEADLINE_PASSED.value)
        except WorkerDied:
            return Verdict(FailureCode.WORKER_DIED.value)
        found = found or _survivor(output)
        given = StageInput(output.media_type, output.canonical.data, output.plan, KEY)
    if found == IN_PIXELS:
        return Verdict(IN_PIXELS)
    return Verdict(OK, found)


def _survivor(output: StageOutput) -> str | None:
    """Say where the marker survived, ``None`` where it did not."""
    if _holds(output.plan.model_dump_json().encode()):
        return "the marker stands in the plan"
    for rendition in output.renditions:
        if not _holds(rendition.data):
            continue
        if rendition.media_type == MediaType.DICOM and not _outside_pixels(rendition.data):
            return IN_PIXELS
        return f"the marker stands in the {rendition.role} rendition"
    return None


def _outside_pixels(data: bytes) -> bool:
    """Tell whether the marker stands outside Pixel Data: a lie may have made words into pixels."""
    dataset = dcmread(BytesIO(data))
    pixels = dataset.PixelData
    return _holds(data.replace(pixels, b""))


def _holds(data: bytes) -> bool:
    return any(form in data for form in _FORMS)
