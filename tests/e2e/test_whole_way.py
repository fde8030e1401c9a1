"""The whole way of one upload in a real browser: clinician, moderator, officer, library.

A clinician on a phone uploads a chest film with a name burned in and a photograph; a moderator
lifts a region and puts it back, draws what was missed, and approves; an officer verifies the
clinician; the case is found by search, on the phone again. What names her in the caption is
ticked when the moderator comes; a date is kept, words that nobody found are taken out.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from safelight.demo import people
from tests.e2e.steps import (
    SLOW,
    approve,
    ask_to_be_verified,
    keep,
    log_in,
    take_next,
    verify_first,
)
from tests.factories.site import Site
from workers import demo_media

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(280)]

TITLE = "Breathless for three days"
CAPTION = "🫁 Début: Mrs Kowalska, seen on 12 March 2024, worse at night."
LEFT = "🫁 Début: Mrs […], seen on 12 March 2024, worse […]."


def _file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def _upload(page: Page, pictures: Path | None) -> None:
    # The README's pictures show nobody, not even with the face covered.
    second = demo_media.phone_portrait() if pictures is None else demo_media.skin_lesion(1)
    page.goto("/uploads/new")
    page.get_by_label("Photos, videos or DICOM").first.set_input_files(
        [_file("IMG_1.png", demo_media.chest_film()), _file("IMG_2.jpg", second)]
    )
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Specialty").select_option("pulmonology")
    page.get_by_label("Body region").select_option("chest")
    page.get_by_label("Diagnosis").fill("Pulmonary oedema")
    page.get_by_label("Caption").fill(CAPTION)
    page.get_by_role("checkbox", name=re.compile("consent", re.IGNORECASE)).check()
    keep(page, pictures, "upload")
    page.get_by_role("button", name="Submit case").click()
    expect(page).to_have_url(re.compile(r"/uploads/[0-9a-f-]{36}"), timeout=SLOW)
    steps = page.get_by_role("list", name="Steps")
    expect(steps.locator("li[data-state=active]")).to_contain_text(
        "Looked at by a person", timeout=SLOW
    )
    keep(page, pictures, "status")


def _region_count(page: Page) -> int:
    return page.locator("[data-testid^=region-]").count()


def _draw(page: Page) -> None:
    before = _region_count(page)
    page.get_by_role("button", name="Add region").click()
    box = page.get_by_test_id("plan-canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.55
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y + 40, steps=4)
    page.mouse.up()
    expect(page.locator("[data-testid^=region-]")).to_have_count(before + 1, timeout=SLOW)


def _redact(page: Page) -> None:
    """Keep a date by the keyboard, and take out words by selecting them."""
    texts = page.get_by_role("region", name="Texts")
    name = texts.get_by_role("button", name=re.compile("Kowalska.*name, sure"))
    date = texts.get_by_role("button", name=re.compile("12 March 2024.*date, sure"))
    for ticked in (name, date):
        expect(ticked).to_have_attribute("aria-pressed", "true")
    date.press("Enter")
    expect(date).to_have_attribute("aria-pressed", "false")
    caption = texts.locator("[data-free-text=caption]")
    caption.evaluate(_SELECT, "at night")
    texts.get_by_role("button", name="Remove selected").click()
    expect(texts.get_by_role("button", name=re.compile("at night.*marked by you"))).to_be_visible()
    expect(page.get_by_label("Texts as they will be published")).to_contain_text(LEFT)


_SELECT = """(caption, words) => {
  const walker = document.createTreeWalker(caption, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at >= 0) getSelection().setBaseAndExtent(
      walker.currentNode, at, walker.currentNode, at + words.length);
  }
}"""
"""Selects words as a mouse would."""


def _review(page: Page, pictures: Path | None) -> None:
    take_next(page)
    expect(page.get_by_test_id("plan-canvas")).to_be_visible(timeout=SLOW)
    expect(page.locator("[data-testid^=region-]").first).to_be_attached(timeout=SLOW)
    lift = page.get_by_role("button", name=re.compile(r"^Lift text \d+")).first
    lift.click()
    back = page.get_by_role("button", name=re.compile(r"^Put back text \d+")).first
    expect(back).to_be_enabled(timeout=SLOW)
    back.click()
    expect(lift).to_be_enabled(timeout=SLOW)
    _draw(page)
    _redact(page)
    expect(page.get_by_text("Look at image 2 first.")).to_be_visible(timeout=SLOW)
    page.keyboard.press("ArrowRight")
    approve_button = page.get_by_role("button", name="Approve", exact=True)
    expect(approve_button).to_be_enabled(timeout=SLOW)
    keep(page, pictures, "review")
    approve(page)


def _find(page: Page, pictures: Path | None) -> None:
    page.goto("/library")
    page.get_by_label("Search cases").first.fill("oedema")
    page.get_by_label("Search cases").first.press("Enter")
    hit = page.get_by_role("link", name=re.compile(TITLE)).first
    expect(hit).to_be_visible(timeout=SLOW)
    keep(page, pictures, "library")
    hit.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.locator("main")).to_contain_text(LEFT)
    picture = page.locator("main img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }")
    keep(page, pictures, "case")


def test_an_upload_goes_the_whole_way_and_is_found(
    demo_site: Site, phone: BrowserContext, desk: BrowserContext, pictures: Path | None
) -> None:
    page = phone.new_page()
    log_in(page, demo_site, people.NEWCOMER)
    ask_to_be_verified(page, "Ben Okafor")
    _upload(page, pictures)
    status = page.url

    console = desk.new_page()
    log_in(console, demo_site, people.MODERATOR)
    _review(console, pictures)
    desk.clear_cookies()

    officer = desk.new_page()
    log_in(officer, demo_site, people.OFFICER)
    verify_first(officer, pictures)

    page.goto(status)
    done = page.get_by_role("list", name="Steps").locator("li[data-state=done]")
    expect(done).to_have_count(6, timeout=SLOW)
    _find(page, pictures)


def test_a_wrong_password_is_said_plainly(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/")
    page.get_by_label("Email").fill("nobody@demo.example")
    page.get_by_label("Password", exact=True).fill("wrong wrong wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("password is wrong")


def test_empty_places_say_that_they_are_empty(demo_site: Site, desk: BrowserContext) -> None:
    page = desk.new_page()
    log_in(page, demo_site, people.OPERATOR)
    page.goto("/operations")
    expect(page.locator("main")).to_contain_text("Nothing was given up")
