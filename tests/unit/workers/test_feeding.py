"""What goes to a process piece by piece arrives whole, or is known not to have."""

from collections.abc import Iterator

import pytest

from schemas.failures import FailureCode, InputRejectedError
from workers import child
from workers.child import Ended, Lost, Refused
from workers.conduct import Call


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    child.take_piece(0, b"")
    child.drop_items()


def _letters(fed: bytes, times: int) -> Iterator[bytes]:
    for place in range(len(fed)):
        yield times * fed[place : place + 1]


def _refused(fed: bytes) -> Iterator[bytes]:
    raise InputRejectedError(FailureCode.EMPTY)
    yield fed


def _all_items(source: Call, size: int) -> list[object]:
    items = [child.begin_items(source, size)]
    while not isinstance(items[-1], Ended | Lost | Refused):
        items.append(child.next_item())
    return items


def test_pieces_are_one_again() -> None:
    """They are what the work is called with first."""
    child.take_piece(0, b"ab")
    child.take_piece(2, b"c")
    assert _all_items(Call(_letters, (2,)), 3) == [b"aa", b"bb", b"cc", Ended()]


def test_nothing_may_be_fed_as_well() -> None:
    child.take_piece(0, b"")
    assert _all_items(Call(_letters, (2,)), 0) == [Ended()]


def test_a_new_beginning_forgets_what_was_fed() -> None:
    """Who was interrupted begins anew, in the same process perhaps."""
    child.take_piece(0, b"xyz")
    child.take_piece(0, b"a")
    assert _all_items(Call(_letters, (1,)), 1) == [b"a", Ended()]


def test_another_process_was_fed_what_came_before() -> None:
    """It says so, rather than to work on half of it."""
    child.take_piece(0, b"ab")
    assert child.take_piece(3, b"d") == Lost()
    assert child.begin_items(Call(_letters, (1,)), 4) == Lost()


def test_what_was_fed_is_worked_on_once() -> None:
    """No process keeps an upload for longer than it needs it."""
    child.take_piece(0, b"a")
    assert _all_items(Call(_letters, (1,)), 1) == [b"a", Ended()]
    assert child.begin_items(Call(_letters, (1,)), 1) == Lost()


def test_a_refusal_comes_as_one() -> None:
    child.take_piece(0, b"a")
    assert _all_items(Call(_refused, ()), 1) == [Refused(FailureCode.EMPTY)]
