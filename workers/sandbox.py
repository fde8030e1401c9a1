"""What a pool's child process gives up before it sees its first untrusted byte.

Nothing here may be imported by way of an image library: the limits come first. What a green test
of this module does not prove is that a hole in a C library cannot reach the kernel; it proves
that memory, network, other programs and files are out of reach by ordinary means.
"""

import ctypes
import logging
import multiprocessing
import os
import resource
import signal
import sys
import threading
import warnings

_THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ORT_NUM_THREADS",
                    "NUMEXPR_NUM_THREADS", "OPENCV_FOR_THREADS_NUM")  # fmt: skip
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_NO_NEW_PRIVS = 38
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = frozenset(
    (
        "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn",
        "socket.__new__", "socket.bind", "socket.connect", "socket.getaddrinfo",
        "socket.gethostbyaddr", "socket.gethostbyname", "socket.sendmsg", "socket.sendto",
        "subprocess.Popen", "urllib.Request", "os.remove", "os.rename", "os.mkdir", "os.rmdir",
    )
)  # fmt: skip


class ForbiddenError(PermissionError):
    """A child process tried to reach out; carries the audit event's name and nothing else."""


def enter(memory_bytes: int) -> None:
    """Shut this process in, for good. Called once, at a child's start.

    ``memory_bytes`` limits the address space, which counts libraries and models as well.
    """
    silence()
    for name in _THREAD_SETTINGS:
        os.environ[name] = "1"
    sys.dont_write_bytecode = True
    _leave_network()
    _end_with_parent()
    _limit(memory_bytes)
    sys.addaudithook(_refuse)


def silence() -> None:
    """Let nothing be said: C libraries, Pillow and pydicom quote values in their warnings."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null, stream)
    os.close(null)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")


def _limit(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A handler in Python would wait for the C call that has overrun its deadline.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _leave_network() -> None:
    """Move to a network namespace without interfaces, where the kernel allows it.

    Where it does not (an older kernel, a strict container), the audit hook remains.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _end_with_parent() -> None:
    """End this process when its parent does, even if that was killed outright."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


def _refuse(event: str, args: tuple[object, ...]) -> None:
    """Refuse audited events that reach out of the process, and opening files for writing."""
    if event in _FORBIDDEN:
        raise ForbiddenError(event)
    writes = event == "open" and isinstance(args[2], int) and args[2] & _WRITING
    if writes and args[0] != os.devnull:
        raise ForbiddenError(event)
