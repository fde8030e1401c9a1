"""How a decoder's many exceptions become one code."""

from collections.abc import Iterator
from contextlib import contextmanager

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import HEAD_BYTES, TAIL_BYTES, MediaType, is_polyglot, sniff

_ENDED_EARLY = ("truncated", "end of file", "eof", "too few", "premature", "end of stream")


@contextmanager
def refusing() -> Iterator[None]:
    """Turn whatever a decoder raises on hostile bytes into an :class:`InputRejectedError`.

    The original exception is dropped, not chained: its text may quote the bytes. Running out of
    memory is no fault of the decoder's and passes through.
    """
    try:
        yield
    except (InputRejectedError, MemoryError):
        raise
    except Exception as error:
        code = FailureCode.TRUNCATED if says_truncated(error) else FailureCode.UNDECODABLE
        raise InputRejectedError(code) from None
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:
        # A panic in Rust, as of pylibjpeg-rle, is no Exception and cannot even be pickled.
        raise InputRejectedError(FailureCode.UNDECODABLE) from None


def says_truncated(error: BaseException | Warning) -> bool:
    """Tell whether a decoder complains that its input ended too soon."""
    if isinstance(error, EOFError):
        return True
    text = str(error).lower()
    return any(words in text for words in _ENDED_EARLY)


def require_type(data: bytes, expected: MediaType) -> None:
    """Check that bytes are what they are said to be, and nothing else besides.

    Raises:
        InputRejectedError: EMPTY, UNSUPPORTED_TYPE or POLYGLOT.

    """
    if not data:
        raise InputRejectedError(FailureCode.EMPTY)
    head = data[:HEAD_BYTES]
    if sniff(head) is not expected:
        raise InputRejectedError(FailureCode.UNSUPPORTED_TYPE)
    if is_polyglot(head, data[-TAIL_BYTES:]):
        raise InputRejectedError(FailureCode.POLYGLOT)
