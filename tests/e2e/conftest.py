"""A browser at a demo site. Without a Chromium these tests fail or are left out, and say so."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from safelight.demo import people
from tests.e2e import chromium
from tests.factories.site import Site, site

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        # Told apart here, not by a mark: whoever asks for everything gets a failure instead.
        assert not os.environ.get("SAFELIGHT_TEST_REQUIRE_ALL"), "no Chromium"
        pytest.skip("NO CHROMIUM: THE BROWSER TESTS ARE LEFT OUT (see `make browser`)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with the demo's people and nothing else yet."""
    data = tmp_path_factory.mktemp("demo")
    with site(data, pool_size=2) as served:
        people.make_accounts(served.system.state.database, people.password_of(data))
        yield served


@pytest.fixture
def phone(browser: Browser, demo_site: Site) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=demo_site.address, viewport=PHONE, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


@pytest.fixture
def other_phone(browser: Browser, demo_site: Site) -> Iterator[BrowserContext]:
    """Somebody else's."""
    context = browser.new_context(
        base_url=demo_site.address, viewport=PHONE, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


@pytest.fixture
def desk(browser: Browser, demo_site: Site) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=demo_site.address, viewport=DESK)
    yield context
    context.close()


@pytest.fixture
def pictures() -> Path | None:
    """Where to keep screenshots for the README, when they are asked for."""
    folder = os.environ.get("SAFELIGHT_TEST_SCREENSHOTS")
    if folder is None:
        return None
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    return path
