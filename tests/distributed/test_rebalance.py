"""Workers join and leave while work is under way: effects happen once, nothing stands still."""

import time

import pytest

from safelight.cluster.local import Servers, supervised
from tests.factories.installation import STAGES, Installation, Uploads

ITEMS = 200


@pytest.mark.timeout(600)
def test_effects_happen_once_while_a_third_worker_joins_and_a_first_leaves(
    servers: Servers, tmp_path_factory: pytest.TempPathFactory
) -> None:
    installation = Installation(servers, tmp_path_factory.mktemp("rebalance"))
    api, relay, first, second, third = installation.roles(workers=3)
    until = time.monotonic() + 400
    with supervised(api, relay, first, second) as supervisor:
        uploads = Uploads(api.address, ITEMS, until)
        _wait_reviewed(installation, ITEMS // 5, until)
        supervisor.add(third)
        _wait_reviewed(installation, 2 * ITEMS // 5, until)
        supervisor.remove(first)
        accepted = uploads.wait()
        _wait_reviewed(installation, ITEMS, until)
        assert supervisor.restarts == 0
    assert installation.states(accepted) == {"in_review": ITEMS}
    for name in ("PhiStripped", "FacesObscured", "ReviewRequested"):
        assert set(installation.count(name).values()) == {1}, f"{name} twice"
    assert not installation.dead_letters()
    # What a leaving worker cannot finish in time it gives back; nothing else is computed twice.
    assert installation.stage_runs() - len(STAGES) * ITEMS <= 2
    installation.verify_audit()
    installation.close()


def _wait_reviewed(installation: Installation, count: int, until: float) -> None:
    while len(installation.count("ReviewRequested")) < count:
        assert time.monotonic() < until
        time.sleep(0.3)
