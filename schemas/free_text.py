"""Free text about a case: its fields, what identifies in it, and what is taken out of it.

Offsets count Unicode code points from 0, as Python's strings do, and ``end`` is not included.
JavaScript's strings count UTF-16 units: whoever writes offsets there must convert them.
"""

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.findings import Tier


class TextField(StrEnum):
    """The texts in which an uploader may write anything, in the order they are read."""

    TITLE = "title"
    DIAGNOSIS = "diagnosis"
    CAPTION = "caption"


class SpanKind(StrEnum):
    """What identifies, after the identifiers of 45 CFR 164.514(b)(2)(i)."""

    NAME = "name"
    PLACE = "place"
    DATE = "date"
    AGE = "age"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"
    URL = "url"
    IP = "ip"


class Stretch(BaseModel):
    """A stretch of one text: code points ``start`` to ``end``, ``end`` not included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: TextField
    start: int = Field(ge=0, description="Counted in Unicode code points")
    end: int = Field(gt=0, description="Counted in Unicode code points, not included")

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if self.end <= self.start:
            raise ValueError("a stretch ends behind its start")
        return self


class TextSpan(Stretch):
    """A stretch that the scanner holds for an identifier; it never says of what."""

    kind: SpanKind
    score: float = Field(ge=0, le=1)
    tier: Tier
