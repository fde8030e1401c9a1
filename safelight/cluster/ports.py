"""Ports on 127.0.0.1 that nobody listens on."""

import os
import socket
from itertools import count, islice

# Below the range that Linux and macOS give to outgoing connections: nobody takes one of these in
# passing while its server is down between two starts.
_LOWEST = 20_000
_BLOCKS = 1_500
_LONGEST_ROW = 8

# Processes that look at the same time, as parallel tests do, begin at different places.
_blocks = count(os.getpid() * _LONGEST_ROW)


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this port now."""
    with socket.socket() as probe:
        # As servers do, so that connections which linger after a kill are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_row(length: int = 1) -> int:
    """Return the first of up to eight free ports in a row; the same process gets others next.

    Raises:
        OSError: there is no such row.

    """
    for block in islice(_blocks, _BLOCKS):
        first = _LOWEST + block % _BLOCKS * _LONGEST_ROW
        if all(is_free(port) for port in range(first, first + length)):
            return first
    raise OSError("no free port")
