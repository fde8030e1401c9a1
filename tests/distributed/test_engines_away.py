"""Engines go away and come back: uploads are still taken where they can be, nothing is lost."""

import threading
import time

import httpx
import pytest

from safelight.cluster.local import Servers, supervised
from safelight.demo.client import Person
from tests.factories.installation import CLINICIAN, Installation, Uploads, upload_one
from tests.factories.site import PASSWORD

KAFKA_AWAY_SECONDS = 60


def _wait_in_review(installation: Installation, accepted: list[str], seconds: float) -> None:
    until = time.monotonic() + seconds
    while (states := installation.states(accepted)) != {"in_review": len(accepted)}:
        assert time.monotonic() < until, states
        time.sleep(0.3)


def _checks(address: str) -> dict[str, bool]:
    answer = httpx.get(f"{address}/readyz", trust_env=False, timeout=15)
    checks: dict[str, bool] = answer.json()["checks"]
    assert (answer.status_code == 200) is all(checks.values())
    return checks


@pytest.mark.timeout(400)
def test_uploads_are_taken_while_kafka_is_away_and_all_catch_up(
    own_servers: Servers, tmp_path_factory: pytest.TempPathFactory
) -> None:
    installation = Installation(own_servers, tmp_path_factory.mktemp("away"))
    api, relay, worker = roles = installation.roles()
    with supervised(*roles):
        assert _checks(worker.address)["kafka"]
        own_servers.kafka.stop()
        away_since = time.monotonic()
        person = Person(api.address)
        person.log_in(CLINICIAN, PASSWORD)
        accepted = [upload_one(person, number) for number in range(10)]
        while _checks(worker.address)["kafka"] or _checks(relay.address)["kafka"]:
            assert time.monotonic() < away_since + KAFKA_AWAY_SECONDS, "readiness stayed green"
            time.sleep(1)
        assert all(_checks(api.address).values())
        time.sleep(max(0.0, away_since + KAFKA_AWAY_SECONDS - time.monotonic()))
        assert installation.states(accepted) == {"processing": 10}
        own_servers.kafka.start()
        own_servers.kafka.wait_ready()
        accepted += [upload_one(person, number) for number in range(10, 15)]
        _wait_in_review(installation, accepted, 120)
        until = time.monotonic() + 60
        while not (_checks(worker.address)["kafka"] and _checks(relay.address)["kafka"]):
            assert time.monotonic() < until, "readiness stayed red"
            time.sleep(1)
        person.close()
    assert set(installation.count("ReviewRequested").values()) == {1}
    installation.close()


@pytest.mark.timeout(400)
def test_no_acknowledged_upload_is_lost_when_postgresql_is_killed(
    own_servers: Servers, tmp_path_factory: pytest.TempPathFactory
) -> None:
    installation = Installation(own_servers, tmp_path_factory.mktemp("restart"))
    roles = installation.roles(workers=2)
    with supervised(*roles):
        uploads = Uploads(roles[0].address, 60, time.monotonic() + 200)
        for _ in range(3):
            time.sleep(3)
            own_servers.postgres.kill()
            time.sleep(1)
            own_servers.postgres.start()
            own_servers.postgres.wait_ready()
        accepted = uploads.wait()
        assert len(accepted) == 60
        _wait_in_review(installation, accepted, 200)
    assert set(installation.count("ReviewRequested").values()) == {1}
    assert not installation.dead_letters()
    installation.verify_audit()
    installation.close()


@pytest.mark.timeout(300)
def test_work_waits_while_the_blob_store_is_away(
    own_servers: Servers, tmp_path_factory: pytest.TempPathFactory
) -> None:
    installation = Installation(own_servers, tmp_path_factory.mktemp("store"))
    roles = installation.roles()
    with supervised(*roles):
        uploads = Uploads(roles[0].address, 20, time.monotonic() + 200, people=2)
        back = threading.Event()
        time.sleep(2)
        own_servers.seaweed.kill()
        threading.Timer(8, back.set).start()
        back.wait()
        own_servers.seaweed.start()
        own_servers.seaweed.wait_ready()
        accepted = uploads.wait()
        assert len(accepted) == 20
        _wait_in_review(installation, accepted, 200)
    assert not installation.dead_letters(), "an outage was taken for a bad picture"
    installation.close()
