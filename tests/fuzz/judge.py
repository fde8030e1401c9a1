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
    found: str | None = None
    for number, stage in enumerate(registry.chain() if whole_chain else registry.chain()[:1]):
        try:
            output = pool.run(stage.name, given)
        except InputRejectedError as error:
            bug = f"{stage.name} refused what the stage before it made" if number else None
            return Verdict(error.code.value, bug)
        except Exception as error:  # noqa: BLE001 - that nothing else comes out is what is judged
            return _failed(stage.name, error)
        found = found or _survivor(output)
        given = StageInput(output.media_type, output.canonical.data, output.plan, KEY)
    return Verdict(IN_PIXELS) if found == IN_PIXELS else Verdict(OK, found)


def _failed(stage: str, error: Exception) -> Verdict:
    """Judge a failure that is not the file's: dying and being late are what the pool is for."""
    if isinstance(error, DeadlinePassed):
        return Verdict(FailureCode.DEADLINE_PASSED.value)
    if isinstance(error, WorkerDied):
        return Verdict(FailureCode.WORKER_DIED.value)
    if isinstance(error, StageError):
        return Verdict(FailureCode.STAGE_ERROR.value, f"{stage}: {error}")
    return Verdict("unexpected", f"{stage}: the pool raised {type(error).__name__}")


def _survivor(output: StageOutput) -> str | None:
    """Say where the marker survived, ``None`` where it did not."""
    if _holds(output.plan.model_dump_json().encode()):
        return "the marker stands in the plan"
    for rendition in output.renditions:
        if not _holds(rendition.data[:]):
            continue
        if rendition.media_type == MediaType.DICOM and not _outside_pixels(rendition.data[:]):
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
