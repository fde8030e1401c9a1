"""Decoded video frames of any kind to upright, progressive 8-bit frames of one size in BT.709.

FFmpeg's filters do the work: interlaced frames lose their combs, BT.601 and BT.2020 become BT.709
of limited range, HDR (PQ and HLG) is mapped to SDR, and the display matrix is applied.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import av.error
import numpy as np
from av.filter import Graph
from av.sidedata.sidedata import Type
from av.video.frame import VideoFrame

from workers.imaging.clip import pixel_format
from workers.imaging.refusal import refusing
from workers.imaging.video_read import side_data

# ITU-T H.273: matrix coefficients, transfer characteristics and colour primaries.
_UNSPECIFIED, _BT709, _BT601 = 2, 1, 6
_WIDE_PRIMARIES = frozenset((9, 11, 12))  # BT.2020, P3 in a cinema and on a screen
_WIDE_TRANSFERS = frozenset((14, 15, 16, 18))  # BT.2020 in 10 and 12 bit, PQ, HLG
_HD_LINES = 720
"""From this height on, video that does not name its matrix is taken for BT.709, below for BT.601,
as players do."""

_Look = tuple[object, ...]


@dataclass
class Upright:
    """Takes frames in and gives frames out: as many, in the same order."""

    turn: tuple[str, ...]
    width: int
    height: int
    _graph: Graph | None = None
    _look: _Look = ()
    _interlaced: bool = False

    @classmethod
    def like(cls, first: VideoFrame) -> "Upright":
        """Prepare for frames of the size and orientation of the first; later ones must follow."""
        return cls(turn_of(first), first.width, first.height)

    @property
    def is_turned_aside(self) -> bool:
        """Whether width and height change places."""
        return "transpose=dir=cclock_flip" in self.turn

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what comes out."""
        return (self.height, self.width) if self.is_turned_aside else (self.width, self.height)

    def take(self, frame: VideoFrame) -> Iterator[VideoFrame]:
        """Take the next frame, and yield those that are ready.

        Raises:
            InputRejectedError: UNDECODABLE when the filters cannot take it.

        """
        with refusing():
            yield from self._passed(frame)

    def _passed(self, frame: VideoFrame) -> Iterator[VideoFrame]:
        if frame.colorspace == _UNSPECIFIED:
            frame.colorspace = _BT709 if self.height >= _HD_LINES else _BT601
        self._interlaced = self._interlaced or frame.interlaced_frame
        look = _look_of(frame, self._interlaced)
        if self._graph is None or look != self._look:
            yield from self.rest()
            self._graph, self._look = self._built(frame), look
        self._graph.vpush(frame)
        yield from _ready(self._graph)

    def rest(self) -> Iterator[VideoFrame]:
        """Yield what the filters still hold."""
        if self._graph is not None:
            self._graph.vpush(None)
            yield from _ready(self._graph)
            self._graph = None

    def _built(self, frame: VideoFrame) -> Graph:
        graph = Graph()
        graph.threads = 1
        last = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base
        )
        for name, _, options in (step.partition("=") for step in self._steps(frame)):
            step = graph.add(name, options or None)
            last.link_to(step)
            last = step
        last.link_to(graph.add("buffersink"))
        graph.configure()
        return graph

    def _steps(self, frame: VideoFrame) -> Iterator[str]:
        if self._interlaced:
            yield "bwdif=mode=send_frame:deint=interlaced"
        wide = frame.color_primaries in _WIDE_PRIMARIES or frame.color_trc in _WIDE_TRANSFERS
        mapped = ":out_primaries=bt709:out_transfer=bt709:intent=perceptual" if wide else ""
        size = f"w={self.width}:h={self.height}"
        yield f"scale={size}:out_color_matrix=bt709:out_range=limited{mapped}"
        yield f"format={pixel_format(self.width, self.height)}"
        yield from self.turn


def turn_of(frame: VideoFrame) -> tuple[str, ...]:
    """Return the filters that apply a frame's display matrix (ISO/IEC 14496-12 section 8.3.2).

    Only what turns by right angles and mirrors is looked at, because nothing else is written by
    cameras; a matrix that leans is taken for the nearest such.
    """
    matrix = side_data(frame).get(Type.DISPLAYMATRIX)
    if matrix is None:
        return ()
    values = np.frombuffer(bytes(matrix), dtype=np.int32)
    a, b, _, c, d = (int(value) for value in values[:5])
    turn: list[str] = []
    if abs(a) + abs(d) < abs(b) + abs(c):
        turn.append("transpose=dir=cclock_flip")
        a, d = c, b
    if a < 0:
        turn.append("hflip")
    if d < 0:
        turn.append("vflip")
    return tuple(turn)


def _look_of(frame: VideoFrame, interlaced: bool) -> _Look:
    return (frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range,
            frame.color_trc, frame.color_primaries, interlaced)  # fmt: skip


def _ready(graph: Graph) -> Iterator[VideoFrame]:
    while True:
        try:
            yield graph.vpull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
