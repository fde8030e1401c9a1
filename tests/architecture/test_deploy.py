"""What deploy/ says fits the code: settings, roles and commands exist, and nobody holds too much.

There is no container engine here: a green run does not prove that the images build or start.
"""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from pydantic import SecretStr
from typer.main import get_command

from safelight.cli import app
from safelight.settings import Settings
from storage.keyring import Keyring, read_key_file

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ROLES = ("api", "worker", "relay", "sweep")
SETTINGS = {f"SAFELIGHT_{name.upper()}": field for name, field in Settings.model_fields.items()}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
OUR_IMAGE = f"safelight:{PROJECT['project']['version']}"


def _env_file(role: str) -> dict[str, str]:
    lines = (DEPLOY / "env" / f"{role}.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def _given(service: str) -> dict[str, str]:
    """Return the settings that a service gets in the open."""
    given = {name: str(value) for name, value in SERVICES[service].get("environment", {}).items()}
    for file in SERVICES[service].get("env_file", ()):
        given |= _env_file(Path(file).stem)
    return {name: value for name, value in given.items() if name.startswith("SAFELIGHT_")}


def _secrets(service: str) -> set[str]:
    return set(SERVICES[service].get("secrets", ()))


def _files() -> Iterator[Path]:
    for path in sorted(DEPLOY.rglob("*")):
        if path.is_file() and "secrets" not in path.relative_to(DEPLOY).parts:
            yield path


# SAFELIGHT_KAFKA_JARS and the like are between the scripts that start servers for tests.
_OUR_FILES = [
    path
    for path in _files()
    if path.suffix == ".env" or path.name in {"compose.yaml", "Dockerfile", "prometheus.yml"}
]


@pytest.mark.parametrize("path", _OUR_FILES, ids=lambda path: path.name)
def test_every_variable_is_a_setting(path: Path) -> None:
    named = set(re.findall(r"\bSAFELIGHT_[A-Z0-9_]+", path.read_text()))
    assert named <= set(SETTINGS)


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_is_given_can_be_read(
    role: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in _given(role).items():
        monkeypatch.setenv(name, value)
    for name in _secrets(role) & set(SETTINGS):
        monkeypatch.setenv(name, "made-up")
    Settings(data=tmp_path)


def test_every_role_has_a_service_and_an_env_file() -> None:
    assert {path.stem for path in (DEPLOY / "env").iterdir()} == set(ROLES)
    for role in ROLES:
        assert SERVICES[role]["env_file"] == [f"env/{role}.env"]


def test_what_the_roles_must_agree_on_is_the_same_everywhere() -> None:
    agreed = ("SAFELIGHT_KAFKA", "SAFELIGHT_KAFKA_PREFIX", "SAFELIGHT_S3_BUCKET")
    for name in (*agreed, "SAFELIGHT_S3_ENDPOINT", "SAFELIGHT_S3_REGION"):
        values = {_given(each)[name] for each in (*ROLES, "topics") if name in _given(each)}
        assert len(values) == 1, name


@pytest.mark.parametrize(
    "service", [name for name, service in SERVICES.items() if service["image"] == OUR_IMAGE]
)
def test_every_command_is_one(service: str) -> None:
    arguments = SERVICES[service]["command"]
    command: Any = get_command(app)
    while arguments and arguments[0] in getattr(command, "commands", {}):
        command, arguments = command.commands[arguments[0]], arguments[1:]
    assert not hasattr(command, "commands"), "a group, not a command"
    assert {*arguments} <= {opt for parameter in command.params for opt in parameter.opts}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_that_ended_itself_is_started_again(role: str) -> None:
    assert SERVICES[role]["restart"] == "always"


def test_the_relay_holds_neither_key_nor_bytes() -> None:
    assert _secrets("relay") == {"SAFELIGHT_DATABASE_URL"}
    assert set(_given("relay")) <= {
        "SAFELIGHT_KAFKA",
        "SAFELIGHT_KAFKA_PREFIX",
        "SAFELIGHT_LOG_LEVEL",
    }
    assert "bytes" not in SERVICES["relay"]["networks"]


def test_only_who_opens_or_signs_has_the_master_key() -> None:
    assert {name for name in SERVICES if "master-key" in _secrets(name)} == {
        "api",
        "worker",
        "sweep",
    }


def test_only_the_api_and_prometheus_are_in_reach_and_only_of_this_machine() -> None:
    published = {name: s["ports"] for name, s in SERVICES.items() if "ports" in s}
    assert set(published) == {"api", "prometheus"}
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)
    walled = {name for name, network in COMPOSE["networks"].items() if network.get("internal")}
    outside = {name for name, s in SERVICES.items() if not set(s["networks"]) <= walled}
    assert outside == set(published)


def test_no_secret_stands_in_the_open() -> None:
    """Neither as a setting that is a secret nor under a name that sounds like one."""
    secret = {name for name, field in SETTINGS.items() if SecretStr in _types(field.annotation)}
    assert secret == {"SAFELIGHT_DATABASE_URL", "SAFELIGHT_S3_SECRET_ACCESS_KEY"}
    for name, service in SERVICES.items():
        open_values: Mapping[str, object] = {**service.get("environment", {}), **_given(name)}
        for variable in open_values:
            assert variable not in secret
            sounds_secret = re.search("PASSWORD|SECRET|KEY|TOKEN", variable)
            assert not sounds_secret or variable.endswith("_FILE"), variable
    for path in _files():
        assert not re.search(r"\b[0-9a-f]{32,}\b", path.read_text(errors="replace")), path


def _types(annotation: Any) -> tuple[Any, ...]:
    return getattr(annotation, "__args__", (annotation,))


def test_every_secret_is_made_up_by_the_script_and_used(tmp_path: Path) -> None:
    script = Path(shutil.copy(DEPLOY / "secrets.sh", tmp_path))
    first = subprocess.run([script], check=True, capture_output=True, text=True).stdout
    made = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    assert "Keep a copy" in first
    declared = {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()}
    assert declared | {".gitignore"} <= set(made)
    used = {name for service in SERVICES for name in _secrets(service)}
    assert used == set(COMPOSE["secrets"])
    Keyring(read_key_file(tmp_path / "secrets" / "master.key"))
    assert made["postgres-password"] in made["database-url"]
    assert made["s3-secret-access-key"] in made["seaweedfs.json"]
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0
    again = subprocess.run([script], check=True, capture_output=True, text=True).stdout
    assert again == ""
    assert made == {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}


def test_images_are_pinned_to_a_version() -> None:
    images = [service["image"] for service in SERVICES.values()]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    for image in images:
        assert re.search(r":v?\d+\.\d+", image), image
    assert set(images) >= {OUR_IMAGE, "apache/kafka:4.1.1"}


def test_the_image_holds_every_package_and_what_it_copies_is_let_in() -> None:
    packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    copied = re.findall(r"^COPY (?!--from)(?:--chmod=\d+ )?(.+) \S+$", DOCKERFILE, re.MULTILINE)
    sources = {source for line in copied for source in line.split()}
    assert set(packages) <= sources
    let_in = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    for source in sources:
        assert (ROOT / source).exists(), source
        assert any(source == entry or source.startswith(f"{entry}/") for entry in let_in), source
    assert "USER safelight" in DOCKERFILE
    assert "/healthz" in DOCKERFILE


def test_the_entrypoint_turns_secret_files_into_settings(tmp_path: Path) -> None:
    """Run with another folder for the secrets, and a `python` that prints what it is given."""
    (tmp_path / "SAFELIGHT_DATABASE_URL").write_text("from a file")
    (tmp_path / "master-key").write_text("not a setting")
    fake = tmp_path / "python"
    fake.write_text('#!/bin/sh\necho "$SAFELIGHT_DATABASE_URL|$*"\n')
    fake.chmod(0o755)
    script = (DEPLOY / "entrypoint.sh").read_text().replace("/run/secrets", str(tmp_path))
    ran = subprocess.run(
        ["sh", "-c", script, "safelight", "dlq", "list"],
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
    )
    assert ran.stdout == "from a file|-m safelight dlq list\n"


def test_a_typer_command_knows_its_options() -> None:
    """The check of commands above would pass on nothing if Typer hid them elsewhere."""
    assert isinstance(app, typer.Typer)
    commands: Any = get_command(app)
    assert "--yes" in {
        o for p in commands.commands["topics"].commands["apply"].params for o in p.opts
    }
