"""The automatic stages on files and folders, without a server: the library part of ``deid``."""

import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from schemas.failures import Blame, FailureCode, InputRejectedError
from schemas.findings import Finding, RedactionPlan
from schemas.media_type import HEAD_BYTES, MediaType, sniff
from workers import registry
from workers.content import CHUNK_BYTES, Chunks, Content
from workers.deidentification.options import DEFAULT, Options
from workers.pool import DeadlinePassed, StageError, StagePool, WorkerDied
from workers.spool import Spool
from workers.stage import StageInput, StageOutput

DEFAULT_MEMORY = 4 << 30
"""Address space of each child process, in bytes."""

MAX_FILE_BYTES = 1 << 30

Line = dict[str, Any]
"""One line of the report, with the keys that the design names, ready for JSON."""

_HELD = frozenset(
    (FailureCode.RESIDUAL_IDENTITY, FailureCode.DOCUMENT, FailureCode.RECOGNIZABLE_FEATURES)
)
"""Codes of inputs that are well-formed, and that a person must look at."""

_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "application/dicom": ".dcm",
             "video/mp4": ".mp4"}  # fmt: skip


OnProgress = Callable[[int, str, float], None]
"""Is told an input's number, the stage that works on it, and how much of that is done, 0 to 1."""


class OutputOverwritesInputError(ValueError):
    """An output would get the name of an input that is still to be read."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What one run does: with headers, by its key and its options, and with faces."""

    key: bytes
    options: Options
    dlib_vote: bool

    def given(self, media_type: MediaType, data: Content) -> StageInput:
        """Return what the first stage is given of a file."""
        plan = RedactionPlan()
        return StageInput(media_type, data, plan, self.key, self.options, self.dlib_vote)


@dataclass(slots=True)
class _Way:
    """How far an input has come."""

    media_type: str | None = None
    output: StageOutput | None = None
    code: FailureCode | None = None
    seconds: dict[str, float] = field(default_factory=dict)


def deidentify(  # noqa: PLR0913 - what the command line offers, and two more
    paths: Sequence[Path],
    out: Path,
    jobs: int = 1,
    on_done: Callable[[Line], None] | None = None,
    *,
    memory_bytes: int = DEFAULT_MEMORY,
    pseudonym_key: bytes | None = None,
    options: Options = DEFAULT,
    dlib_vote: bool = False,
    on_progress: OnProgress | None = None,
) -> Iterator[Line]:
    """Run every file through the chain and yield one report line per input, in input order.

    Folders are walked in name order, without what starts with a dot. Outputs are numbered by
    their input's place, because file names often hold a patient's; UIDs are mapped with a key
    that is made for this run and forgotten, unless one is given. ``on_done`` is called with each
    line as its input is done, ``on_progress`` with how far a long one has come, both from several
    threads. A long film is worked on by as many of the ``jobs`` processes as are idle. At most
    ``2 × jobs`` inputs are in memory, where a video's bytes are in a spool.

    Raises:
        OutputOverwritesInputError: before anything is read.

    """
    inputs = expand(paths, out)
    _refuse_overwriting(inputs, out)
    out.mkdir(parents=True, exist_ok=True)
    wanted = _Wanted(pseudonym_key or secrets.token_bytes(32), options, dlib_vote)
    pool = StagePool(jobs, memory_bytes)

    def one(number: int, path: Path) -> Line:
        tell = on_progress or _nobody
        way = _pass_chain(pool, path, wanted, partial(tell, number))
        tell(number, "", 1.0)
        line = _line(path, way, _write(way, out, number))
        if on_done is not None:
            on_done(line)
        return line

    with ThreadPoolExecutor(jobs) as threads:
        try:
            yield from _in_order(threads, one, inputs, ahead=2 * jobs)
        finally:
            # Before the threads are waited for, so that who stops early need not wait for them.
            pool.close()


def expand(paths: Iterable[Path], out: Path) -> list[Path]:
    """Return the files that are named, or stand in named folders outside ``out``, each once."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _files(path, out.resolve()) if path.is_dir() else (path,):
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _files(folder: Path, out: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.resolve() == out:
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _files(entry, out)
        elif entry.is_file():
            yield entry


def _refuse_overwriting(inputs: list[Path], out: Path) -> None:
    read = {path.resolve() for path in inputs}
    for number in range(1, len(inputs) + 1):
        if any(_target(out, number, suffix).resolve() in read for suffix in _SUFFIXES.values()):
            raise OutputOverwritesInputError(out)


def _in_order(
    threads: ThreadPoolExecutor,
    one: Callable[[int, Path], Line],
    inputs: list[Path],
    ahead: int,
) -> Iterator[Line]:
    """Keep a few inputs in work and yield their lines in order, however they finish."""
    waiting: deque[Future[Line]] = deque()
    try:
        for number, path in enumerate(inputs, start=1):
            waiting.append(threads.submit(one, number, path))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _nobody(_number: int, _stage: str, _share: float) -> None:
    """Tell nobody."""


def _pass_chain(
    pool: StagePool, path: Path, wanted: _Wanted, tell: Callable[[str, float], None]
) -> _Way:
    """Take one file through all stages; whatever goes wrong becomes a code."""
    way = _Way()
    try:
        media_type, data = _read(path)
        way.media_type = str(media_type)
        given = wanted.given(media_type, data)
        del data
        _run_stages(pool, given, way, tell)
    except InputRejectedError as error:
        way.code = error.code
    except DeadlinePassed:
        way.code = FailureCode.DEADLINE_PASSED
    except WorkerDied:
        way.code = FailureCode.WORKER_DIED
    except StageError:
        way.code = FailureCode.STAGE_ERROR
    return way


def _run_stages(
    pool: StagePool, given: StageInput, way: _Way, tell: Callable[[str, float], None]
) -> None:
    for stage in registry.chain():
        start = time.perf_counter()
        try:
            output = pool.run(stage.name, given, partial(tell, stage.name))
        finally:
            way.seconds[stage.name] = round(time.perf_counter() - start, 3)
        way.output = output
        given = replace(
            given,
            media_type=output.media_type,
            data=output.canonical.data,
            plan=output.plan,
        )
        if output.residual:
            way.code = FailureCode.RESIDUAL_IDENTITY
            return


def _read(path: Path) -> tuple[MediaType, Content]:
    """Return an input's type and bytes; a video's, which may be long, lie in a spool."""
    chunks = _chunks(path)
    head = next(chunks, b"")
    media_type = _sniffed(head[:HEAD_BYTES])
    whole = chain((head,), chunks)
    return media_type, Spool().keep_all(whole) if media_type.is_video else b"".join(whole)


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputRejectedError(FailureCode.TOO_LARGE)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    except OSError:
        raise InputRejectedError(FailureCode.MISSING_BLOB) from None


def _sniffed(head: bytes) -> MediaType:
    if not head:
        raise InputRejectedError(FailureCode.EMPTY)
    media_type = sniff(head)
    if media_type is None:
        raise InputRejectedError(FailureCode.UNSUPPORTED_TYPE)
    return media_type


def _target(out: Path, number: int, suffix: str) -> Path:
    return out / f"{number:06d}{suffix}"


def _write(way: _Way, out: Path, number: int) -> Path | None:
    """Write the obscured bytes under a neutral name, whole or not at all."""
    if way.code is not None or way.output is None:
        return None
    canonical = way.output.canonical
    target = _target(out, number, _SUFFIXES[canonical.media_type])
    partial = target.with_name(f".{target.name}.partial")
    with partial.open("wb") as file:
        file.writelines(Chunks(canonical.data))
    partial.replace(target)
    return target


def _line(path: Path, way: _Way, target: Path | None) -> Line:
    output = way.output
    media_type = output.canonical.media_type if target and output else way.media_type
    return {
        "input": str(path),
        "output": str(target) if target else None,
        "media_type": media_type,
        "status": _status(way.code),
        "code": way.code.value if way.code else None,
        "width": output.width if output else None,
        "height": output.height if output else None,
        "frames": output.frames if output else None,
        "findings": [_finding(finding) for finding in output.plan.findings] if output else [],
        "residual": [_finding(finding) for finding in output.residual] if output else [],
        "seconds": way.seconds,
    }


def _status(code: FailureCode | None) -> str:
    """Say ``rejected`` where the input is to blame, ``held`` where a person must look."""
    if code is None:
        return "ok"
    if code in _HELD:
        return "held"
    # Here a missing blob is a file that cannot be opened, which is the caller's to mend.
    unreadable = code is FailureCode.MISSING_BLOB
    return "rejected" if unreadable or code.blame is Blame.INPUT else "held"


def _finding(finding: Finding) -> Line:
    """Return a finding's line.

    One that a detector gives a reason for has its ``tier`` and that ``reason`` as well, and one
    that moves a ``path``; others leave them out.
    """
    line: Line = {
        "kind": finding.kind.value,
        "subject": finding.subject,
        "region": finding.region.model_dump() if finding.region else None,
        "frames": list(finding.frames) if finding.frames else None,
        "score": finding.score,
        "detector": finding.detector,
    }
    if finding.reason:
        line |= {"tier": finding.tier.value, "reason": finding.reason.value}
    if finding.path:
        line["path"] = [waypoint.model_dump() for waypoint in finding.path]
    return line
