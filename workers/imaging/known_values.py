"""What a file's header says of the patient and of others, to be recognised in its pixels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownValues:
    """Values of one file's header, as they may be written in its picture."""

    @classmethod
    def none(cls) -> "KnownValues":
        """Return no values: nothing is known, nothing matches."""
        return cls()

    def matches(self, text: str) -> bool:
        """Tell whether a line of text says one of the values."""
        return False
