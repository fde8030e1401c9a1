"""Somebody at the site who tries again whenever the server is away."""

import time
from collections.abc import Callable
from typing import TypeVar

import httpx

from safelight.demo.client import Person, RefusedByApiError
from tests.factories.site import PASSWORD

T = TypeVar("T")


class Stubborn:
    """Does things at an address until they are answered, or until a time has come."""

    def __init__(self, address: str, email: str, until: float) -> None:
        self._person = Person(address, timeout=10)
        self._email = email
        self._until = until

    def __call__(self, act: Callable[[Person], T]) -> T:
        while True:
            try:
                return act(self._person)
            except httpx.TransportError:
                self._pause()
            except RefusedByApiError as refused:
                if refused.code == "not_logged_in":
                    self._log_in()
                elif refused.code == "unavailable":
                    self._pause()
                else:
                    raise

    def close(self) -> None:
        self._person.close()

    def _log_in(self) -> None:
        try:
            self._person.log_in(self._email, PASSWORD)
        except httpx.TransportError:
            self._pause()
        except RefusedByApiError as refused:
            if refused.code != "unavailable":
                raise
            self._pause()

    def _pause(self) -> None:
        if time.monotonic() > self._until:
            raise TimeoutError
        time.sleep(0.1)
