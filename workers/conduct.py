"""How a stage has a long medium worked on in parts, which several processes take side by side.

A stage that can do so yields *steps*, is sent what came of each, and returns its output in the
end. It says what is to be done and how results fit together; where, and in how many processes,
is not its business, so the output is the same whatever their number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from workers.content import Content


def as_it_is(result: Any) -> Any:
    """Keep a result as it came."""
    return result


@dataclass(frozen=True, slots=True)
class Call:
    """A function at the top level of a module, and what it is called with.

    It runs in a child process, as a stage does, and is as pure: nothing but what it is given.
    """

    work: Callable[..., Any]
    given: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """So many calls that do not wait for each other; sent back are their results, in order.

    ``call`` makes the call with a number, from 0 on, when its turn has come: what it is called
    with is then in memory no longer than it need be. ``kept`` makes of each result, as soon as it
    is there, what is sent back of it. ``share`` is how much of the stage's whole work they are, 0
    to 1.
    """

    count: int
    call: Callable[[int], Call]
    share: float = 0.0
    kept: Callable[[Any], Any] = as_it_is


@dataclass(frozen=True, slots=True)
class Flow:
    """A call that gives items one after another, and a call for each item as soon as it is there.

    ``source`` returns an iterator, which is iterated over in the child; it must give the same
    items each time. ``fed`` is what its function is called with before all else: it may be large,
    and goes to the child piece by piece. ``kept`` makes of each item what is kept of it. ``then``
    returns what makes the call for such an item when its turn has come, or says that there is none;
    ``expected`` tells from it how many calls there will be about. What is sent back are pairs of an
    item and the result of its call, in order.
    """

    source: Call
    then: Callable[[Any], Callable[[], Call] | None]
    expected: Callable[[Any], int]
    share: float = 0.0
    kept: Callable[[Any], Any] = as_it_is
    fed: Content | None = None


Step: TypeAlias = Batch | Flow
