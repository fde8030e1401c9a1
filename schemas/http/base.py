"""What all HTTP bodies share."""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Body(BaseModel):
    """A request body: unknown fields are an error, white space at the ends is not text."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _holds_no_nul(cls, given: Any) -> Any:
        """Refuse the one character that PostgreSQL cannot keep in a text."""
        texts = given.values() if isinstance(given, dict) else ()
        if any(isinstance(text, str) and "\x00" in text for text in texts):
            raise ValueError("a text holds a NUL character")
        return given


class View(BaseModel):
    """A response body."""

    model_config = ConfigDict(frozen=True)


class Problem(View):
    """An error as RFC 9457 problem details; ``code`` is from a closed list."""

    type: str
    title: str
    status: int
    code: str
    detail: str | None = None
    fields: dict[str, str] | None = None
