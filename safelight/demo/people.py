"""The demo's accounts, with a password that is made up for each data folder."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from moderation import accounts
from schemas.http.accounts import Registration
from schemas.states import Role
from storage.unit_of_work import Database

_WORDS = (
    "amber",
    "fern",
    "harbor",
    "indigo",
    "juniper",
    "kettle",
    "lantern",
    "meadow",
    "nectar",
    "orchid",
    "pebble",
    "quartz",
    "ripple",
    "saffron",
    "thistle",
    "velvet",
    "willow",
    "zephyr",
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One account of the demo."""

    email: str
    name: str
    role: Role
    what_for: str


CLINICIAN = DemoPerson(
    "ada@demo.example", "Dr. Ada Moreau", Role.CLINICIAN, "uploads, searches; verified"
)
NEWCOMER = DemoPerson(
    "ben@demo.example", "Dr. Ben Okafor", Role.CLINICIAN, "uploads; waits to be verified"
)
MODERATOR = DemoPerson("mia@demo.example", "Mia Lindqvist", Role.MODERATOR, "reviews")
OFFICER = DemoPerson(
    "vera@demo.example", "Vera Castillo", Role.VERIFICATION_OFFICER, "checks licences"
)
OPERATOR = DemoPerson("otto@demo.example", "Otto Brandt", Role.OPERATOR, "watches, replays")
EVERYBODY = (CLINICIAN, NEWCOMER, MODERATOR, OFFICER, OPERATOR)


def password_of(data: Path) -> str:
    """Return the data folder's demo password, made up and kept there at the first call."""
    file = data / "demo-password"
    if not file.exists():
        words = "-".join(secrets.choice(_WORDS) for _ in range(3))
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(f"{words}-{secrets.randbelow(9000) + 1000}")
    return file.read_text()


def make_accounts(database: Database, password: str) -> bool:
    """Make the demo's accounts; tell whether they were new."""
    with database.reading() as session:
        if accounts.by_email(session, CLINICIAN.email) is not None:
            return False
    with database.writing() as uow:
        for person in EVERYBODY:
            new = Registration(email=person.email, display_name=person.name, password=password)
            accounts.register(uow, new, [person.role])
    return True
