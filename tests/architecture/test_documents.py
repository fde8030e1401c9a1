"""What is written out of the code is as the code is now."""

import json
import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from safelight import documents, phi_page
from safelight.settings import Settings
from schemas.events import EVENTS

ROOT = Path(__file__).parents[2]
SNAPSHOTS = ROOT / "schemas" / "snapshots"
_REMEDY = "stale: run `make docs`"


def test_the_openapi_document_is_current() -> None:
    written = json.loads((ROOT / "moderation_ui" / "openapi.json").read_text())
    assert written == documents.openapi(), _REMEDY


def test_the_pipeline_page_is_current() -> None:
    assert (ROOT / "docs" / "pipeline.md").read_text() == documents.pipeline(), _REMEDY


def test_the_page_of_attributes_is_current() -> None:
    assert (ROOT / "docs" / "phi.md").read_text() == phi_page.phi(), _REMEDY


@pytest.mark.parametrize("name", sorted(documents.event_schemas()))
def test_an_event_is_as_its_snapshot_says(name: str) -> None:
    written = json.loads((SNAPSHOTS / name).read_text())
    assert written == documents.event_schemas()[name], (
        "an event changed: give it a new version and keep the old snapshot"
    )


@pytest.mark.parametrize(
    "path", sorted((SNAPSHOTS / "examples").glob("*.json")), ids=lambda p: p.stem
)
def test_payloads_of_old_snapshots_still_parse(path: Path) -> None:
    name = path.stem.split(".")[0]
    payload = json.loads(path.read_text())
    assert TypeAdapter(EVENTS[name]).validate_python(payload, strict=False).name == name


def test_every_event_has_an_example() -> None:
    examples = {path.stem.split(".")[0] for path in (SNAPSHOTS / "examples").glob("*.json")}
    assert examples == set(EVENTS)


def test_every_setting_is_documented_and_nothing_else() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text()
    documented = set(re.findall(r"^\| `SAFELIGHT_(\w+)` \|", page, re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


def test_the_project_names_no_registry_host() -> None:
    hosts = ("pypi." + "org", "registry." + "npmjs", "files." + "pythonhosted")
    files = (ROOT / "requirements.lock", ROOT / "moderation_ui" / "package-lock.json")
    for file in files:
        text = file.read_text()
        assert not [host for host in hosts if host in text], file
