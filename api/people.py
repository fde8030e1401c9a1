"""Who is asking, and whether they may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from api.services import Serve, Services
from moderation.accounts import SESSION_LASTS, token_sha256
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import Role, VerificationState
from storage.models import AccountRow, SessionRow


@dataclass(frozen=True, slots=True)
class Person:
    """The owner of the session that a request came with."""

    id: UUID
    roles: frozenset[Role]
    verification: VerificationState

    @property
    def may_read_library(self) -> bool:
        """Whether the library is open to them: verified clinicians, and those who keep it."""
        keepers = {Role.MODERATOR, Role.ADMINISTRATOR}
        verified = self.verification is VerificationState.VERIFIED
        return bool(keepers & self.roles) or (Role.CLINICIAN in self.roles and verified)


def cookie_name(services: Services) -> str:
    """Return the session cookie's name; over HTTPS one that browsers bind to this host."""
    return "__Host-safelight" if services.secure_cookies else "safelight"


def set_cookie(response: Response, services: Services, token: str) -> None:
    """Give a session's token to the browser: out of reach of scripts and other sites."""
    response.set_cookie(
        cookie_name(services),
        token,
        max_age=int(SESSION_LASTS.total_seconds()),
        secure=services.secure_cookies,
        httponly=True,
        samesite="strict",
        path="/",
    )


def current_person(request: Request, services: Serve) -> Person:
    """Return who is asking.

    Raises:
        RefusedError: ``not_logged_in``.

    """
    token = request.cookies.get(cookie_name(services))
    if token is None:
        raise RefusedError(RefusalCode.NOT_LOGGED_IN)
    with services.database.reading() as session:
        row = session.get(SessionRow, token_sha256(token))
        if row is None or row.expires_at <= services.database.clock():
            raise RefusedError(RefusalCode.NOT_LOGGED_IN)
        account = session.get_one(AccountRow, row.account_id)
        roles = frozenset(Role(role) for role in account.roles)
        return Person(account.id, roles, account.verification)


AnyPerson = Annotated[Person, Depends(current_person)]


def _having(*roles: Role) -> Callable[[Person], Person]:
    def check(person: AnyPerson) -> Person:
        if not person.roles.intersection(roles):
            raise RefusedError(RefusalCode.NOT_ALLOWED)
        return person

    return check


def _reader(person: AnyPerson) -> Person:
    if not person.may_read_library:
        clinician = Role.CLINICIAN in person.roles
        raise RefusedError(RefusalCode.NOT_VERIFIED if clinician else RefusalCode.NOT_ALLOWED)
    return person


Clinician = Annotated[Person, Depends(_having(Role.CLINICIAN))]
Moderator = Annotated[Person, Depends(_having(Role.MODERATOR))]
Officer = Annotated[Person, Depends(_having(Role.VERIFICATION_OFFICER))]
Operator = Annotated[Person, Depends(_having(Role.OPERATOR, Role.ADMINISTRATOR))]
Reader = Annotated[Person, Depends(_reader)]
