"""Finding a Chromium and opening pages in it, for the journeys and for the screenshots."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP = (1280, 800)
PHONE = (375, 740)
# What a browser does ahead of time for people, and what costs two slow cores more than the page.
_UNWANTED = (
    "BackForwardCache",
    "CalculateNativeWinOcclusion",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "SpareRendererForSitePerProcess",
    "Translate",
)
_QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-sync",
    "--in-process-gpu",
    f"--disable-features={','.join(_UNWANTED)}",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """The Chromium to drive: the one named by BATON_CHROMIUM, else the first on PATH."""
    named = os.environ.get("BATON_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def is_required() -> bool:
    """Whether a missing browser is a failure here (as on CI) and not a reason to skip."""
    return os.environ.get("BATON_REQUIRE_BROWSER") == "1"


@contextmanager
def open_browser(executable: str) -> Iterator[Browser]:
    """One headless Chromium, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_QUIET))
        try:
            yield browser
        finally:
            browser.close()


def open_context(
    browser: Browser,
    base_url: str,
    *,
    size: tuple[int, int] = DESKTOP,
    dark: bool = False,
    scale: float = 1,
) -> BrowserContext:
    """A visitor of their own: nothing kept from others, a window of this size."""
    width, height = size
    return browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        device_scale_factor=scale,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/London",
    )


def address(user: str, at: str | None = None, thread: str | None = None) -> str:
    """Where the page shows this person that place: a channel, or `A…/home`, `A…/messages`."""
    parts = [f"as={user}", *([f"at={at}"] if at else []), *([f"thread={thread}"] if thread else [])]
    return f"/#{'&'.join(parts)}"


def visit(context: BrowserContext, user: str, at: str | None = None, **more: Any) -> Page:
    """The page as this person, drawn and listening for news."""
    page = context.new_page()
    page.goto(address(user, at, **more))
    page.wait_for_selector(f'html[data-ready="{user}"][data-stream="open"]')
    return page
