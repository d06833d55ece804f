"""Takes the pictures of the README from a fresh practice workspace: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from bot.practice.people import BY_NAME
from bot.practice.start import Practice, Wanted
from bot.practice.tour import APP_ID
from tests.page.browser import PHONE, find_chromium, open_browser, open_context, visit

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
MANAGER = BY_NAME["Helen Okafor"].slack_user
NEWCOMER = BY_NAME["Karthik Iyer"].slack_user
DECIDED = BY_NAME["Daniel Ashworth"].slack_user
HOME, MESSAGES = f"{APP_ID}/home", f"{APP_ID}/messages"


def main() -> int:
    """Start practice, take every picture, stop it; the exit code is 1 without a browser."""
    chromium = find_chromium()
    if chromium is None:
        print("There is no Chromium here. Install one, or name it with BATON_CHROMIUM.")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_browser(chromium) as browser:
        practice = Practice(Wanted(home=Path(folder) / "practice", port=8690), say=print)
        try:
            practice.start()
            take_all(browser, practice.address)
        finally:
            practice.stop()
    return 0


def take_all(browser: Browser, address: str) -> None:
    """Every picture, each by a visitor of its own."""
    for dark in (False, True):
        tone = "dark" if dark else "light"
        context = open_context(browser, address, dark=dark)
        home = visit(context, MANAGER, HOME)
        home.get_by_role("button", name="Review").first.wait_for()
        keep(home, f"home-{tone}")
        home.get_by_role("button", name="Review").first.click()
        home.get_by_role("button", name="Decide").click()
        home.get_by_role("dialog", name="Decide").wait_for()
        keep(home, f"decide-{tone}")
        leave_forms(home)
        apply = visit(context, NEWCOMER, HOME)
        apply.get_by_role("button", name="Nominate myself").first.click()
        apply.get_by_role("dialog", name="Nominate myself").wait_for()
        keep(apply, f"apply-{tone}")
        leave_forms(apply)
        told = visit(context, DECIDED, MESSAGES)
        told.get_by_role("button", name="Read the reason").first.wait_for()
        keep(told, f"messages-{tone}")
        context.close()
    phone = open_context(browser, address, size=PHONE, scale=2)
    on_phone = visit(phone, NEWCOMER, HOME)
    on_phone.get_by_role("button", name="Nominate myself").first.wait_for()
    keep(on_phone, "home-phone")
    phone.close()


def leave_forms(page: Page) -> None:
    """Close what is open: Slack keeps a person's forms, and the next visit would find them."""
    while page.get_by_role("dialog").count():
        page.keyboard.press("Escape")
        page.wait_for_timeout(200)


def keep(page: Page, name: str) -> None:
    """One picture, without movement in it."""
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")
    print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    sys.exit(main())
