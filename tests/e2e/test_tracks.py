"""Tracks in a real browser: what moves is drawn where it is, and a person can follow by hand.

A disc goes through the picture. Two faces of a detector are planted in the plan beside it, since
the demo's pictures show nobody: one that crosses the picture, one that is unsure.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import UUID

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import BrowserContext, Locator, Page, expect

from moderation import find, revision
from safelight.demo import people
from safelight.demo.client import Person
from schemas.findings import Finding, FindingKind, FindingReason, Region, Tier, Waypoint, hull
from tests.e2e.steps import LOADED, SLOW, approve, go_to, keep, log_in, take_next, wait
from tests.factories import clips
from tests.factories.site import Site, texts

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(280)]

_COUNT, _WIDTH, _HEIGHT = 100, 640, 360
_TITLE = "A disc on its way"
_DISC = (170, 90, 90)
_TIMES = [*range(50), *range(50, 150, 2)]
"""In 25ths of a second: a camera that halves its rate in the middle, as phones do in the dark."""


def _disc(frame: int) -> tuple[int, int]:
    """Return the middle of the disc, whose radius is 60 pixels."""
    return _WIDTH // 4 + 3 * frame, _HEIGHT // 2


def _face(tier: Tier, reason: FindingReason, *places: tuple[int, Region]) -> Finding:
    path = tuple(Waypoint(frame=frame, region=region) for frame, region in places)
    return Finding(
        kind=FindingKind.FACE,
        detector="faces",
        version="1",
        score=0.93 if tier is Tier.SURE else 0.41,
        tier=tier,
        reason=reason,
        region=hull(region for _, region in places),
        frames=(places[0][0], places[-1][0]),
        path=path,
    )


_CROSSES = _face(
    Tier.SURE,
    FindingReason.CLEAR_FACE,
    (10, Region(x=20, y=20, w=60, h=60)),
    (60, Region(x=520, y=40, w=80, h=80)),
)
_UNSURE = _face(
    Tier.CHECK,
    FindingReason.TURNED_FACE,
    (40, Region(x=300, y=290, w=40, h=50)),
    (80, Region(x=260, y=280, w=40, h=50)),
)


@pytest.fixture
def uploaded(demo_site: Site) -> Iterator[None]:
    """A clip in review with two tracks in its plan, and gone again afterwards."""
    clinician = Person(demo_site.address)
    clinician.log_in(people.CLINICIAN.email, people.password_of(demo_site.data))
    data = clips.clip(clips.moving(_COUNT, _WIDTH, _HEIGHT), times=_TIMES)
    submission_id = clinician.upload(texts(_TITLE), [data])
    assert clinician.wait_while(submission_id, {"processing"}, 200)["state"] == "in_review"
    with demo_site.system.state.database.writing() as uow:
        submission = find.locked_submission(uow, UUID(submission_id))
        (medium,) = submission.media
        plan = revision.read_plan(uow.session, medium)
        revision.write_plan(uow, medium, plan.with_findings([_CROSSES, _UNSURE]))
    yield
    path = f"/api/submissions/{submission_id}/withdraw"
    clinician.call("POST", path, {"reason": "uploader_request"})
    clinician.close()


def _left(rect: Locator) -> int:
    return int(rect.get_attribute("x") or -1)


def _number(page: Page, start: Region) -> int:
    """Return the number of the planted face that begins at a place; -1 when it is not there."""
    rects = page.locator("[data-testid^=region-][data-kind=face]")
    for rect in rects.all():
        if _left(rect) == start.x:
            return int((rect.get_attribute("data-testid") or "").removeprefix("region-"))
    return -1


@pytest.mark.usefixtures("uploaded")
def test_the_overlay_moves_with_the_video(demo_site: Site, desk: BrowserContext) -> None:
    """Still or playing, a track is drawn where it is; list and time line lead to its beginning."""
    page = desk.new_page()
    log_in(page, demo_site, people.MODERATOR)
    take_next(page)
    wait(page, LOADED)
    go_to(page, 10, _COUNT)
    number = _number(page, Region(x=20, y=20, w=60, h=60))
    face = page.get_by_test_id(f"region-{number}")
    go_to(page, 35, _COUNT)
    expect(face).to_have_attribute("x", "270")
    expect(face).to_have_attribute("width", "70")
    go_to(page, 61, _COUNT)
    expect(face).to_have_count(0)
    for frame in (61, 35, 90):
        go_to(page, frame, _COUNT)
        # Its edge is soft for a pixel or two; the next frame's is three further.
        begins = _disc(frame)[0] - 60
        wait(page, f"[{begins}, {begins + 1}, {begins + 2}].includes(({_DISC_BEGINS})())")

    words = re.compile(r"^\d+Faces.*0:00\.4\s–\s0:02\.9")
    row = page.get_by_role("listitem").filter(has_text=words)
    expect(row).to_have_count(1)
    shown = int((row.text_content() or "").partition("Faces")[0])
    row.get_by_title("Go to its first frame").click()
    expect(page.get_by_text("11 / 100", exact=True)).to_be_visible()

    face.hover()
    expect(face).to_have_attribute("data-hovered", "true")
    page.keyboard.press("p")
    for further in (60, 200, 400):
        left = f"document.querySelector('[data-testid=region-{number}]')?.x.baseVal.value"
        wait(page, f"{left} > {further}")
    expect(page.get_by_text("100 / 100", exact=True)).to_be_visible(timeout=SLOW)
    # It went away from under the pointer, so the key means it no longer.
    page.keyboard.press("l")
    expect(page.locator("li[data-hovered]")).to_have_count(0)
    expect(page.get_by_role("button", name=f"Lift face {shown}")).to_be_visible()

    line = page.get_by_role("group", name="Tracks")
    bar = line.get_by_role("button", name=f"Face {shown + 1}")
    unsure = "0:01.6 – 0:04.5, unsure: A face only when turned"
    expect(bar).to_have_accessible_name(f"Face {shown + 1}, {unsure}")
    bar.click()
    expect(page.get_by_text("41 / 100", exact=True)).to_be_visible()

    # The key lifts what the pointer is on.
    bar.hover()
    page.keyboard.press("l")
    expect(page.get_by_role("button", name=f"Put back face {shown + 1}")).to_be_enabled()
    expect(bar).to_have_accessible_name(re.compile("lifted"))
    expect(page.get_by_text("Burning in the new covering")).to_have_count(0, timeout=SLOW)


_DISC_BEGINS = """() => {
  const video = document.querySelector('video');
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const pen = canvas.getContext('2d');
  pen.drawImage(video, 0, 0, 640, 360);
  const row = pen.getImageData(0, 180, 640, 1).data;
  for (let x = 0; x < 640; x += 1)
    if (row[4 * x] > 150 && row[4 * x + 1] < 105 && row[4 * x + 2] < 105) return x;
  return -1;
}"""
"""Where the disc begins in the picture that the player shows: it tells one frame from the next."""


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one point of the medium to another."""
    box = page.get_by_test_id("plan-canvas").bounding_box()
    assert box is not None
    scale = box["width"] / _WIDTH

    def on_screen(at: tuple[float, float]) -> tuple[float, float]:
        return box["x"] + at[0] * scale, box["y"] + at[1] * scale

    page.mouse.move(*on_screen(start))
    page.mouse.down()
    page.mouse.move(*on_screen(end), steps=6)
    page.mouse.up()


@pytest.mark.usefixtures("uploaded")
def test_what_is_unsure_says_why(
    demo_site: Site, desk: BrowserContext, pictures: Path | None
) -> None:
    """In the list; who says so, and why something is sure, is told to whoever points at it."""
    page = desk.new_page()
    log_in(page, demo_site, people.MODERATOR)
    take_next(page)
    wait(page, LOADED)
    go_to(page, 50, _COUNT)
    keep(page, pictures, "why")
    findings = page.get_by_role("region", name="Findings")
    unsure = findings.get_by_role("listitem").filter(has_text=re.compile("41 %"))
    expect(unsure).to_contain_text("A face only when turned")
    expect(unsure.get_by_title("Faces. Go to its first frame")).to_be_visible()
    sure = findings.get_by_role("listitem").filter(has_text=re.compile("93 %"))
    expect(sure).to_contain_text("Faces")
    expect(sure.get_by_title("A face at first sight. Go to its first frame")).to_be_visible()


@pytest.mark.usefixtures("uploaded")
def test_a_moderator_follows_something_by_hand(
    demo_site: Site, desk: BrowserContext, pictures: Path | None
) -> None:
    """Two drags and both ends: the disc is covered in every frame of its stretch, and no other."""
    page = desk.new_page()
    log_in(page, demo_site, people.MODERATOR)
    take_next(page)
    wait(page, LOADED)
    go_to(page, 20, _COUNT)
    across, down = _disc(20)
    page.keyboard.press("d")
    _drag(page, (across - 66, down - 66), (across + 66, down + 66))
    page.keyboard.press("d")
    expect(page.get_by_test_id("open-region")).to_be_visible()
    expect(page.get_by_text("Finish or remove the new region first.")).to_be_visible()
    page.keyboard.press("[")
    go_to(page, 70, _COUNT)
    _drag(page, _disc(20), _disc(70))
    page.keyboard.press("]")
    new = page.get_by_role("list", name="New regions")
    expect(new).to_contain_text("New region, 0:00.8 – 0:03.7, 2 places")
    go_to(page, 45, _COUNT)
    keep(page, pictures, "tracks")
    page.get_by_role("button", name="Finish").click()
    mark = page.locator("[data-testid^=region-][data-kind=mark]")
    expect(mark).to_have_count(1, timeout=SLOW)
    assert abs(_left(mark) - (_disc(45)[0] - 66)) <= 3

    expect(page.get_by_role("button", name="Approve", exact=True)).to_be_enabled(timeout=SLOW)
    wait(page, LOADED)
    source = page.locator("video").get_attribute("src")
    assert source is not None
    covered = desk.request.get(source).body()
    approve(page)

    shown = [_shows_disc(picture, frame) for frame, picture in enumerate(_frames(covered))]
    assert shown == [not 20 <= frame <= 70 for frame in range(_COUNT)]


def _frames(data: bytes) -> Iterator[NDArray[np.uint8]]:
    with av.open(BytesIO(data), "r") as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24").astype(np.uint8)


def _shows_disc(picture: NDArray[np.uint8], frame: int) -> bool:
    """Tell whether any of the disc is to be seen, around where it is."""
    across, down = _disc(frame)
    place = picture[down - 58 : down + 58, max(0, across - 58) : across + 58].astype(int)
    return bool((np.abs(place - np.array(_DISC)).max(axis=2) < 24).any())
