"""One browser and one practice workspace for all journeys; a fresh visitor for each."""

from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.page.app import helper_app
from tests.page.browser import find_chromium, is_required, open_browser, open_context, visit
from tests.page.received import Received

PATIENCE_MS = 15_000
MISSING = (
    "No Chromium was found, so the journeys through the practice page were not made. "
    "Install chromium or google-chrome, or name one with BATON_CHROMIUM."
)
HOST = {
    "title": "Practice. Made-up people; nothing leaves this machine.",
    "clock_buttons": [
        {"id": "morning", "label": "Next morning"},
        {"id": "week", "label": "In a week"},
    ],
    "default_person": "U0ANN",
    "roles": {
        "U0ANN": {"role": "program manager", "group": "Program team"},
        "U0BEN": {"role": "mentee", "group": "Mentees"},
    },
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        if is_required():
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    expect.set_options(timeout=PATIENCE_MS)
    with open_browser(executable) as found:
        yield found


@pytest.fixture(scope="session")
def practice(browser: Browser) -> Iterator[RunningSandbox]:
    """The sandbox everybody visits; asked for after the browser, so that none starts in vain."""
    with running_sandbox() as running:
        running.control("host", HOST)
        yield running


@pytest.fixture(scope="session")
def app(practice: RunningSandbox) -> Iterator[Received]:
    with helper_app(practice) as received:
        yield received


class OpenPage(Protocol):
    def __call__(self, user: str, at: str | None = None, **how: Any) -> Page: ...


class Visitors:
    """The visitors of one test, and what their pages did that a page must not do."""

    def __init__(self, browser: Browser, running: RunningSandbox) -> None:
        self._browser, self._running = browser, running
        self._contexts: list[BrowserContext] = []
        self._users: set[str] = set()
        self.troubles: list[str] = []

    def open(self, user: str, at: str | None = None, **how: Any) -> Page:
        context = open_context(self._browser, self._running.base_url, **how)
        context.set_default_timeout(PATIENCE_MS)
        context.on("request", self._look_at)
        context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        context.on("console", self._hear)
        context.on("dialog", lambda dialog: self.troubles.append(f"dialog {dialog.message}"))
        self._contexts.append(context)
        self._users.add(user)
        return visit(context, user, at)

    def leave(self) -> None:
        for context in self._contexts:
            context.close()
        for user in self._users:
            person = self._running.person(user)
            for view in person.views()[:1]:
                person.close(view, everything=True)

    def _look_at(self, request: Any) -> None:
        if not request.url.startswith((self._running.base_url, "data:", "blob:")):
            self.troubles.append(f"asked outside: {request.url}")

    def _hear(self, message: Any) -> None:
        if message.type == "error" and "ERR_" not in message.text:
            self.troubles.append(message.text)


@pytest.fixture
def open_page(browser: Browser, practice: RunningSandbox, app: Received) -> Iterator[OpenPage]:
    """Opens the page as somebody; no script may fail, nothing may be asked of other machines."""
    visitors = Visitors(browser, practice)
    yield visitors.open
    visitors.leave()
    assert visitors.troubles == []
