"""A video on the console in a real browser: it plays, and its regions follow the frame."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from safelight.demo import people
from safelight.demo.client import Person
from tests.e2e.steps import LOADED, SLOW, log_in, take_next, wait
from tests.factories import clips
from tests.factories.site import Site, texts

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(280)]

_LABEL = "DOE^JANE 12.03.1984"


@pytest.fixture
def uploaded(demo_site: Site) -> Iterator[None]:
    """A clip in review, and gone again for the tests that share the site."""
    clinician = Person(demo_site.address)
    clinician.log_in(people.CLINICIAN.email, people.password_of(demo_site.data))
    data = clips.clip(clips.labelled(50, _LABEL, range(50)))
    submission_id = clinician.upload(texts("Gait on film"), [data])
    assert clinician.wait_while(submission_id, {"processing"}, 200)["state"] == "in_review"
    yield
    path = f"/api/submissions/{submission_id}/withdraw"
    clinician.call("POST", path, {"reason": "uploader_request"})
    clinician.close()


@pytest.mark.usefixtures("uploaded")
def test_a_moderator_plays_a_video(demo_site: Site, desk: BrowserContext) -> None:
    """It loads, moves on when played, stops on the frame that the slider names."""
    page = desk.new_page()
    log_in(page, demo_site, people.MODERATOR)
    take_next(page)
    video = page.get_by_label(re.compile("After covering"))
    expect(video).to_be_visible(timeout=SLOW)
    expect(page.locator("[data-testid^=region-]").first).to_be_attached(timeout=SLOW)
    wait(page, LOADED)
    expect(page.get_by_text("1 / 50")).to_be_visible()
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_text("50 / 50")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=SLOW)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("49 / 50")).to_be_visible()
    seen = "document.querySelector('video').currentTime"
    assert float(page.evaluate(seen)) == pytest.approx(48.5 / 25, abs=0.02)
