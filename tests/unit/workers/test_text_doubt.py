"""Lines that only a closer look saw: they count if they can be read, and hide nothing.

A green run does not prove recall on all texture: ``safelight bench phi pictures`` measures that.
"""

import numpy as np
import pytest

from safelight.bench.burned_in import lettering
from safelight.bench.burned_in.frames import frames
from safelight.bench.burned_in.kinds import Kind
from workers.imaging.sweep import mark
from workers.imaging.text import TextDetector
from workers.imaging.text_lines import Line, each_once
from workers.imaging.text_reading import Words


def _line(left: float, top: float, right: float, bottom: float, *, doubtful: bool) -> Line:
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    return Line(np.array(corners, dtype=np.float32), 0.9, doubtful)


def test_a_doubtful_line_swallows_only_its_like() -> None:
    sure, doubtful = (_line(10, 10, 90, 30, doubtful=doubt) for doubt in (False, True))
    around = _line(0, 5, 100, 35, doubtful=True)
    assert each_once([sure, around]) == [around, sure]
    assert each_once([doubtful, around]) == [around]


def test_doubt_moves_with_a_line() -> None:
    assert _line(0, 0, 9, 9, doubtful=True).moved(5, 5).doubtful
    assert not _line(0, 0, 9, 9, doubtful=False).moved(5, 5).doubtful


@pytest.mark.parametrize(("doubtful", "words", "count"),
                         [(True, Words("DOE", 0.4), 0), (True, Words("DOE", 0.6), 1),
                          (False, Words("DOE", 0.4), 1), (True, Words("D", 0.9), 0),
                          (False, Words("D", 0.9), 1)])  # fmt: skip
def test_a_doubtful_line_counts_if_more_than_a_letter_is_read_halfway(
    monkeypatch: pytest.MonkeyPatch, doubtful: bool, words: Words, count: int
) -> None:
    """What was seen at the first look goes at least as a suspicion, read or not."""
    picture = np.zeros((200, 400, 3), dtype=np.uint8)
    ink = lettering.latin_faces()[0]("DOE^JANE", 24)
    picture[60 : 60 + ink.shape[0], 80 : 80 + ink.shape[1]] = ink[:, :, np.newaxis]
    line = _line(78, 58, 82 + ink.shape[1], 62 + ink.shape[0], doubtful=doubtful)
    nowhere = np.zeros(picture.shape[:2], dtype=np.float32)
    monkeypatch.setattr("workers.imaging.text.find_lines", lambda *_: ([line], nowhere))
    monkeypatch.setattr("workers.imaging.text.read", lambda *_: words)
    assert len(TextDetector().find(picture)) == count


@pytest.mark.parametrize(("kind", "seed", "number"),
                         [(Kind.VERTICAL, 1003, 4), (Kind.HANDWRITING, 1003, 2),
                          (Kind.PLAIN, 1143, 31), (Kind.PLAIN, 1001, 36)], ids=str)  # fmt: skip
def test_what_was_missed_once_is_covered(kind: Kind, seed: int, number: int) -> None:
    """A column of thin letters on speckle, two high letters beside a rib.

    Two letters of six pixels on a hand's bone, and a short name on black beside speckle.
    """
    frame = list(frames(kind, number + 1, seed))[number]
    mask = np.zeros(frame.picture.shape[:2], dtype=bool)
    mark(mask, TextDetector().find(frame.picture))
    assert len(frame.strings) == 3
    for inked in frame.strings:
        assert mask[inked].mean() >= 0.95
