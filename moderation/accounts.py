"""Accounts: made, logged in to, logged out of."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from schemas import events
from schemas.http.accounts import LogIn, Registration
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import Role, VerificationState
from storage.models import AccountRow, SessionRow
from storage.unit_of_work import UnitOfWork

SESSION_LASTS = timedelta(hours=12)
_TRIES = 5
_LOCK_LASTS = timedelta(minutes=5)

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody")
"""Checked when there is no such account, so that the answer takes as long as when there is."""


def register(uow: UnitOfWork, new: Registration, roles: Sequence[Role]) -> AccountRow:
    """Make an account.

    Raises:
        RefusedError: ``email_taken``.

    """
    if uow.session.scalars(select(AccountRow).where(AccountRow.email == new.email)).first():
        raise RefusedError(RefusalCode.EMAIL_TAKEN)
    row = AccountRow(
        id=uuid4(),
        email=new.email,
        display_name=new.display_name,
        password_hash=_hasher.hash(new.password),
        roles=[role.value for role in roles],
        verification=VerificationState.UNVERIFIED,
        failed_log_ins=0,
        created_at=uow.now,
    )
    uow.session.add(row)
    try:
        uow.session.flush()
    except IntegrityError:
        # Somebody registered the address between the look and the insert.
        raise RefusedError(RefusalCode.EMAIL_TAKEN) from None
    uow.append(row.id, events.AccountRegistered(roles=tuple(roles)))
    return row


def change_roles(uow: UnitOfWork, row: AccountRow, roles: Sequence[Role]) -> None:
    """Give an account other roles; its sessions end, so that they hold at once."""
    row.roles = [role.value for role in roles]
    uow.session.execute(delete(SessionRow).where(SessionRow.account_id == row.id))
    uow.append(row.id, events.RolesChanged(roles=tuple(roles)))


def check_password(uow: UnitOfWork, given: LogIn) -> AccountRow | RefusalCode:
    """Return the account that the credentials open, or why they open none.

    After five wrong passwords in a row an account takes none for five minutes. The refusal is a
    value, not an exception, because the count of wrong ones must be committed.
    """
    query = select(AccountRow).where(AccountRow.email == given.email).with_for_update()
    row = uow.session.scalars(query).first()
    if row is not None and row.locked_until is not None and row.locked_until > uow.now:
        return RefusalCode.TOO_MANY_ATTEMPTS
    if not _matches(row.password_hash if row else _NOBODY, given.password) or row is None:
        _count_failure(uow, row)
        return RefusalCode.WRONG_CREDENTIALS
    row.failed_log_ins, row.locked_until = 0, None
    return row


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except VerifyMismatchError:
        return False


def _count_failure(uow: UnitOfWork, row: AccountRow | None) -> None:
    if row is None:
        return
    row.failed_log_ins += 1
    if row.failed_log_ins >= _TRIES:
        row.failed_log_ins, row.locked_until = 0, uow.now + _LOCK_LASTS


def open_session(uow: UnitOfWork, account_id: UUID) -> str:
    """Begin a session and return its token, which is kept nowhere but with its owner."""
    token = secrets.token_urlsafe(32)
    uow.session.add(
        SessionRow(
            token_sha256=token_sha256(token),
            account_id=account_id,
            expires_at=uow.now + SESSION_LASTS,
        )
    )
    return token


def close_session(uow: UnitOfWork, token: str) -> None:
    """End a session; ending one that is over is no error."""
    uow.session.execute(delete(SessionRow).where(SessionRow.token_sha256 == token_sha256(token)))


def expire_sessions(uow: UnitOfWork) -> None:
    """Forget the sessions whose time has passed."""
    uow.session.execute(delete(SessionRow).where(SessionRow.expires_at <= uow.now))


def by_email(session: Session, email: str) -> AccountRow | None:
    """Return the account with this e-mail address."""
    return session.scalars(select(AccountRow).where(AccountRow.email == email.lower())).first()


def token_sha256(token: str) -> str:
    """Return how a session is named in the database."""
    return hashlib.sha256(token.encode()).hexdigest()
