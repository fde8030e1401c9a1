"""What machines and operators read: metrics, readiness, OpenAPI; and the moderators' other ways."""

import re

import httpx
import pytest

from safelight.demo.client import Person
from tests.factories.pictures import small_jpeg
from tests.factories.site import Site, texts

pytestmark = pytest.mark.xdist_group("site")


def test_metrics_tell_what_waits_what_was_found_and_how_busy_the_pool_is(
    running_site: Site, clinician: Person
) -> None:
    submission_id = clinician.upload(texts("Measured"), [small_jpeg("DOE JANE")])
    clinician.wait_while(submission_id, {"processing"}, 120)
    metrics = httpx.get(f"{running_site.address}/metrics").text
    for line in (
        r'safelight_items{state="in_review"} [1-9]',
        r'safelight_oldest_seconds{queue="in_review"} \d',
        r'safelight_stage_seconds_count{stage="strip_phi"} [1-9]',
        r'safelight_stage_seconds_bucket{le="0.5",stage="obscure_faces"} \d',
        r'safelight_findings_total{kind="text"} [1-9]',
        r"safelight_pool_saturation \d",
        r"safelight_unsent_events \d",
    ):
        assert re.search(f"^{line}", metrics, re.MULTILINE), line


def test_readiness_speaks_for_each_part(running_site: Site) -> None:
    assert httpx.get(f"{running_site.address}/healthz").json() == {"alive": True}
    ready = httpx.get(f"{running_site.address}/readyz").json()
    assert ready["ready"]
    assert set(ready["checks"]) == {"database", "blobs", "pipeline"}


def test_an_operator_sees_queues_and_a_clinician_does_not(
    operator: Person, clinician: Person
) -> None:
    view = operator.call("GET", "/api/operations")
    assert {queue["state"] for queue in view["queues"]} >= {"processing", "held", "in_review"}
    assert view["pool_size"] == 1
    assert clinician._http.get("/api/operations").status_code == 403


def test_the_served_openapi_document_describes_problems(running_site: Site) -> None:
    document = httpx.get(f"{running_site.address}/api/openapi.json").json()
    for path in document["paths"].values():
        for operation in path.values():
            content = operation["responses"]["default"]["content"]
            assert list(content) == ["application/problem+json"]


def test_what_is_sent_back_can_be_edited_and_submitted_again(
    clinician: Person, moderator: Person
) -> None:
    submission_id = clinician.upload(texts("Jane Doe's rash"), [small_jpeg()])
    clinician.wait_while(submission_id, {"processing"}, 120)
    path = f"/api/review/items/{submission_id}"
    item = moderator.call("POST", f"{path}/claim")
    decision = {"version": item["version"], "verdict": "send_back"}
    assert moderator._http.post(f"{path}/decision", json=decision).status_code == 422
    decision |= {"reason": "identifying_text", "note": "Take the name out of the title."}
    moderator.call("POST", f"{path}/decision", decision)
    back = clinician.submission(submission_id)
    assert (back["state"], back["reason"]) == ("sent_back", "identifying_text")
    fixed = texts("A rash").model_dump(mode="json")
    clinician.call("PUT", f"/api/submissions/{submission_id}/texts", fixed)
    clinician.call("POST", f"/api/submissions/{submission_id}/submit")
    again = moderator.call("POST", f"{path}/claim")
    assert again["texts"]["title"] == "A rash"
    assert again["version"] > item["version"]


def test_an_escalated_item_waits_for_somebody_else(
    running_site: Site, clinician: Person, moderator: Person
) -> None:
    from schemas.states import Role

    submission_id = clinician.upload(texts("Escalated"), [small_jpeg()])
    clinician.wait_while(submission_id, {"processing"}, 120)
    path = f"/api/review/items/{submission_id}"
    item = moderator.call("POST", f"{path}/claim")
    decision = {
        "version": item["version"],
        "verdict": "escalate",
        "reason": "needs_second_opinion",
    }
    moderator.call("POST", f"{path}/decision", decision)
    queue = moderator.call("GET", "/api/review/queue")["items"]
    (line,) = [entry for entry in queue if entry["submission_id"] == submission_id]
    assert line["escalated"]
    second = running_site.person("max@example.org", Role.MODERATOR)
    second.approve(submission_id)
    waits = {"in_review", "awaiting_check"}
    assert clinician.wait_while(submission_id, waits, 30)["state"] == "published"
    second.close()


def test_a_revision_is_burned_and_the_item_becomes_ready_again(
    clinician: Person, moderator: Person
) -> None:
    import time

    submission_id = clinician.upload(texts("Revised"), [small_jpeg("DOE JANE")])
    clinician.wait_while(submission_id, {"processing"}, 120)
    path = f"/api/review/items/{submission_id}"
    medium = moderator.call("POST", f"{path}/claim")["media"][0]
    change = {
        "base_revision": medium["revision"],
        "added": [{"x": 100, "y": 120, "w": 50, "h": 40}],
    }
    where = f"{path}/media/{medium['id']}/revisions"
    assert moderator.call("POST", where, change)["state"] == "revising"
    assert moderator._http.post(where, json=change).json()["code"] == "not_ready"
    until = time.monotonic() + 60
    while not (item := moderator.call("GET", path))["ready"]:
        assert time.monotonic() < until
        time.sleep(0.1)
    after = item["media"][0]
    assert after["revision"] > medium["revision"]
    assert after["frames"][0]["obscured_url"] != medium["frames"][0]["obscured_url"]
    assert moderator._http.post(where, json=change).json()["code"] == "changed_since"
    outside = {"base_revision": after["revision"], "added": [{"x": 9000, "y": 0, "w": 5, "h": 5}]}
    assert moderator._http.post(where, json=outside).json()["code"] == "region_outside"
