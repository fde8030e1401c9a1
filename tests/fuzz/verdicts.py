"""What became of one bent file."""

from dataclasses import dataclass

OK = "ok"
IN_PIXELS = "ok, words lied into pixels"
"""A length or offset was bent so that metadata are decoded as native pixel values."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a file ended, a code of the closed list or :data:`OK`, and what is wrong about that."""

    outcome: str
    violation: str | None = None
