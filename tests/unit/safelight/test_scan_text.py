"""``scan-text`` as people and machines run it."""

import json
from pathlib import Path

from typer.testing import CliRunner

from safelight.cli import app


def _run(tmp_path: Path, lines: str, *more: str) -> tuple[int, list[dict[str, object]]]:
    file = tmp_path / "in.jsonl"
    file.write_text(lines, encoding="utf-8")
    report = tmp_path / "out.jsonl"
    result = CliRunner().invoke(app, ["scan-text", str(file), "--report", str(report), *more])
    return result.exit_code, [json.loads(line) for line in report.read_text().splitlines()]


def test_a_report_has_a_line_for_every_text(tmp_path: Path) -> None:
    texts = ["Mrs Llewellyn, seen 2024-03-09", "clean margins"]
    lines = "".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(texts))
    code, report = _run(tmp_path, lines)
    assert code == 0
    assert [line["id"] for line in report] == ["0", "1"]
    spans = report[0]["spans"]
    assert isinstance(spans, list)
    assert [(texts[0][s["start"] : s["end"]], s["kind"], s["tier"]) for s in spans] == [
        ("Llewellyn", "name", "sure"),
        ("2024-03-09", "date", "sure"),
    ]
    assert report[1]["spans"] == []


def test_lines_that_are_none_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    lines = 'no json\n{"id": "a"}\n\n{"id": 7, "text": "Dr. Okafor"}\n'
    code, report = _run(tmp_path, lines)
    assert code == 3
    assert report[:2] == [{"id": None, "error": "invalid"}, {"id": "a", "error": "invalid"}]
    assert report[2]["id"] == 7


def test_a_report_never_repeats_the_text(tmp_path: Path) -> None:
    lines = json.dumps({"id": "x", "text": "Dr. Okafor saw MRN 00482913"}) + "\n" + "Okafor\n"
    _run(tmp_path, lines)
    written = (tmp_path / "out.jsonl").read_text()
    assert "Okafor" not in written
    assert "00482913" not in written


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["scan-text", str(tmp_path / "none")])
    assert result.exit_code == 2
