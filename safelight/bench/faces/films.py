"""Faces in videos: in how many frames one is left bare, and how many frames a second.

Clips are not labelled. CenterFace, looking at the upright frames, tells where the faces are, and a
face that the frames before and after show is taken to be there between. Then the frames, and the
labels with them, are turned, slanted, cropped and shaken.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
import numpy as np

from safelight.bench.faces import finders
from safelight.bench.faces.labelled import Box, Labelled, Picture, moved
from safelight.bench.faces.score import is_covered
from safelight.bench.faces.variants import slanted, turned
from safelight.bench.throughput import Tell
from schemas.findings import Finding

_CERTAIN = 0.5
"""CenterFace's score from which a place is labelled as a face."""

_BRIDGED = 5
"""Frames on end in which a face may go unseen and still be labelled."""

_MOST_FRAMES = 240

Film: TypeAlias = list[Labelled]


def measure(tell: Tell, clips: Sequence[Path], deface: Path | None) -> dict[str, Any]:
    """Measure on each clip, as it is and in four other ways; ``deface`` is its interpreter."""
    result: dict[str, Any] = {}
    for clip in clips:
        tell(f"{clip.name}: labels")
        film = _labelled(clip)
        for way, change in _WAYS.items():
            tell(f"{clip.name}: {way}")
            shown = [change(frame, number) for number, frame in enumerate(film)]
            result[f"{clip.name}, {way}"] = _compared(shown, deface)
    return result


def _compared(film: Film, deface: Path | None) -> dict[str, Any]:
    started = time.perf_counter()
    findings = _followed([frame.pixels for frame in film])
    seconds = time.perf_counter() - started
    regions = [
        [(r.x, r.y, r.x + r.w, r.y + r.h) for r in (one.region_at(at) for one in findings) if r]
        for at in range(len(film))
    ]
    told: dict[str, Any] = {
        "frames": len(film),
        "face_frames": sum(len(frame.faces) for frame in film),
        "safelight": {"bare": _bare(film, regions), "frames_per_second": len(film) / seconds},
    }
    if deface is not None:
        found = finders.deface(deface)([frame.pixels for frame in film])
        rate = len(film) / sum(seconds for _, seconds in found)
        told["deface"] = {"bare": _bare(film, [b for b, _ in found]), "frames_per_second": rate}
        told["speed_over_deface"] = told["safelight"]["frames_per_second"] / rate
    return told


def _bare(film: Film, regions: Sequence[Sequence[Box]]) -> int:
    return sum(
        not is_covered(face, boxes)
        for frame, boxes in zip(film, regions, strict=True)
        for face in frame.faces
    )


def _followed(frames: Sequence[Picture]) -> Sequence[Finding]:
    from workers.imaging.clip import Clip
    from workers.imaging.face.film import follow_faces

    height, width = frames[0].shape[:2]
    clip = Clip(width, height, tuple(range(len(frames))), Fraction(1, 30))
    return follow_faces(_Frames(frames, clip))  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Frames:
    """As much of a medium as following faces needs."""

    pictures: Sequence[Picture]
    clip: Any

    @property
    def count(self) -> int:
        return len(self.pictures)

    @property
    def height(self) -> int:
        return int(self.pictures[0].shape[0])

    @property
    def width(self) -> int:
        return int(self.pictures[0].shape[1])

    def read(self) -> Iterator[Picture]:
        yield from self.pictures

    def show(self, number: int, frame: Picture) -> Picture:  # noqa: ARG002 - all are shown alike
        return frame


def _labelled(clip: Path) -> Film:
    from workers.imaging.face.center_face import CenterFace

    network = CenterFace()
    with av.open(str(clip)) as container:
        pictures = [
            np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)
            for _, frame in zip(range(_MOST_FRAMES), container.decode(video=0), strict=False)
        ]
    seen = [[one.box for one in network.look(picture, _CERTAIN)] for picture in pictures]
    return [
        Labelled(clip.name, "as it is", picture, tuple(boxes))
        for picture, boxes in zip(pictures, _bridged(seen), strict=True)
    ]


def _bridged(seen: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """Add the faces that are missing for a few frames, halfway between where they were seen."""
    result = [list(boxes) for boxes in seen]
    for at, boxes in enumerate(seen):
        for box in boxes:
            for gap in range(1, _BRIDGED + 1):
                after = at + gap + 1
                if after >= len(seen) or _near(box, result[at + 1]):
                    break
                again = _near(box, seen[after])
                if again is not None:
                    for step in range(1, gap + 1):
                        share = step / (gap + 1)
                        between = [a + share * (b - a) for a, b in zip(box, again, strict=True)]
                        result[at + step].append((between[0], between[1], between[2], between[3]))
                    break
    return result


def _near(box: Box, others: Sequence[Box]) -> Box | None:
    from workers.imaging.face.sighting import likeness

    return next((other for other in others if likeness(box, other) > 0.3), None)


def _cropped(frame: Labelled, _: int) -> Labelled:
    """Cut to a size that is no multiple of 16."""
    height, width = frame.pixels.shape[:2]
    left, top = width // 9, height // 11
    motion = np.array([[1, 0, -left], [0, 1, -top]], dtype=np.float64)
    return moved(frame, "cropped", motion, (width - 2 * left - 3, height - top - 5))


def _shaken(frame: Labelled, number: int) -> Labelled:
    """Move as a hand does that trembles, by up to a thirtieth of the height from frame to frame."""
    height, width = frame.pixels.shape[:2]
    chance = np.random.default_rng(number)
    across, down = chance.uniform(-1, 1, 2) * height / 60
    motion = np.array([[1, 0, across], [0, 1, down]], dtype=np.float64)
    return moved(frame, "shaken", motion, (width, height))


_WAYS: dict[str, Callable[[Labelled, int], Labelled]] = {
    "as it is": lambda frame, _: frame,
    "turned": lambda frame, _: replace(turned(frame, 1), kind="turned"),
    "slanted": lambda frame, _: replace(slanted(frame, 35), kind="slanted"),
    "cropped": _cropped,
    "shaken": _shaken,
}
