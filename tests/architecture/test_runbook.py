"""The alerts and the runbook speak of things that exist: sections, metrics, commands, sayings."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from safelight.cli import app
from safelight.cluster.child import PROGRAM_MISSING
from safelight.settings import Settings
from schemas.failures import Blame, FailureCode
from streams.metrics import Metrics, StateCollector
from tests.factories.state import TurnedClock, new_database

ROOT = Path(__file__).parents[2]
PROMETHEUS = ROOT / "deploy" / "prometheus"
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text()
PAGES = ("runbook.md", "distributed.md", "configuration.md")
PACKAGES = ("api", "moderation", "safelight", "storage", "streams")
_RULES = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text())
ALERTS: dict[str, dict[str, Any]] = {
    rule["alert"]: rule for group in _RULES["groups"] for rule in group["rules"]
}


def _anchors(page: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def _metrics(folder: Path) -> set[str]:
    """Return every name under which the code shows something to Prometheus."""
    database = new_database(folder, TurnedClock())
    metrics = Metrics()
    metrics.show_pool(lambda: (1, 0))
    metrics.registry.register(StateCollector(database))
    names = set()
    for family in metrics.registry.collect():
        endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}
        names |= {family.name + ending for ending in endings.get(family.type, ("",))}
    database.close()
    return names


def _code(page: str) -> Iterator[str]:
    """Yield a page's pieces of code: lines of blocks, and spans."""
    for number, part in enumerate(page.split("```")):
        if number % 2:
            yield from part.splitlines()
        else:
            yield from re.findall(r"`([^`\n]+)`", part)


def _commands() -> Iterator[tuple[str, str]]:
    """Yield every call of the command line on the pages, with the page."""
    for name in PAGES:
        for code in _code((ROOT / "docs" / name).read_text()):
            call = re.search(
                r"(?:^|\s)(?:\.venv/bin/)?safelight ([a-z][^#|]*)|run --rm worker ([a-z][^#|]*)",
                code,
            )
            if call and not code.startswith("pg_"):
                yield name, (call[1] or call[2]).strip()


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alert_has_a_section_in_the_runbook(alert: str) -> None:
    page, anchor = ALERTS[alert]["annotations"]["runbook"].split("#")
    assert page == "docs/runbook.md"
    assert anchor in _anchors(RUNBOOK)
    assert f"`{alert}`" in RUNBOOK
    assert ALERTS[alert]["labels"]["severity"] in {"page", "ticket"}


def test_the_metrics_of_rules_and_runbook_exist(tmp_path: Path) -> None:
    known = _metrics(tmp_path)
    text = RUNBOOK + "".join(rule["expr"] for rule in ALERTS.values())
    named = set(re.findall(r"\bsafelight_\w+", text))
    assert len(named) > 8
    assert named <= known


def test_what_prometheus_scrapes_are_the_roles() -> None:
    config = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    jobs = {job["job_name"] for job in config["scrape_configs"]}
    assert jobs == {"api", "worker", "relay", "sweep"}
    asked = re.findall(r'job="(\w+)"', "".join(rule["expr"] for rule in ALERTS.values()))
    assert set(asked) == jobs


def test_the_codes_that_alert_are_those_that_are_our_fault() -> None:
    (codes,) = re.findall(r'code=~"([a-z_|]+)"', ALERTS["DeadLetters"]["expr"])
    ours = {code.value for code in FailureCode if code.blame is Blame.SYSTEM}
    assert set(codes.split("|")) == ours


def test_every_kind_of_dead_letter_is_in_the_runbook() -> None:
    assert {code.value for code in FailureCode} <= set(re.findall(r"`(\w+)`", RUNBOOK))


@pytest.mark.parametrize(("page", "call"), sorted(set(_commands())))
def test_a_command_on_the_pages_is_one(page: str, call: str) -> None:
    words = call.split()
    command: Any = get_command(app)
    while hasattr(command, "commands"):
        assert words, f"{page}: a group, not a command"
        assert words[0] in {*command.commands, "…"}, f"{page}: {words[0]}"
        if words[0] == "…":
            return
        command, words = command.commands[words[0]], words[1:]
    options = {word for word in words if word.startswith("--")}
    assert options <= {opt for parameter in command.params for opt in parameter.opts}, page


def test_the_pages_name_commands() -> None:
    assert {"lag", "dlq list", "audit verify"} <= {call for _, call in _commands()}


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_link_to_sections_and_settings_that_exist(name: str) -> None:
    page = (ROOT / "docs" / name).read_text()
    for target in re.findall(r"\]\((?!http)([^)]+)\)", page):
        file, _, anchor = target.partition("#")
        there = ROOT / "docs" / (file or name)
        assert there.exists(), target
        assert not anchor or anchor in _anchors(there.read_text()), target
    named = set(re.findall(r"\bSAFELIGHT_[A-Z0-9_]+", page))
    assert named <= {f"SAFELIGHT_{field.upper()}" for field in Settings.model_fields}


@pytest.mark.parametrize(
    "saying",
    [
        "Kafka does not answer as it should",
        "The database does not answer.",
        "None. Nothing was given up.",
        "no such open dead letter",
        "the record is no longer in Kafka",
        "There is no master key at",
        "cannot change",
        "announced_again",
        "broken_world",
        "dead_letter",
        "faust_ended",
        "kafka_away",
        "signal_lost",
        "storage_away",
        "sweep_failed",
        "worker_stuck",
    ],
)
def test_what_the_runbook_quotes_is_what_the_program_says(saying: str) -> None:
    sources = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert saying in RUNBOOK
    assert any(saying in path.read_text() for path in sources)


@pytest.mark.distributed
def test_the_rules_fire_when_they_should() -> None:
    """Needs Prometheus' own promtool, which a script finds or takes out of Debian's package."""
    asked = [str(PROMETHEUS / "promtool.sh"), "test", "rules", "alerts.test.yml"]
    status = subprocess.run(asked, cwd=PROMETHEUS, check=False).returncode
    if status == PROGRAM_MISSING and not os.environ.get("SAFELIGHT_TEST_REQUIRE_ALL"):
        pytest.skip("NO PROMTOOL: the rules' own tests are left out")
    assert status == 0
