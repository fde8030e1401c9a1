"""Free text at the running site: ticked beforehand, cut as approved, seen by nobody else."""

from collections.abc import Sequence
from hashlib import sha256

import pytest

from safelight.demo.client import Document, Person, RefusedByApiError
from tests.factories.pictures import small_jpeg
from tests.factories.site import texts

pytestmark = pytest.mark.xdist_group("site")

_BUSY = {"processing"}
CAPTION = "🩺 Début: Mr Tomás Kowalska, seen on 12 March 2024, itches."


def _in_review(person: Person, title: str, caption: str = CAPTION) -> str:
    words = texts(title).model_copy(update={"caption": caption})
    submission_id = person.upload(words, [small_jpeg()])
    assert person.wait_while(submission_id, _BUSY, 120)["state"] == "in_review"
    return submission_id


def _claim(moderator: Person, submission_id: str) -> Document:
    item: Document = moderator.call("POST", f"/api/review/items/{submission_id}/claim")
    return item


def _caption_of(item: Document) -> Document:
    return next(text for text in item["free_texts"] if text["field"] == "caption")


def _stretch(words: str, field: str = "caption") -> Document:
    start = CAPTION.index(words)
    return {"field": field, "start": start, "end": start + len(words)}


def _decision(item: Document, after: Document, removed: Sequence[Document]) -> Document:
    named = {approved["subject"]: approved for approved in item["to_approve"]}
    named |= {approved["subject"]: approved for approved in after["to_approve"]}
    return {
        "version": item["version"],
        "verdict": "approve",
        "approved": list(named.values()),
        "removed": list(removed),
    }


def _refusal(person: Person, method: str, path: str, body: object = None) -> tuple[int, str]:
    with pytest.raises(RefusedByApiError) as refused:
        person.call(method, path, body)
    return refused.value.status, refused.value.code


def test_what_is_sure_comes_ticked_with_offsets_in_code_points(
    clinician: Person, moderator: Person
) -> None:
    item = _claim(moderator, _in_review(clinician, "Ticked beforehand"))
    assert item["texts_scanned"] is True
    caption = _caption_of(item)
    assert caption["text"] == CAPTION
    found = {CAPTION[s["start"] : s["end"]]: (s["kind"], s["tier"]) for s in caption["spans"]}
    assert found["Tomás Kowalska"] == ("name", "sure")
    assert found["12 March 2024"] == ("date", "sure")


def test_an_approval_publishes_what_is_left(clinician: Person, moderator: Person) -> None:
    submission_id = _in_review(clinician, "Cut as approved")
    item = _claim(moderator, submission_id)
    path = f"/api/review/items/{submission_id}"
    removed = [_stretch("Tomás Kowalska"), _stretch("itches")]
    after = moderator.call("POST", f"{path}/redacted-texts", {"removed": removed})
    left = "🩺 Début: Mr […], seen on 12 March 2024, […]."
    assert {text["field"]: text["text"] for text in after["texts"]}["caption"] == left
    digests = {each["subject"]: each["sha256"] for each in after["to_approve"]}
    assert digests["text:caption"] == sha256(left.encode()).hexdigest()

    moderator.call("POST", f"{path}/decision", _decision(item, after, removed))
    done = clinician.wait_while(submission_id, {"in_review", "awaiting_check"}, 60)
    case = clinician.call("GET", f"/api/cases/{done['case_id']}")
    assert case["texts"]["caption"] == left
    assert clinician.call("GET", "/api/cases?q=Kowalska")["total"] == 0
    assert done["texts"]["caption"] == CAPTION, "to its uploader as it was written"


def test_an_approval_of_another_text_than_was_seen_is_refused(
    clinician: Person, moderator: Person
) -> None:
    submission_id = _in_review(clinician, "Not what was seen")
    item = _claim(moderator, submission_id)
    path = f"/api/review/items/{submission_id}"
    seen = [_stretch("Tomás Kowalska")]
    after = moderator.call("POST", f"{path}/redacted-texts", {"removed": seen})
    for removed in ([], [_stretch("Tomás")], [*seen, _stretch("itches")]):
        decision = _decision(item, after, removed)
        refusal = _refusal(moderator, "POST", f"{path}/decision", decision)
        assert refusal == (409, "changed_since")


@pytest.mark.parametrize(
    ("stretch", "code"),
    [
        ({"field": "caption", "start": 5, "end": len(CAPTION) + 1}, "stretch_outside"),
        ({"field": "caption", "start": 5, "end": 5}, "invalid"),
        ({"field": "caption", "start": 9, "end": 5}, "invalid"),
        ({"field": "caption", "start": -1, "end": 5}, "invalid"),
        ({"field": "specialty", "start": 0, "end": 5}, "invalid"),
        ({"field": "caption", "start": 0}, "invalid"),
    ],
    ids=["outside", "empty", "backwards", "negative", "no free text", "endless"],
)
def test_what_cannot_be_removed_is_refused_by_name(
    clinician: Person, moderator: Person, stretch: Document, code: str
) -> None:
    submission_id = _in_review(clinician, "Wrong removals")
    item = _claim(moderator, submission_id)
    path = f"/api/review/items/{submission_id}"
    body = {"removed": [stretch]}
    assert _refusal(moderator, "POST", f"{path}/redacted-texts", body) == (422, code)
    decision = {"version": item["version"], "verdict": "approve", **body}
    assert _refusal(moderator, "POST", f"{path}/decision", decision) == (422, code)


def test_a_mark_that_does_not_fit_is_refused(clinician: Person, moderator: Person) -> None:
    title = "A title as long as one may be, " + "x" * 88 + "9"
    submission_id = _in_review(clinician, title)
    body = {"removed": [{"field": "title", "start": 119, "end": 120}]}
    path = f"/api/review/items/{submission_id}/redacted-texts"
    assert _refusal(moderator, "POST", path, body) == (422, "text_too_long")


@pytest.mark.parametrize("who", ["clinician", "colleague", "unverified", "officer", "operator"])
def test_nobody_but_a_moderator_reads_spans(
    request: pytest.FixtureRequest, clinician: Person, who: str
) -> None:
    submission_id = _in_review(clinician, f"Not for {who}")
    asking: Person = request.getfixturevalue(who)
    path = f"/api/review/items/{submission_id}"
    for method, address in (("GET", path), ("POST", f"{path}/redacted-texts")):
        assert _refusal(asking, method, address, {"removed": []}) == (403, "not_allowed")
    if who == "clinician":
        assert "spans" not in str(clinician.submission(submission_id))


def test_what_comes_again_is_scanned_anew(clinician: Person, moderator: Person) -> None:
    submission_id = _in_review(clinician, "Sent back")
    item = _claim(moderator, submission_id)
    send_back = {"version": item["version"], "verdict": "send_back", "reason": "identifying_text"}
    moderator.call("POST", f"/api/review/items/{submission_id}/decision", send_back)
    changed = texts("Sent back").model_copy(update={"caption": "Of Mrs Ivanova, again."})
    path = f"/api/submissions/{submission_id}"
    clinician.call("PUT", f"{path}/texts", changed.model_dump(mode="json"))
    clinician.call("POST", f"{path}/submit")
    assert clinician.wait_while(submission_id, _BUSY, 60)["state"] == "in_review"
    caption = _caption_of(_claim(moderator, submission_id))
    sure = [span for span in caption["spans"] if span["tier"] == "sure"]
    assert [caption["text"][span["start"] : span["end"]] for span in sure] == ["Ivanova"]
