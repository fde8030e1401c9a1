"""The ledger lets nothing be acknowledged before what is ahead of it in its partition."""

from hypothesis import given
from hypothesis import strategies as st

from streams.agents.ledger import Ledger

_P = ("topic", 0)


@given(st.permutations(range(30)))
def test_whatever_ends_first_acknowledgements_come_in_order(ends: list[int]) -> None:
    ledger: Ledger[int] = Ledger()
    places = [ledger.enter(number, _P, 1) for number in range(30)]
    acknowledged: list[int] = []
    done: set[int] = set()
    for number in ends:
        done.add(number)
        acknowledged += ledger.done(places[number])
        ahead = next((n for n in range(30) if n not in done), 30)
        assert acknowledged == list(range(ahead)), "past one that is under way, or held back"
    assert ledger.under_way == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=60))
def test_partitions_do_not_wait_for_each_other(events: list[tuple[int, bool]]) -> None:
    ledger: Ledger[int] = Ledger()
    blocked: set[int] = set()
    for number, (partition, ends) in enumerate(events):
        place = ledger.enter(number, ("topic", partition), 1)
        if not ends:
            blocked.add(partition)
        else:
            assert list(ledger.done(place)) == ([] if partition in blocked else [number])


def test_what_was_under_way_before_a_rebalance_is_acknowledged_by_nobody() -> None:
    ledger: Ledger[str] = Ledger()
    old = [ledger.enter(f"old {number}", _P, 1) for number in range(3)]
    new = [ledger.enter(f"new {number}", _P, 2) for number in range(2)]
    assert list(ledger.done(old[0])) == []
    assert list(ledger.done(new[1])) == []
    assert list(ledger.done(new[0])) == ["new 0", "new 1"]
    assert list(ledger.done(old[2])) == []


def test_an_event_that_ends_twice_is_acknowledged_once() -> None:
    ledger: Ledger[str] = Ledger()
    place = ledger.enter("only", _P, 1)
    assert list(ledger.done(place)) == ["only"]
    assert list(ledger.done(place)) == []
