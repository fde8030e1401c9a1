"""People at the running site."""

from collections.abc import Iterator

import pytest

from safelight.demo.client import Person
from schemas.states import Role
from tests.factories.site import Site


def _visit(site: Site, email: str, role: Role, *, verified: bool = False) -> Iterator[Person]:
    person = site.person(email, role, verified=verified)
    yield person
    person.close()


@pytest.fixture
def clinician(running_site: Site) -> Iterator[Person]:
    yield from _visit(running_site, "ada@example.org", Role.CLINICIAN, verified=True)


@pytest.fixture
def colleague(running_site: Site) -> Iterator[Person]:
    yield from _visit(running_site, "cole@example.org", Role.CLINICIAN, verified=True)


@pytest.fixture
def unverified(running_site: Site) -> Iterator[Person]:
    yield from _visit(running_site, "una@example.org", Role.CLINICIAN)


@pytest.fixture
def moderator(running_site: Site) -> Iterator[Person]:
    yield from _visit(running_site, "mia@example.org", Role.MODERATOR)


@pytest.fixture
def officer(running_site: Site) -> Iterator[Person]:
    yield from _visit(running_site, "vera@example.org", Role.VERIFICATION_OFFICER)


@pytest.fixture
def operator(running_site: Site) -> Iterator[Person]:
    yield from _visit(running_site, "otto@example.org", Role.OPERATOR)
