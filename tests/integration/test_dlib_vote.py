"""The setting that gives dlib a vote, on its way from the environment to a pool's process.

A green run does not prove that the vote is worth its time: ADR 17 tells what it added.
"""

from pathlib import Path

from schemas.states import Role
from tests.factories.site import site, texts
from workers import samples


def test_a_moderator_sees_what_dlib_alone_took_for_a_face(tmp_path: Path) -> None:
    """There is one on the suit of the portrait; without the setting nobody sees it."""
    with site(tmp_path / "data", dlib_vote=True) as served:
        clinician = served.person("clinician@vote.example", Role.CLINICIAN)
        moderator = served.person("moderator@vote.example", Role.MODERATOR)
        submission = clinician.upload(texts(), [samples.as_png(samples.portrait())])
        assert clinician.wait_while(submission, {"processing"}, 120)["state"] == "in_review"
        item = moderator.call("POST", f"/api/review/items/{submission}/claim")
        clinician.close()
        moderator.close()
    told = {(one["tier"], one["reason"]) for one in item["media"][0]["findings"]}
    assert ("check", "voted_face") in told
