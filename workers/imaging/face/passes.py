"""Which networks look at a whole picture, in which turns and sizes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workers.imaging.arrays import Picture
from workers.imaging.face.center_face import CenterFace
from workers.imaging.face.dlib_hog import DlibHog
from workers.imaging.face.sighting import Network, Sighting
from workers.imaging.face.turning import turned
from workers.imaging.face.yunet import YuNet

CENTER_FACE, YUNET, DLIB = CenterFace(), YuNet(), DlibHog()


@dataclass(frozen=True, slots=True)
class Pass:
    """A network's looks at the whole picture, ``longest`` pixels a side, in each turn.

    Pictures no longer than ``above`` are left out: another pass shows them in the same size.
    """

    network: Network
    longest: int
    turns: tuple[int, ...]
    least: float
    above: int = 0


QUARTERS, DIAGONALS = (0, 90, 180, 270), (45, 135, 225, 315)

STRAIGHT = (
    Pass(CENTER_FACE, 640, (0,), 0.1),
    Pass(YUNET, 640, QUARTERS, 0.2),
    Pass(YUNET, 1280, (0,), 0.3, above=640),
)
SLANTED = (Pass(YUNET, 640, DIAGONALS, 0.2),)
"""Networks know faces that stand upright, give or take 30 degrees: eight turns make a circle."""

VOTE = (Pass(DLIB, 640, (0,), 0.0), Pass(DLIB, 640, QUARTERS[1:], 0.2))
"""Looks that only a setting asks for. Upright dlib's own threshold holds; turned, where there are
three times as many chances to be wrong, a margin of 0.25."""

_WHOLE = 320
"""Pixels along the longer side of a whole picture that is looked at once more."""

_LEAST = 0.05


def sightings(picture: Picture, passes: Iterable[Pass]) -> Iterator[Sighting]:
    """Yield what the networks see in H × W × 3 RGB, as boxes in its pixels."""
    for one in passes:
        if max(picture.shape[:2]) <= one.above:
            continue
        for degrees in one.turns:
            shown = turned(picture, degrees, one.longest)
            for sighting in one.network.look(shown.picture, one.least):
                yield shown.restored(sighting)


class TurnedLooks:
    """CenterFace's looks at a small picture in quarter turns, each taken when it is asked for."""

    def __init__(self, picture: Picture) -> None:
        """Take the picture, H × W × 3 RGB."""
        self._picture = picture
        self._seen: dict[int, list[Sighting]] = {}

    def near(self, degrees: int) -> Iterator[Sighting]:
        """Yield what is seen in a turn, or in the two that lie beside a slanted one."""
        beside = degrees % 90
        for quarter in {(degrees - beside) % 360, (degrees + beside) % 360}:
            yield from self._in(quarter)

    def _in(self, quarter: int) -> list[Sighting]:
        if quarter not in self._seen:
            only = (Pass(CENTER_FACE, _WHOLE, (quarter,), _LEAST),)
            self._seen[quarter] = list(sightings(self._picture, only))
        return self._seen[quarter]
