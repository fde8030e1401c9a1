"""What all HTTP bodies share."""

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """A request body: unknown fields are an error, white space at the ends is not text."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


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
