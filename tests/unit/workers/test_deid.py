"""The library behind ``safelight deid``: a line per input in order, neutral names, no stops."""

import json
from pathlib import Path

import numpy as np
import pytest

from safelight import deid
from safelight.deid import Line, OutputOverwritesInputError, deidentify
from schemas.findings import Finding, FindingKind, Region, Waypoint, hull
from tests.factories import marked_media as media
from tests.factories import planted_stills

KEYS = ["input", "output", "media_type", "status", "code", "width", "height", "frames",
        "findings", "residual", "seconds"]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good and bad files, one in a folder within, with a patient's name for a name."""
    root = tmp_path_factory.mktemp("ward")
    label = media.with_text(media.plain(320, 240), "DOE^JANE 1984", (20, 20), 22, (255, 255, 255))
    (root / "a-doe-jane.jpg").write_bytes(media.jpeg(label))
    (root / "b-text.txt").write_bytes(b"no picture at all")
    (root / "c-empty.dcm").write_bytes(b"")
    (root / "d-cut.png").write_bytes(media.png(media.plain())[:400])
    (root / "e").mkdir()
    (root / "e" / "zqxmarker.dcm").write_bytes(media.planted_dicom())
    (root / "f.png").write_bytes(media.png(media.plain()))
    (root / ".hidden").write_bytes(b"not an input")
    return root


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[Line]:
    """The report of one run over that folder, its output inside it, and one missing path."""
    paths = [folder, folder / "gone.jpg"]
    return list(deidentify(paths, folder / "out", jobs=2))


def test_every_input_has_a_line_in_order(folder: Path, lines: list[Line]) -> None:
    """A bad file stops no other, and hidden files and the output folder are no inputs."""
    names = [Path(line["input"]).name for line in lines]
    assert names == ["a-doe-jane.jpg", "b-text.txt", "c-empty.dcm", "d-cut.png",
                     "zqxmarker.dcm", "f.png", "gone.jpg"]  # fmt: skip
    codes = [line["code"] for line in lines]
    assert codes == [None, "unsupported_type", "empty", "truncated", None, None, "missing_blob"]
    assert [line["status"] for line in lines] == [
        "ok" if code is None else "rejected" for code in codes
    ]


def test_lines_have_the_agreed_form(lines: list[Line]) -> None:
    """The keys of the design, JSON all through, and seconds for every stage that ran."""
    for line in lines:
        assert list(line) == KEYS
        json.dumps(line)
    assert set(lines[0]["seconds"]) == {"strip_phi", "obscure_faces"}
    assert set(lines[3]["seconds"]) == {"strip_phi"}
    texts = [finding for finding in lines[0]["findings"] if finding["kind"] == "text"]
    assert set(texts[0]) == {
        "kind", "subject", "region", "frames", "score", "tier", "reason", "detector",
    }  # fmt: skip
    assert (texts[0]["tier"], texts[0]["reason"]) == ("sure", "identifying_text")
    headers = [finding for finding in lines[0]["findings"] if finding["kind"] == "metadata"]
    assert not {"tier", "reason"} & set(headers[0])
    assert set(texts[0]["region"]) == {"x", "y", "w", "h"}


def test_only_what_moves_has_a_path() -> None:
    """One more key, and none where readers of the agreed form do not expect one."""
    path = tuple(Waypoint(frame=frame, region=Region(x=frame, y=0, w=9, h=9)) for frame in (3, 8))
    region = hull(waypoint.region for waypoint in path)
    still = Finding(kind=FindingKind.FACE, detector="d", version="1", region=region)
    moves = still.model_copy(update={"path": path, "frames": (3, 8)})
    assert "path" not in deid._finding(still)
    line = deid._finding(moves)
    assert line["region"] == {"x": 3, "y": 0, "w": 14, "h": 9}
    assert json.loads(json.dumps(line))["path"][1] == {
        "frame": 8,
        "region": {"x": 8, "y": 0, "w": 9, "h": 9},
    }


def test_outputs_have_neutral_names(folder: Path, lines: list[Line]) -> None:
    """A file's name often is a patient's; only its place in the run survives."""
    written = sorted(path.name for path in (folder / "out").iterdir())
    assert written == ["000001.jpg", "000005.dcm", "000006.png"]
    assert lines[0]["output"] == str(folder / "out" / "000001.jpg")
    assert lines[1]["output"] is None


def test_outputs_hold_nothing_planted(folder: Path, lines: list[Line]) -> None:
    """The sweep for planted bytes, now over what is on disk."""
    assert lines
    for path in (folder / "out").iterdir():
        assert not media.has_marker(path.read_bytes())


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    """Writing into the folder that is read could destroy what is still to be read."""
    source = tmp_path / "000001.png"
    source.write_bytes(media.png(media.plain()))
    with pytest.raises(OutputOverwritesInputError):
        list(deidentify([tmp_path / "000001.png"], tmp_path))
    assert source.read_bytes() == media.png(media.plain())


def test_progress_is_told_for_each_input(tmp_path: Path) -> None:
    """The callback gets the very lines of the report."""
    for number in range(3):
        frames = np.full((1, 16, 16), number, dtype=np.uint8)
        (tmp_path / f"{number}.dcm").write_bytes(media.dicom(frames))
    told: list[Line] = []
    lines = list(deidentify([tmp_path], tmp_path / "out", 1, told.append))
    assert told == lines
    assert [line["status"] for line in lines] == ["ok"] * 3


def test_every_still_comes_out_under_a_neutral_name(tmp_path: Path) -> None:
    """The ending says what the output is, not what the input was called."""
    source = tmp_path / "in"
    source.mkdir()
    for number, make in enumerate(planted_stills.MAKERS.values()):
        (source / f"{number}-{media.MARKER}.bin").write_bytes(make(media.plain(64, 48)))
    lines = list(deidentify([source], tmp_path / "out", jobs=1))
    assert [line["code"] for line in lines] == [None] * len(planted_stills.MAKERS)
    suffixes = [Path(line["output"]).suffix for line in lines]
    assert suffixes == [".jpg", ".png", ".jpg", ".png", ".png", ".jpg", ".jpg"]
    for path in (tmp_path / "out").iterdir():
        assert media.MARKER not in path.name
        assert not media.has_marker(path.read_bytes())
