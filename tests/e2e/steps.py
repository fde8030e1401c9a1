"""What the browser tests do again and again: log in, wait, turn a video to a frame."""

import re
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from safelight.demo import people
from safelight.demo.people import DemoPerson
from tests.factories.site import Site

SLOW = 60_000
"""Milliseconds that the pipeline may take before a test gives up."""

LOADED = "(document.querySelector('video')?.readyState ?? 0) >= 2"


def log_in(page: Page, site: Site, who: DemoPerson) -> None:
    """Log one of the demo's people in."""
    log_in_with(page, who.email, people.password_of(site.data))


def log_in_with(page: Page, email: str, password: str) -> None:
    """Log somebody in at the front page."""
    page.goto("/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log in")).to_have_count(0)


def take_next(page: Page) -> None:
    """Take the item at the head of the queue."""
    page.goto("/review")
    page.get_by_role("button", name="Take next").first.click()


def wait(page: Page, condition: str) -> None:
    """Wait until an expression holds.

    Playwright's own ``wait_for_function`` looks again by evaluating text inside the page, which
    the content policy forbids; this asks from outside.
    """
    until = time.monotonic() + SLOW / 1000
    while not page.evaluate(condition):
        assert time.monotonic() < until, condition
        page.wait_for_timeout(10)


def go_to(page: Page, frame: int, count: int) -> None:
    """Turn to a frame of a video of ``count``, by the slider and then by its keys."""
    slider = page.get_by_role("slider", name="Frame")
    box = slider.locator("xpath=..").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * frame / (count - 1), box["y"] + box["height"] / 2)
    page.wait_for_timeout(100)
    while (now := int(slider.get_attribute("aria-valuenow") or 0)) != frame:
        slider.press("ArrowRight" if frame > now else "ArrowLeft")
        expect(slider).not_to_have_attribute("aria-valuenow", str(now))
    expect(page.get_by_text(f"{frame + 1} / {count}", exact=True)).to_be_visible()


def approve(page: Page) -> None:
    """Approve what is on the desk, as soon as that is allowed."""
    button = page.get_by_role("button", name="Approve", exact=True)
    expect(button).to_be_enabled(timeout=SLOW)
    button.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Approve|Confirm")).click()
    expect(page.get_by_test_id("plan-canvas")).to_have_count(0, timeout=SLOW)


def ask_to_be_verified(page: Page, name: str) -> None:
    """Send a licence in."""
    page.goto("/verification")
    page.get_by_label("Full name").fill(name)
    page.get_by_label("Licence number").fill("FR-55647382")
    page.get_by_label(re.compile("authority|issued", re.IGNORECASE)).first.fill("Medical Council")
    for label, value in (("Profession", "physician"), ("Country", "FR")):
        page.get_by_label(re.compile(label)).first.select_option(value)
    page.get_by_role("button", name=re.compile("verif|send|request", re.IGNORECASE)).last.click()
    expect(page.get_by_label("Licence number")).to_have_count(0)


def verify_first(page: Page, pictures: Path | None = None) -> None:
    """Verify who has waited longest."""
    page.goto("/checks")
    button = page.get_by_role("button", name=re.compile("^Verify")).first
    expect(button).to_be_visible()
    keep(page, pictures, "checks")
    button.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Verify|Confirm")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def keep(page: Page, pictures: Path | None, name: str) -> None:
    """Keep a screenshot for the README, when they are asked for."""
    if pictures is not None:
        page.wait_for_timeout(600)
        page.screenshot(path=pictures / f"{name}.png")
