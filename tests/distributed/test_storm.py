"""Rule 2, distributed: whatever is killed, and whenever, no acknowledged upload is lost.

500 small uploads while workers, relays and the API are killed with SIGKILL 30 times and Kafka is
stopped and started 3 times. The sweeper does not run: nothing is announced again that was lost.
A green run does not prove what a power cut or a lost network does.
"""

import os
import random
import time

import pytest

from safelight.cluster.local import Servers, supervised
from safelight.cluster.processes import Supervisor
from tests.factories.installation import STAGES, Installation, Uploads

UPLOADS = int(os.environ.get("SAFELIGHT_TEST_STORM_UPLOADS", "500"))
KILLS = 30
KAFKA_STOPS = 3
SEED = 20261124
_PATIENCE = 900.0


def _storm(supervisor: Supervisor, servers: Servers, chance: random.Random) -> int:
    """Kill roles and stop Kafka, evenly mixed; return how many workers were killed."""
    blows = [*["kill"] * KILLS, *["kafka"] * KAFKA_STOPS]
    chance.shuffle(blows)
    workers = 0
    for blow in blows:
        time.sleep(chance.uniform(1.0, 5.0))
        if blow == "kafka":
            servers.kafka.stop()
            time.sleep(chance.uniform(1.0, 4.0))
            servers.kafka.start()
            servers.kafka.wait_ready()
        else:
            victim = chance.choice(supervisor.roles)
            victim.kill()
            workers += victim.name.startswith("worker")
    return workers


@pytest.mark.timeout(1200)
@pytest.mark.xdist_group("storm")
def test_no_upload_is_lost_and_none_comes_twice_in_a_storm(
    own_servers: Servers, tmp_path_factory: pytest.TempPathFactory
) -> None:
    installation = Installation(own_servers, tmp_path_factory.mktemp("storm"))
    roles = installation.roles(workers=2, relays=2, worker_session_seconds=6)
    until = time.monotonic() + _PATIENCE
    with supervised(*roles) as supervisor:
        uploads = Uploads(roles[0].address, UPLOADS, until)
        killed_workers = _storm(supervisor, own_servers, random.Random(SEED))
        accepted = uploads.wait()
        assert len(accepted) == UPLOADS
        while (states := installation.states(accepted)) != {"in_review": UPLOADS}:
            assert time.monotonic() < until, states
            time.sleep(0.5)
    requested = installation.count("ReviewRequested")
    assert set(requested.values()) == {1}, "something came into review twice"
    for name in ("PhiStripped", "FacesObscured"):
        assert set(installation.count(name).values()) == {1}, f"{name} twice"
    assert not installation.dead_letters(), "a kill was taken for a bad picture"
    installation.verify_audit()
    # A killed worker loses what it computes and what it has read ahead: two of each, at most.
    needed = len(STAGES) * len(requested)
    repeats = installation.stage_runs() - needed
    assert repeats <= 2 * killed_workers, repeats
    print(f"{killed_workers} workers killed, {repeats} stage runs repeated")
    installation.close()
