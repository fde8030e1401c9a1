"""``bench phi pictures --kind`` as people run it; what is measured is not, which takes minutes."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from typer.testing import CliRunner

from safelight.bench import phi_pictures
from safelight.bench.burned_in.kinds import Kind
from safelight.cli import app


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[Kind]]:
    """Return the kinds of every measurement that is asked for, which is not made."""
    asked: list[Sequence[Kind]] = []

    def measure(*_: Any, kinds: Sequence[Kind], **__: Any) -> dict[str, Any]:
        asked.append(kinds)
        return {kind.value: {} for kind in kinds}

    monkeypatch.setattr(phi_pictures, "measure", measure)
    return asked


def test_all_kinds_are_measured_by_default(measured: list[Sequence[Kind]]) -> None:
    assert CliRunner().invoke(app, ["bench", "phi", "pictures"]).exit_code == 0
    assert measured == [list(Kind)]


def test_the_kinds_that_are_named_are_measured_and_no_other(
    measured: list[Sequence[Kind]],
) -> None:
    given = ["bench", "phi", "pictures", "--kind", "vertical", "--kind", "plain"]
    result = CliRunner().invoke(app, given)
    assert result.exit_code == 0
    assert measured == [[Kind.VERTICAL, Kind.PLAIN]]
    assert json.loads(result.stdout) == {"pictures": {"vertical": {}, "plain": {}}}


def test_an_unknown_kind_is_refused(measured: list[Sequence[Kind]]) -> None:
    assert CliRunner().invoke(app, ["bench", "phi", "pictures", "--kind", "runes"]).exit_code == 2
    assert measured == []
