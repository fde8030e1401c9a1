"""Accounts, sessions and verification."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from schemas.http.base import Body, View
from schemas.states import Role, VerificationState
from schemas.vocabulary import Profession

Email = Annotated[
    str,
    StringConstraints(
        pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", to_lower=True, strip_whitespace=True, max_length=254
    ),
]
DisplayName = Annotated[str, StringConstraints(min_length=2, max_length=80, strip_whitespace=True)]
Password = Annotated[str, StringConstraints(min_length=10, max_length=200)]
Line = Annotated[str, StringConstraints(min_length=2, max_length=120, strip_whitespace=True)]


class LogIn(Body):
    """Credentials. The password is taken as it is, so that a wrong one is wrong, not invalid."""

    email: Email
    password: Annotated[str, StringConstraints(max_length=200)]


class Registration(Body):
    """A clinician makes an account."""

    email: Email
    display_name: DisplayName
    password: Password


class Account(View):
    """An account, as its owner sees it."""

    id: UUID
    email: str
    display_name: str
    roles: list[Role]
    verification: VerificationState


class VerificationRequest(Body):
    """What a clinician states about their licence."""

    full_name: Line
    profession: Profession
    licence_number: Line
    authority: Annotated[Line, Field(description="The body that issued the licence")]
    country: Annotated[
        str, StringConstraints(pattern=r"^[A-Z]{2}$"), Field(description="ISO 3166-1 alpha-2")
    ]


class VerificationView(View):
    """A verification request, as its owner and the officers see it."""

    id: UUID
    state: VerificationState
    full_name: str
    profession: Profession
    licence_number: str
    authority: str
    country: str
    requested_at: datetime
    decided_at: datetime | None
    note: str | None


class CheckItem(View):
    """One line of the check queue."""

    verification: VerificationView
    account_id: UUID
    email: str
    display_name: str
    waiting_submissions: int


class CheckQueue(View):
    """Open verification requests, oldest first."""

    items: list[CheckItem]
    decided_today: int


class CheckDecision(Body):
    """An officer's decision; a refusal needs a note that the clinician will read."""

    verified: bool
    note: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] | None = None
