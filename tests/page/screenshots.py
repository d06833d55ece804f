"""Takes the pictures of the README from a fresh practice workspace: `make screenshots`."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from bot.practice.people import BY_NAME
from bot.practice.start import Practice, Wanted
from bot.practice.tour import APP_ID
from tests.page.browser import PHONE, find_chromium, open_browser, open_context, visit

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
HOME, MESSAGES = f"{APP_ID}/home", f"{APP_ID}/messages"


@dataclass(frozen=True)
class Picture:
    """One picture: whose screen it is, where they look, and what must be there."""

    name: str
    who: str
    place: str
    says: str
    press: tuple[str, ...] = ()
    """Buttons pressed one after the other before the picture is taken."""
    shows: str = ""
    """What the form must say by then."""


PICTURES_OF = (
    Picture("program-manager", "Helen Okafor", HOME, "Inbox"),
    Picture("mentee", "Adaeze Eze", HOME, "My mentor"),
    Picture("mentor", "Patricia Moreau", HOME, "My mentees"),
    Picture("sponsor", "Ingrid Halvorsen", HOME, "What needs you"),
    Picture("digest", "Ingrid Halvorsen", MESSAGES, "Met against planned"),
    Picture("mentor-card", "Laurence Abbott", MESSAGES, "Would you mentor"),
    Picture("nominate", "Karthik Iyer", HOME, "Nominate myself", ("Nominate myself",)),
    Picture("check-in", "Adaeze Eze", HOME, "My mentor", ("Log a check-in",)),
    Picture("pairs", "Helen Okafor", HOME, "Inbox", ("Pairs",)),
    Picture("matching", "Helen Okafor", HOME, "Inbox", ("Continue",), shows="no better set exists"),
    Picture("pulse", "Benedikt Frei", HOME, "My mentor", ("Answer",), shows="sealed when you"),
    Picture("pulse-result", "Helen Okafor", HOME, "Inbox", ("See the result",), shows="left out"),
)


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
    """Every picture in light and dark, and two on a phone."""
    run_the_matching(browser, address)
    for dark in (False, True):
        context = open_context(browser, address, dark=dark)
        for one in PICTURES_OF:
            take(context, one, f"{one.name}-{'dark' if dark else 'light'}")
        context.close()
    phone = open_context(browser, address, size=PHONE, scale=2)
    for one in PICTURES_OF[1:3]:
        take(phone, one, f"{one.name}-phone")
    phone.close()


def run_the_matching(browser: Browser, address: str) -> None:
    """Have a draft of the cohort that waits for its mentors."""
    context = open_context(browser, address)
    page = visit(context, BY_NAME["Helen Okafor"].slack_user, HOME)
    page.get_by_role("button", name="Run the matching").last.click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="Run the matching").click()
    form.get_by_text("no better set exists").wait_for()
    leave_forms(page)
    context.close()


def take(context: BrowserContext, one: Picture, name: str) -> None:
    """Open the screen, press what is to be pressed, and keep it."""
    page = visit(context, BY_NAME[one.who].slack_user, one.place)
    page.get_by_text(one.says).last.wait_for()
    for label in one.press:
        page.get_by_role("button", name=label).first.click()
    if one.press:
        page.get_by_role("dialog").wait_for()
    if one.shows:
        page.get_by_role("dialog").get_by_text(one.shows).first.wait_for()
    keep(page, name)
    leave_forms(page)
    page.close()


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
