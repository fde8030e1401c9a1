"""A video's whole way through a running site: upload, review with a drawn region, library.

A green run does not prove that a browser plays it; it proves that all that a player asks for comes.
"""

import time
from io import BytesIO

import av
import numpy as np
import psutil
import pytest

from safelight.demo.client import Person
from tests.factories import clips
from tests.factories.marked_media import has_marker
from tests.factories.site import texts

pytestmark = pytest.mark.xdist_group("site")


def test_a_video_goes_the_whole_way(clinician: Person, moderator: Person) -> None:
    submission_id = clinician.upload(texts("Gait"), [clips.marked(clips.MOV)])
    found = clinician.wait_while(submission_id, {"processing"}, 120)
    assert found["state"] == "in_review"

    item = moderator.call("POST", f"/api/review/items/{submission_id}/claim")
    (medium,) = item["media"]
    assert (medium["media_type"], medium["frame_count"]) == ("video/mp4", 12)
    assert "audio" in {finding["kind"] for finding in medium["findings"]}
    (view,) = medium["frames"]
    assert view["media_type"] == "video/mp4"
    path = f"/api/review/items/{submission_id}/media/{medium['id']}/revisions"
    region = {"x": 40, "y": 40, "w": 64, "h": 64}
    moderator.call(
        "POST", path, {"base_revision": medium["revision"], "added": [region], "lifted": []}
    )
    _wait_until_ready(moderator, submission_id)

    moderator.approve(submission_id)
    clinician.wait_while(submission_id, {"in_review", "awaiting_check"}, 120)
    (hit,) = clinician.call("GET", "/api/cases?q=Gait&modality=XC")["items"]
    assert (hit["modalities"], hit["media"], hit["videos"]) == (["XC"], 1, 1)
    case = clinician.call("GET", f"/api/cases/{hit['id']}")
    (published,) = case["media"]
    (image,) = published["images"]
    assert image["media_type"] == "video/mp4"
    assert published["download_name"].endswith(".mp4")
    _plays_with_mark(clinician, image["url"])
    _plays_with_mark(clinician, published["download_url"])
    assert clinician._http.get(hit["thumbnail_url"]).headers["content-type"] == "image/jpeg"


def test_a_long_video_tells_how_far_it_has_come_and_survives_a_kill(clinician: Person) -> None:
    """Its uploader sees percentages that grow; a process killed on the way costs a part."""
    data = clips.clip(clips.moving(25 * 40, 480, 320))
    submission_id = clinician.upload(texts("Long gait"), [data])
    told: dict[str, list[int]] = {"strip_phi": [], "obscure_faces": []}
    killed, until = False, time.monotonic() + 400
    while (found := clinician.submission(submission_id))["state"] == "processing":
        assert time.monotonic() < until
        for step in found["steps"]:
            if step["percent"] is not None:
                assert step["state"] == "active"
                told[step["name"]].append(step["percent"])
        if told["obscure_faces"] and not killed:
            killed = _kill_one()
        time.sleep(0.2)
    assert killed
    assert found["state"] == "in_review"
    assert not any(step["percent"] is not None for step in found["steps"])
    # Searching for text takes seconds; a percentage is told once a second at most.
    assert told["strip_phi"]
    assert len(set(told["obscure_faces"])) > 1
    for percents in told.values():
        assert percents == sorted(percents)


def _kill_one() -> bool:
    """Kill a process of the pool, which runs in this process; tell whether there was one."""
    for child in psutil.Process().children():
        if any("spawn_main" in word for word in child.cmdline()) and child.cpu_percent(0.1) > 1:
            child.kill()
            return True
    return False


def _wait_until_ready(moderator: Person, submission_id: str) -> None:
    for _ in range(1200):
        item = moderator.call("GET", f"/api/review/items/{submission_id}")
        if item["ready"]:
            return
    pytest.fail("the revision was not burned")


def _plays_with_mark(person: Person, url: str) -> None:
    """Fetch in two ranges as a player does, and look at every frame."""
    start = person._http.get(url, headers={"Range": "bytes=0-999"})
    rest = person._http.get(url, headers={"Range": "bytes=1000-"})
    assert (start.status_code, rest.status_code) == (206, 206)
    data = start.content + rest.content
    assert rest.headers["content-type"] == "video/mp4"
    assert not has_marker(data)
    with av.open(BytesIO(data), "r") as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(frames) == 12
    assert all(np.all(frame[44:100, 44:100] < 24) for frame in frames)


def test_the_page_may_play_it(moderator: Person) -> None:
    """The content policy lets media come from the site itself."""
    answer = moderator._http.get("/api/session")
    assert "media-src 'self' blob:" in answer.headers["content-security-policy"]
