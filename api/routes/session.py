"""Log in, log out, who am I, make an account."""

from fastapi import APIRouter, Request, Response

from api.people import AnyPerson, cookie_name, set_cookie
from api.services import Serve
from moderation import accounts, find
from schemas.http.accounts import Account, LogIn, Registration
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import Role
from storage.models import AccountRow

router = APIRouter(prefix="/api", tags=["session"])


@router.post("/session")
def log_in(credentials: LogIn, response: Response, services: Serve) -> Account:
    """Log in; the session comes as a cookie."""
    with services.database.writing() as uow:
        account = accounts.check_password(uow, credentials)
        token = "" if isinstance(account, RefusalCode) else accounts.open_session(uow, account.id)
    if isinstance(account, RefusalCode):
        raise RefusedError(account)
    set_cookie(response, services, token)
    return _view(account)


@router.get("/session")
def who_am_i(person: AnyPerson, services: Serve) -> Account:
    """Return the account of the session."""
    with services.database.reading() as session:
        return _view(find.account(session, person.id))


@router.delete("/session", status_code=204)
def log_out(request: Request, response: Response, services: Serve) -> None:
    """Log out."""
    token = request.cookies.get(cookie_name(services))
    if token is not None:
        with services.database.writing(announce=False) as uow:
            accounts.close_session(uow, token)
    response.delete_cookie(
        cookie_name(services), secure=services.secure_cookies, httponly=True, samesite="strict"
    )


@router.post("/accounts", status_code=201)
def register(registration: Registration, response: Response, services: Serve) -> Account:
    """Make a clinician's account and log in; other roles are given on the command line."""
    with services.database.writing() as uow:
        account = accounts.register(uow, registration, [Role.CLINICIAN])
        token = accounts.open_session(uow, account.id)
    set_cookie(response, services, token)
    return _view(account)


def _view(row: AccountRow) -> Account:
    return Account(
        id=row.id,
        email=row.email,
        display_name=row.display_name,
        roles=[Role(role) for role in row.roles],
        verification=row.verification,
    )
