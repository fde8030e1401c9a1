"""Steps of a stage carried out in this process, one call after another."""

import pickle
from collections.abc import Callable
from typing import Any

from workers.conduct import Call, Flow
from workers.content import Content
from workers.stage import StageOutput, Steps


def conducted_here(steps: Steps) -> StageOutput:
    """Return what comes of them; what crosses to a child process is pickled here as well."""
    answer: list[Any] | None = None
    while True:
        try:
            step = next(steps) if answer is None else steps.send(answer)
        except StopIteration as end:
            output: StageOutput = end.value
            return output
        if isinstance(step, Flow):
            items = [step.kept(item) for item in _crossed(_begun(step))]
            answer = [(item, _answer(step.then(item))) for item in items]
        else:
            answer = [step.kept(_made(step.call(number))) for number in range(step.count)]


def in_memory(data: bytes) -> Content:
    """Keep bytes as they are."""
    return data


def _begun(step: Flow) -> list[Any]:
    crossed = _crossed(step.source)
    fed = () if step.fed is None else (step.fed[:],)
    return list(crossed.work(*fed, *crossed.given))


def _answer(make: Callable[[], Call] | None) -> Any:
    return None if make is None else _made(make())


def _made(call: Call) -> Any:
    crossed = _crossed(call)
    return _crossed(crossed.work(*crossed.given))


def _crossed(what: Any) -> Any:
    return pickle.loads(pickle.dumps(what))
