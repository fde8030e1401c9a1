"""Regions that a moderator draws in a video: for a stretch, or along a path; wrong ones refused."""

import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from safelight.demo.client import Document, Person, RefusedByApiError
from schemas.states import Role
from tests.factories import clips
from tests.factories.site import Site, texts

pytestmark = pytest.mark.xdist_group("site")

_COUNT = 12


@pytest.fixture(scope="module")
def film(running_site: Site) -> Iterator[str]:
    """A clip of twelve frames in review, and gone again afterwards."""
    person = running_site.person("film@example.org", Role.CLINICIAN, verified=True)
    submission_id = person.upload(texts("Drawn on"), [clips.clip(clips.moving(_COUNT))])
    assert person.wait_while(submission_id, {"processing"}, 120)["state"] == "in_review"
    yield submission_id
    path = f"/api/submissions/{submission_id}/withdraw"
    person.call("POST", path, {"reason": "uploader_request"})
    person.close()


def _medium(moderator: Person, film: str) -> Document:
    (medium,) = moderator.call("POST", f"/api/review/items/{film}/claim")["media"]
    found: Document = medium
    return found


def _draw(moderator: Person, film: str, *added: Document) -> Document:
    medium = _medium(moderator, film)
    path = f"/api/review/items/{film}/media/{medium['id']}/revisions"
    body = {"base_revision": medium["revision"], "added": added, "lifted": []}
    answer: Document = moderator.call("POST", path, body)
    return answer


def _burned(moderator: Person, film: str) -> list[NDArray[np.uint8]]:
    """Return the frames after covering, once they are there."""
    until = time.monotonic() + 120
    while not (item := moderator.call("GET", f"/api/review/items/{film}"))["ready"]:
        assert time.monotonic() < until
        time.sleep(0.1)
    data = moderator.fetch(item["media"][0]["frames"][0]["obscured_url"]).content
    with av.open(BytesIO(data), "r") as container:
        pictures = (frame.to_ndarray(format="rgb24") for frame in container.decode(video=0))
        return [picture.astype(np.uint8) for picture in pictures]


def _is_dark(picture: NDArray[np.uint8], x: int, y: int) -> bool:
    """Tell whether the middle of a 40 by 40 place is painted."""
    return bool(np.all(picture[y + 8 : y + 32, x + 8 : x + 32] < 24))


def _place(x: int, y: int = 8) -> dict[str, int]:
    return {"x": x, "y": y, "w": 40, "h": 40}


def test_it_is_burned_for_its_stretch_and_along_its_path(film: str, moderator: Person) -> None:
    path = [{"frame": 2, "region": _place(8)}, {"frame": 8, "region": _place(248)}]
    assert _medium(moderator, film)["moments"] == []
    answer = _draw(
        moderator,
        film,
        {**_place(8, 180), "frames": [3, 5]},
        {**_place(1), "frames": [2, 9], "path": path},
    )
    still, moves = answer["findings"][-2:]
    assert (still["frames"], still["path"], still["region"]) == ([3, 5], [], _place(8, 180))
    assert (moves["frames"], moves["path"]) == ([2, 9], path)
    # What was sent beside a path does not count.
    assert moves["region"] == {"x": 8, "y": 8, "w": 280, "h": 40}
    (line,) = (
        one
        for one in moderator.call("GET", "/api/review/queue")["items"]
        if one["submission_id"] == film
    )
    with_place = [found for found in answer["findings"] if found["region"] is not None]
    assert line["findings"] == len(with_place) < len(answer["findings"])
    frames = _burned(moderator, film)
    assert [_is_dark(frame, 8, 180) for frame in frames] == [n in {3, 4, 5} for n in range(_COUNT)]
    for number, frame in enumerate(frames):
        now = 8 + 40 * (min(number, 8) - 2)
        for x in (8, 88, 168, 248):
            assert _is_dark(frame, x, 8) == (2 <= number <= 9 and x == now), (number, x)


@pytest.mark.parametrize(
    ("drawn", "code"),
    [
        ({**_place(0), "frames": [0, _COUNT]}, "frames_outside"),
        ({**_place(0), "path": [{"frame": _COUNT, "region": _place(0)}]}, "frames_outside"),
        ({**_place(0), "path": [{"frame": 1, "region": _place(300)}]}, "region_outside"),
        (_place(320), "region_outside"),
        ({**_place(0), "frames": [5, 4]}, "invalid"),
        ({**_place(0), "frames": [5, 6], "path": [{"frame": 4, "region": _place(0)}]}, "invalid"),
    ],
    ids=["frames", "waypoint", "path leaves", "outside", "backwards", "waypoint not in frames"],
)
def test_what_is_not_in_the_medium_is_refused_by_name(
    film: str, moderator: Person, drawn: dict[str, Any], code: str
) -> None:
    _burned(moderator, film)
    with pytest.raises(RefusedByApiError) as refused:
        _draw(moderator, film, drawn)
    assert (refused.value.status, refused.value.code) == (422, code)
