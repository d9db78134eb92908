"""A real assistant behind real HTTP, pages of another site, and Debian's Chromium to look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from widget_servers import HostSite, served
from widget_steps import CLAUSE, HOURS, RESERVATION, SIZES, STRUCTURES

from assistant.settings import Settings

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs a Chromium."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def assistant_data(index_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh data folder with the index of the repository's corpus in it."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "index").symlink_to(index_dir.resolve())
    return folder


@pytest.fixture(scope="session")
def host_site() -> Iterator[HostSite]:
    """The other site."""
    site = HostSite()
    yield site
    site.close()


@pytest.fixture(scope="session")
def site(assistant_data: Path, host_site: HostSite) -> Iterator[str]:
    """The assistant, open to this machine and to the pages of the other site."""
    settings = Settings(
        data_dir=assistant_data, allowed_origins=(host_site.origin,), stale_text_days=3_650, _env_file=None
    )
    with served(settings) as address:
        yield address


@pytest.fixture(scope="session")
def guarded_site(assistant_data: Path, host_site: HostSite) -> Iterator[str]:
    """The same, asking every caller who they are: a page of the other site gets a visitor's token."""
    settings = Settings(
        data_dir=assistant_data,
        access="keys",
        allowed_origins=(host_site.origin,),
        facilitator_email="clauses@example.org",
        _env_file=None,
    )
    with served(settings) as address:
        yield address


@pytest.fixture(scope="session")
def answers(site: str) -> dict[str, dict[str, Any]]:
    """Answers of the assistant to a few questions, for the tests that play the server themselves."""
    questions = {"reservation": RESERVATION, "hours": HOURS, "clause": CLAUSE, "structures": STRUCTURES}
    with httpx.Client(base_url=site, timeout=60) as client:
        asked = {name: client.post("/api/chat", json={"message": text}) for name, text in questions.items()}
    return {name: response.raise_for_status().json() for name, response in asked.items()}


# Not for the whole session: while Playwright is open, no other test can run its own event loop.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser with a new profile."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages: ``open_page("phone", color_scheme="dark")``. A script error in any of them fails the test."""
    contexts = []
    errors: list[str] = []

    def opened(size: str = "desktop", **options: Any) -> Page:
        width, height = SIZES.get(size, (0, 0))
        options.setdefault("viewport", {"width": width, "height": height})
        context = browser.new_context(locale="fr-FR", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
