"""No field that is not on the list reaches a log line."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from safelight import logs


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Put logging back: what is set up here writes to a stream that ends with the test."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_fields_that_are_not_listed_are_dropped_and_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("info")
    structlog.get_logger().info("request", status=200, patient="DOE JANE", title="Rash of Jane")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["status"], line["dropped_fields"]) == ("request", 200, 2)
    assert "DOE" not in json.dumps(line)


def test_libraries_may_say_that_something_failed_but_not_what(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("info")
    try:
        int("bad value DOE^JANE")
    except ValueError:
        logging.getLogger("a.library").exception("could not read %s", "DOE^JANE")
    written = capsys.readouterr().err
    assert "DOE" not in written
    assert json.loads(written)["error_type"] == "ValueError"
