"""Runs a system, or one role of it, behind uvicorn until a signal comes."""

import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Protocol

import uvicorn
from fastapi import FastAPI


class Served(Protocol):
    """What can be served: the embedded system, or a role of the distributed one."""

    @property
    def app(self) -> FastAPI:
        """The app that answers requests."""

    def start(self) -> None:
        """Begin to work."""

    def announce_stop(self) -> None:
        """Say that the end is near, so that nobody is kept waiting."""

    def stop(self) -> None:
        """Finish what is under way, and close everything."""


_STOPS = (signal.SIGINT, signal.SIGTERM)


class _Server(uvicorn.Server):
    """Tells streams to end when a signal comes; they would keep the stop waiting otherwise."""

    def __init__(self, config: uvicorn.Config, system: Served) -> None:
        super().__init__(config)
        self._system = system

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take signals as a wish to stop; uvicorn would raise them again before we are done."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {sig: signal.signal(sig, self.handle_exit) for sig in _STOPS}
        try:
            yield
        finally:
            for sig, handler in before.items():
                signal.signal(sig, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._system.announce_stop()
        super().handle_exit(sig, frame)


def listen(host: str, port: int) -> socket.socket:
    """Open the listening socket, so that its port is known before anything else starts.

    Raises:
        OSError: the port is taken.

    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(256)
    return listening


def address(listening: socket.socket) -> str:
    """Return the address that a browser on this machine finds the site at."""
    host, port = listening.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def serve(system: Served, listening: socket.socket, when_ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way.

    ``when_ready`` runs in a thread of its own once requests are answered.
    """
    server = _Server(_config(system), system)
    system.start()
    try:
        starter = threading.Thread(target=_when_started, args=(server, when_ready), daemon=True)
        starter.start()
        server.run(sockets=[listening])
    finally:
        for sig in _STOPS:
            signal.signal(sig, signal.SIG_IGN)
        system.stop()


@contextlib.contextmanager
def serving(system: Served, listening: socket.socket) -> Iterator[None]:
    """Serve for the length of a block, in a thread."""
    server = _Server(_config(system), system)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    system.start()
    thread.start()
    try:
        yield
    finally:
        system.announce_stop()
        server.should_exit = True
        thread.join()
        system.stop()


def _config(system: Served) -> uvicorn.Config:
    return uvicorn.Config(
        system.app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=5,
        lifespan="off",
    )


def _when_started(server: uvicorn.Server, when_ready: Callable[[], None]) -> None:
    started = threading.Event()
    while not server.started and not server.should_exit:
        started.wait(0.02)
    if not server.should_exit:
        when_ready()
