"""House rule: who is about to change a submission or an account has locked it before looking.

On PostgreSQL an unlocked row may be another one by the time it is written. A green run does not
prove that what is locked is locked in the right order; ``tests/contract/test_claims.py`` tries.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("moderation", "case_library")

UNLOCKED = {
    "moderation/check.py:check_submission": "verified is for good, so a late look is right",
    "moderation/check.py:check_waiting": "likewise; each submission is locked on its own",
    "case_library/admission.py:admit": "likewise; the submission comes in locked",
    "moderation/dead_letters.py:abandon": "only asks whether the stream is a submission's",
    "moderation/find.py:locked_own_submission": "whose it is never changes; then it is locked",
}
"""Who looks without a lock, and why that is right."""

_LOOKS = {"submission", "own_submission", "account"}
_ROWS = {"SubmissionRow", "AccountRow"}


def _unlocked(source: str) -> set[str]:
    """Return the functions with a unit of work that look at one of these without a lock."""
    return {
        function.name
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef)
        if "uow" in {argument.arg for argument in function.args.args}
        if any(_is_unlocked_look(node) for node in ast.walk(function))
    }


def _is_unlocked_look(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not node.args:
        return False
    called, first = ast.unparse(node.func), ast.unparse(node.args[0])
    if called.removeprefix("find.") in _LOOKS:
        return True
    locks = {keyword.arg for keyword in node.keywords} & {"with_for_update"}
    return called in {"uow.session.get", "uow.session.get_one"} and first in _ROWS and not locks


def _found() -> Iterator[str]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            module = path.relative_to(ROOT)
            yield from (f"{module}:{name}" for name in _unlocked(path.read_text()))


def test_only_those_with_a_reason_look_without_a_lock() -> None:
    assert set(_found()) == set(UNLOCKED)


@pytest.mark.parametrize(
    "look",
    [
        "find.submission(uow.session, its_id)",
        "find.own_submission(uow.session, its_id, whose_id)",
        "find.account(uow.session, its_id)",
        "uow.session.get(SubmissionRow, its_id)",
        "uow.session.get_one(AccountRow, its_id)",
    ],
)
def test_a_look_without_a_lock_is_noticed(look: str) -> None:
    assert _unlocked(f"def act(uow, its_id):\n    {look}.state = 1\n") == {"act"}


@pytest.mark.parametrize(
    "source",
    [
        "def act(uow, its_id):\n    find.locked_submission(uow, its_id)\n",
        "def act(uow, its_id):\n    uow.session.get(SubmissionRow, its_id, with_for_update=True)\n",
        "def act(uow, its_id):\n    uow.session.get(MediumRow, its_id)\n",
        "def read(session, its_id):\n    find.submission(session, its_id)\n",
    ],
)
def test_a_look_with_a_lock_or_by_a_reader_is_right(source: str) -> None:
    assert _unlocked(source) == set()
