"""How the process that hands films on gives back the memory that it used for them."""

import ctypes

_M_MMAP_THRESHOLD = -3
"""The parameter's number in glibc's ``malloc.h``."""

_LARGE_BYTES = 1 << 20


def give_back_what_is_large() -> None:
    """Let all large pieces of memory go back to the system as soon as they are free.

    glibc does so at first, but moves the limit up to the largest piece that was ever freed: parts
    of films then stay behind in each thread's heap, some 40 MB in all. Other C libraries have no
    such limit, and are left as they are.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
