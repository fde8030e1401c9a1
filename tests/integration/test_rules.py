"""The rules that hold whatever happens, each test named after its rule (rule 2: test_kill.py)."""

import json
import sqlite3
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from moderation import find
from safelight.cluster.ports import free_row
from safelight.demo.client import Document, Person, RefusedByApiError
from schemas.events import ProfessionalChecked
from schemas.states import Role
from schemas.zones import Zone
from storage.models import CaseRow, EventRow, RenditionRow
from tests.factories.pictures import small_jpeg
from tests.factories.site import Process, Site, make_account, texts

pytestmark = pytest.mark.xdist_group("site")

_WAITS = {"processing", "in_review", "awaiting_check"}


def _in_review(person: Person, title: str, words: str = "") -> Document:
    submission_id = person.upload(texts(title), [small_jpeg(words)])
    return person.wait_while(submission_id, {"processing"}, 120)


def _published(person: Person, moderator: Person, title: str) -> Document:
    submission = _in_review(person, title)
    moderator.approve(submission["id"])
    return person.wait_while(submission["id"], _WAITS, 60)


def _refusal(person: Person, method: str, path: str, body: object = None) -> tuple[int, str]:
    with pytest.raises(RefusedByApiError) as refused:
        person.call(method, path, body)
    return refused.value.status, refused.value.code


def _events(site: Site, stream_id: str, name: str) -> list[EventRow]:
    with site.system.state.database.reading() as session:
        query = select(EventRow).where(EventRow.stream_id == UUID(stream_id), EventRow.name == name)
        return list(session.scalars(query))


def test_rule_1_nothing_is_shown_before_it_is_obscured_approved_and_its_uploader_verified(
    running_site: Site, colleague: Person, moderator: Person, officer: Person
) -> None:
    newcomer = running_site.person("new@example.org", Role.CLINICIAN)
    title = "Rule one, from a newcomer"
    submission = _in_review(newcomer, title)
    found = colleague.call("GET", f"/api/cases?q={title}")
    assert found["total"] == 0
    moderator.approve(submission["id"])
    waiting = newcomer.wait_while(submission["id"], {"in_review"}, 30)
    assert waiting["state"] == "awaiting_check"
    assert waiting["case_id"] is None
    assert colleague.call("GET", f"/api/cases?q={title}")["total"] == 0

    stated = {
        "full_name": "New Comer",
        "profession": "physician",
        "licence_number": "1",
        "authority": "Council",
        "country": "DE",
    }
    request = newcomer.call("POST", "/api/verification", {**stated, "licence_number": "12"})
    officer.call("POST", f"/api/checks/{request['id']}", {"verified": True})
    done = newcomer.wait_while(submission["id"], _WAITS, 30)
    assert done["state"] == "published"
    assert colleague.call("GET", f"/api/cases?q={title}")["total"] == 1
    newcomer.close()


def test_rule_3_an_approval_of_anything_but_what_is_there_is_refused(
    clinician: Person, moderator: Person
) -> None:
    submission = _in_review(clinician, "Rule three, stale approval")
    path = f"/api/review/items/{submission['id']}"
    item = moderator.call("POST", f"{path}/claim")
    wrong = [{**item["to_approve"][0], "sha256": "0" * 64}, *item["to_approve"][1:]]
    decision = {"version": item["version"], "verdict": "approve"}
    assert _refusal(moderator, "POST", f"{path}/decision", {**decision, "approved": wrong}) == (
        409,
        "changed_since",
    )
    fewer = {**decision, "approved": item["to_approve"][:-1]}
    assert _refusal(moderator, "POST", f"{path}/decision", fewer) == (409, "changed_since")
    stale = {"version": item["version"] - 1, "verdict": "approve", "approved": item["to_approve"]}
    assert _refusal(moderator, "POST", f"{path}/decision", stale) == (409, "changed_since")


def test_rule_3_what_changed_after_the_approval_goes_back_to_review(
    running_site: Site, moderator: Person, officer: Person
) -> None:
    late = running_site.person("late@example.org", Role.CLINICIAN)
    submission = _in_review(late, "Rule three, changed after approval")
    moderator.approve(submission["id"])
    assert late.wait_while(submission["id"], {"in_review"}, 30)["state"] == "awaiting_check"
    with running_site.system.state.database.writing() as uow:
        uow.session.execute(
            update(RenditionRow)
            .where(
                RenditionRow.medium_id == UUID(submission["media"][0]["id"]),
                RenditionRow.zone == Zone.OBSCURED,
                RenditionRow.role == "thumbnail",
            )
            .values(sha256="f" * 64)
        )
    stated = {
        "full_name": "Late Comer",
        "profession": "nurse",
        "licence_number": "77",
        "authority": "Council",
        "country": "DE",
    }
    request = late.call("POST", "/api/verification", stated)
    officer.call("POST", f"/api/checks/{request['id']}", {"verified": True})
    assert late.wait_while(submission["id"], {"awaiting_check"}, 30)["state"] == "in_review"
    assert _events(running_site, submission["id"], "CasePublished") == []
    assert len(_events(running_site, submission["id"], "ReviewReopened")) == 1
    late.close()


def test_rule_3_nothing_is_published_twice(
    running_site: Site, clinician: Person, moderator: Person
) -> None:
    submission = _published(clinician, moderator, "Rule three, published once")
    database = running_site.system.state.database
    with database.writing() as uow:
        row = find.submission(uow.session, UUID(submission["id"]))
        uow.append(row.id, ProfessionalChecked(uploader_id=row.uploader_id))
    moderator_free = clinician.call("GET", f"/api/cases?q={submission['texts']['title']}")
    assert moderator_free["total"] == 1
    assert len(_events(running_site, submission["id"], "CasePublished")) == 1
    with database.reading() as session:
        query = select(CaseRow).where(CaseRow.submission_id == UUID(submission["id"]))
        assert len(session.scalars(query).all()) == 1


def test_rule_4_every_look_at_an_original_is_an_event_with_a_name_and_a_reason(
    running_site: Site, clinician: Person, moderator: Person
) -> None:
    submission = _in_review(clinician, "Rule four")
    medium_id = submission["media"][0]["id"]
    path = f"/api/review/items/{submission['id']}"
    reveal = f"{path}/media/{medium_id}/reveal"
    assert _refusal(moderator, "POST", reveal, {"reason": "image_unclear"}) == (409, "not_claimed")
    moderator.call("POST", f"{path}/claim")
    assert _refusal(moderator, "POST", reveal, {})[0] == 422
    assert _refusal(moderator, "POST", reveal, {"reason": "curiosity"})[0] == 422
    assert _events(running_site, submission["id"], "OriginalRevealed") == []
    response = moderator._http.post(reveal, json={"reason": "image_unclear"})
    assert response.content == small_jpeg()
    (event,) = _events(running_site, submission["id"], "OriginalRevealed")
    assert event.payload["reason"] == "image_unclear"
    assert event.payload["moderator_id"] == str(running_site.account("mia@example.org").id)


def test_rule_5_a_withdrawn_case_is_gone_from_search_feeds_and_image_urls_when_it_answers(
    clinician: Person, colleague: Person, moderator: Person
) -> None:
    title = "Rule five, withdrawn"
    submission = _published(clinician, moderator, title)
    case = colleague.call("GET", f"/api/cases/{submission['case_id']}")
    image = case["media"][0]["images"][0]
    urls = [image["url"], image["thumbnail_url"], case["media"][0]["download_url"]]
    tags = {url: colleague.fetch(url).headers["etag"] for url in urls}

    clinician.call("POST", f"/api/cases/{case['id']}/takedown", {"reason": "consent_withdrawn"})

    assert colleague.call("GET", f"/api/cases?q={title}")["total"] == 0
    assert case["id"] not in {hit["id"] for hit in colleague.call("GET", "/api/cases")["items"]}
    assert _refusal(colleague, "GET", f"/api/cases/{case['id']}") == (410, "gone")
    for url in urls:
        response = colleague._http.get(url, headers={"If-None-Match": tags[url]})
        assert response.status_code == 410
    assert clinician.submission(submission["id"])["state"] == "withdrawn"


def test_rule_5_a_withdrawal_destroys_the_key_of_the_original(
    running_site: Site, clinician: Person, moderator: Person
) -> None:
    submission = _in_review(clinician, "Rule five, shredded")
    moderator.call("POST", f"/api/review/items/{submission['id']}/claim")
    withdrawn = clinician.call(
        "POST", f"/api/submissions/{submission['id']}/withdraw", {"reason": "uploader_request"}
    )
    assert withdrawn["state"] == "withdrawn"
    assert len(_events(running_site, submission["id"], "OriginalShredded")) == 1
    path = f"/api/review/items/{submission['id']}/media/{submission['media'][0]['id']}/stripped/0"
    assert _refusal(moderator, "GET", path) == (409, "wrong_state")


_MARKERS = ("ZQXKOWALSKA", "ZQXPATIENTNAME", "ZQX4711")


def test_rule_6_no_log_line_metric_topic_error_or_file_name_carries_phi(tmp_path: Path) -> None:
    """A server of its own, so that everything it ever writes can be read."""
    data, log = tmp_path / "data", tmp_path / "log"
    port = free_row()
    _new_data_folder(data)
    server = Process(data, port, log, SAFELIGHT_LOG_LEVEL="debug")
    server.wait_ready()
    person = Person(server.address)
    person.log_in("ada@example.org", "a long enough password")
    marked = texts(f"Rash of {_MARKERS[0]}")
    good = person.upload(marked, [_marked_jpeg(), _marked_dicom()])
    bad = person.upload(marked, [_marked_jpeg()[:900]])
    assert person.wait_while(good, {"processing"}, 120)["state"] == "in_review"
    assert person.wait_while(bad, {"processing"}, 120)["state"] == "held"
    person._http.get("/api/cases", params={"q": _MARKERS[0]})
    person._http.get(f"/api/nothing/{_MARKERS[1]}")
    refused = person._http.post("/api/submissions", json={"title": _MARKERS[2] * 100})
    metrics = person._http.get("/metrics").text
    person.close()
    assert server.terminate() == 0

    written = {
        "log": log.read_text(),
        "metrics": metrics,
        "error": refused.text,
        "events": _table(data, "events"),
        "dead letters": _table(data, "dead_letters"),
        "file names": "\n".join(str(path) for path in data.rglob("*")),
    }
    assert '"event": "request"' in written["log"]
    assert "dead_letter" in written["log"]
    assert "safelight_stage_seconds" in written["metrics"]
    for where, what in written.items():
        assert what
        for marker in _MARKERS:
            assert marker.lower() not in what.lower(), (where, marker)


def _new_data_folder(data: Path) -> None:
    from safelight.settings import Settings
    from safelight.state import open_state
    from storage.keyring import new_key_file

    data.mkdir()
    new_key_file(data / "master.key")
    state = open_state(Settings(data=data), data / "master.key")
    make_account(state.database, "ada@example.org", Role.CLINICIAN, verified=True)
    state.database.close()


def _table(data: Path, table: str) -> str:
    with sqlite3.connect(data / "safelight.db") as connection:
        return json.dumps(connection.execute(f"SELECT * FROM {table}").fetchall(), default=str)


def _marked_jpeg() -> bytes:
    """A photograph that names the patient in a comment segment."""
    jpeg = small_jpeg(_MARKERS[0])
    comment = _MARKERS[1].encode()
    segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
    return jpeg[:2] + segment + jpeg[2:]


def _marked_dicom() -> bytes:
    from io import BytesIO

    import pydicom

    from workers.demo_media import ct_slice

    dataset = pydicom.dcmread(BytesIO(ct_slice()))
    dataset.PatientName = f"{_MARKERS[1]}^A"
    dataset.PatientID = _MARKERS[2]
    out = BytesIO()
    dataset.save_as(out)
    return out.getvalue()
