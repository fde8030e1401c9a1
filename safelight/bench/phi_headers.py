"""Identity in DICOM headers: what survives where, what is kept, how fast, and against whom."""

import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pydicom
from pydicom.data import get_testdata_files
from pydicom.dataset import Dataset

from safelight.bench.header_peers import PEERS, installed
from safelight.bench.planted.harmless import CHECKS, harmless_file, lost
from safelight.bench.planted.markers import survives
from safelight.bench.planted.places import place_files
from safelight.bench.planted.rows import Planted, row_files
from safelight.bench.throughput import Tell
from schemas.failures import InputRejectedError
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from workers import registry
from workers.deidentification.header import clean_file
from workers.free_text.descriptors import cleaned
from workers.stage import StageInput

_KEY = bytes(range(32))
_ROUNDS = 3

Clean = Callable[[bytes], bytes]
"""Takes a DICOM file and returns it cleaned; raises where it refuses."""


@dataclass(frozen=True, slots=True)
class Files:
    """What every tool is given: planted files of three kinds, and images as they come."""

    top: Sequence[Planted]
    nested: Sequence[Planted]
    places: Sequence[Planted]
    shipped: Sequence[bytes]


def measure(tell: Tell, *, seed: int, uv: Path | None) -> dict[str, Any]:
    """Measure Safelight, and the peers that ``uv`` can install for the while."""
    warnings.simplefilter("ignore")
    files = Files(
        top=list(row_files(seed, nested=False)),
        nested=list(row_files(seed, nested=True)),
        places=list(place_files(seed)),
        shipped=list(_shipped()),
    )
    tell("safelight")
    result = {"safelight": _ours(files)}
    for name in PEERS if uv is not None else ():
        tell(f"{name}, installed into a folder of its own")
        with installed(uv, name) as peer:  # type: ignore[arg-type]
            count, own, floor = peer.speed(files.shipped, _ROUNDS)
            result[name] = {
                **{
                    kind: _scored(planted, peer.clean([file.data for file in planted]))
                    for kind, planted in _kinds(files)
                },
                "harmless": _harmless(peer.clean([harmless_file()])[0]),
                "speed": {"files": count, "per_second": count / own, "of_plain": floor / own},
            }
    return result


def _kinds(files: Files) -> tuple[tuple[str, Sequence[Planted]], ...]:
    return (
        ("rows_top", files.top),
        ("rows_nested", files.nested),
        ("other_places", files.places),
    )


def _ours(files: Files) -> dict[str, Any]:
    return {
        "rows_top": _scored(files.top, _tried(_header, files.top)),
        "rows_nested": _scored(files.nested, _tried(_header, files.nested)),
        "other_places": _scored(files.places, _tried(_whole_way, files.places)),
        "harmless": _harmless(_header(harmless_file())),
        "speed": _speed(files.shipped, _header),
    }


def _header(data: bytes) -> bytes:
    return clean_file(data, _KEY).data


def _whole_way(data: bytes) -> bytes:
    """Pass a file through the automatic stages; what hides in pixels is gone only behind them."""
    given = StageInput(MediaType.DICOM, data, RedactionPlan(), _KEY)
    for stage in registry.chain():
        output = stage.run(given)
        data = output.canonical.data[:]
        given = StageInput(MediaType.DICOM, data, output.plan, _KEY)
    return data


def _tried(clean: Clean, files: Sequence[Planted]) -> list[bytes | None]:
    made: list[bytes | None] = []
    for file in files:
        try:
            made.append(clean(file.data))
        except InputRejectedError:
            made.append(None)
    return made


def _scored(files: Sequence[Planted], made: Sequence[bytes | None]) -> dict[str, Any]:
    pairs = [(file, data) for file, data in zip(files, made, strict=True) if data is not None]
    surviving = [file.name for file, data in pairs if survives(data, file.tag, file.marker)]
    return {
        "planted": len(files),
        "held": len(files) - len(pairs),
        "surviving": len(surviving),
        "sequences_lost": sum(not _has_path(data, file.path) for file, data in pairs),
        "which": surviving[:10],
    }


def _has_path(data: bytes, path: Iterable[int]) -> bool:
    try:
        place: Dataset = pydicom.dcmread(BytesIO(data), force=True)
        for tag in path:
            place = place[tag].value[0]
    except (KeyError, IndexError, AttributeError):
        return False
    return True


def _harmless(made: bytes | None) -> dict[str, Any]:
    gone = lost(made)
    return {"checks": len(CHECKS), "lost": len(gone), "which": gone}


def _shipped() -> Iterable[bytes]:
    """Yield the images that pydicom's wheel carries, as far as they can be read and written."""
    for name in sorted(get_testdata_files("*.dcm")):
        data = Path(name).read_bytes()
        if data[128:132] != b"DICM" or len(data) > 1 << 20:
            continue
        try:
            dataset = pydicom.dcmread(BytesIO(data))
            dataset.save_as(BytesIO())
            _header(data)
        except Exception:  # noqa: BLE001, S112 - a file that somebody cannot read measures nothing
            continue
        if "PixelData" in dataset:
            yield data


def _speed(files: Sequence[bytes], clean: Clean) -> dict[str, Any]:
    """Return files a second, and as a share of pydicom's plain reading and writing, in turns."""

    def plain(data: bytes) -> None:
        pydicom.dcmread(BytesIO(data)).save_as(BytesIO())

    ours = floor = float("inf")
    for _ in range(_ROUNDS):
        floor = min(floor, _seconds(plain, files))
        cleaned.cache_clear()  # no file profits from having been cleaned before
        ours = min(ours, _seconds(clean, files))
    return {"files": len(files), "per_second": len(files) / ours, "of_plain": floor / ours}


def _seconds(work: Callable[[bytes], object], files: Iterable[bytes]) -> float:
    started = time.perf_counter()
    for data in files:
        work(data)
    return time.perf_counter() - started
