"""An outage is told apart from a mistake of ours: only after the first does another try help."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi import FastAPI
from obstore.exceptions import GenericError
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

from api import problems
from storage.blobs import BlobMissingError

_SECRET = Exception("value of a patient")


def _answer_after(error: Exception) -> httpx.Response:
    """Return what an app answers whose only route raises the error."""
    app = FastAPI()
    problems.install(app)

    @app.get("/")
    def fail() -> None:
        raise error

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://safelight") as client:
            return await client.get("/")

    # In a thread, because a browser test before may have left this one's event loop running.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask()).result()


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("SELECT", {}, _SECRET),
        InterfaceError("SELECT", {}, _SECRET),
        NoConnectionFreeError("value of a patient"),
        GenericError("value of a patient"),
        ConnectionRefusedError("value of a patient"),
        OSError("value of a patient"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_outage_asks_for_another_try(error: Exception) -> None:
    answer = _answer_after(error)
    assert answer.status_code == 503
    assert answer.headers["content-type"] == problems.MEDIA_TYPE
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["code"] == "unavailable"
    assert answer.json()["detail"].startswith("Safelight cannot reach its storage just now.")
    assert "patient" not in answer.text


@pytest.mark.parametrize(
    "error",
    [
        IntegrityError("INSERT", {}, _SECRET),
        ProgrammingError("SELEKT", {}, _SECRET),
        BlobMissingError(),
        KeyError("value of a patient"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_mistake_of_ours_does_not(error: Exception) -> None:
    answer = _answer_after(error)
    assert answer.status_code == 500
    assert "retry-after" not in answer.headers
    assert answer.json()["code"] == "internal"
    assert "patient" not in answer.text
