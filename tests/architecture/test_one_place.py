"""House rules: only one place may commit, one acknowledge, one admit, one change a state."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "api",
    "case_library",
    "moderation",
    "safelight",
    "schemas",
    "storage",
    "streams",
    "workers",
)


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def _calls(name: str) -> set[str]:
    """Return the modules that call something so named; a benchmark's yardstick does not count."""
    return {
        module
        for module, tree in _modules()
        if module != "safelight/bench/bare.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) == name
    }


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


@pytest.mark.parametrize(
    ("call", "place"),
    [
        ("commit", "storage/unit_of_work.py"),
        ("KafkaProducer", "streams/sender.py"),
        ("ack", "streams/agents/desk.py"),
        ("admit", "streams/handlers/library.py"),
        ("CaseRow", "case_library/admission.py"),
        ("EventRow", "storage/events.py"),
    ],
)
def test_only_one_place_may(call: str, place: str) -> None:
    assert _calls(call) == {place}


def test_events_leave_the_outbox_where_a_run_acknowledges_them() -> None:
    assert _calls("mark_sent") == {"streams/embedded.py", "streams/relay.py"}


def test_the_inbox_is_written_where_effects_are_carried_out() -> None:
    taking = {
        module
        for module, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func) == "inbox.take"
    }
    assert taking == {"streams/runner.py"}


def test_states_change_in_transitions_alone() -> None:
    changing = {
        module
        for module, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        for part in (target.elts if isinstance(target, ast.Tuple) else [target])
        if isinstance(part, ast.Attribute) and part.attr == "state_since"
    }
    assert changing == {"moderation/transitions.py"}


def test_modules_stay_small() -> None:
    sizes = {module: len((ROOT / module).read_text().splitlines()) for module, _ in _modules()}
    migrations = "storage/migrations/"
    large = {m: n for m, n in sizes.items() if n > 330 and not m.startswith(migrations)}
    assert large == {}


def test_no_module_is_called_after_nothing() -> None:
    vague = {"utils", "helpers", "common", "manager", "misc"}
    assert not [module for module, _ in _modules() if Path(module).stem in vague]
