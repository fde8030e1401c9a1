"""Answers with what its parts answered: their numbers, behind each other."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from schemas.events import PlanRevised
from schemas.failures import FailureCode, InputRejectedError
from tests.unit.workers.hostile_stages import answer, stage
from workers.conduct import Batch, Call, Flow
from workers.content import Keep
from workers.stage import StageInput, StageOutput, Steps

PARTS = 6


def _run(given: StageInput) -> StageOutput:
    return answer(given, "whole")


def _steps(given: StageInput) -> Steps:
    how = given.data[:].decode()
    pairs = yield Flow(
        Call(_items, (how,)), lambda item: partial(Call, _part, (how, item)), lambda _: PARTS, 0.5
    )
    numbers = yield Batch(PARTS, lambda number: Call(_part, (how, number)), 0.5)
    flowed = "".join(f"{item}{result}" for item, result in pairs)
    return answer(given, flowed + "".join(str(number) for number in numbers))


def _items(how: str) -> Iterator[int]:
    for number in range(PARTS):
        if how == "slow source":
            time.sleep(0.4)
        yield number


def _part(how: str, number: int) -> int:
    """Give back the number; part 3 does what it is told to."""
    if how == "slow":
        time.sleep(0.4)
    if number == 3:
        if how == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        elif how == "rejects":
            raise InputRejectedError(FailureCode.UNDECODABLE)
        elif how == "quotes":
            raise LookupError("ZQXMARKER")
        elif how == "hangs":
            time.sleep(600)
    return number


def _conduct(given: StageInput, _: Keep) -> Steps | None:
    return None if given.data == b"short" else _steps(given)


STAGE = replace(stage("parts", PlanRevised, _run, deadline=5.0), conduct=_conduct)
