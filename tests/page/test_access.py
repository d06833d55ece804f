"""For everyone: names for every control, enough contrast, a phone's width, the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.kit.sandbox import RunningSandbox
from tests.page.browser import PHONE
from tests.page.checks import FAINT, NAMELESS
from tests.page.conftest import OpenPage

pytestmark = pytest.mark.page
HELPER = "A0HELPER/messages"
HOME = "A0HELPER/home"


def assert_named(page: Page) -> None:
    assert page.evaluate(NAMELESS) == []


def assert_fits(page: Page) -> None:
    """Nothing makes the page wider than the window."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


@pytest.mark.parametrize("dark", [False, True])
def test_every_control_has_a_name_and_every_word_can_be_read(
    open_page: OpenPage, practice: RunningSandbox, dark: bool
) -> None:
    page = open_page("U0EVE", HELPER, dark=dark)
    eve = practice.person("U0EVE")
    for word in ("show", "more", "whisper"):
        eve.command("/helper", word)
    expect(page.locator(".message.ephemeral").last).to_be_visible()
    assert_named(page)
    assert page.evaluate(FAINT) == []
    page.get_by_role("tab", name="Home").click()
    expect(page.locator(".home-sheet")).to_be_visible()
    page.get_by_role("button", name="Traffic", exact=True).click()
    assert_named(page)
    assert page.evaluate(FAINT) == []
    eve.command("/helper", "form")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_named(page)
    assert page.evaluate(FAINT) == []


def test_the_keyboard_alone_reaches_the_conversation(open_page: OpenPage) -> None:
    page = open_page("U0ANN", "C0GENERAL")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#middle') !== null")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "the focus is seen"


def test_tabs_are_changed_with_the_arrow_keys(open_page: OpenPage) -> None:
    page = open_page("U0ANN", HOME)
    page.get_by_role("tab", name="Home").focus()
    page.keyboard.press("ArrowRight")
    messages = page.get_by_role("tab", name="Messages")
    expect(messages).to_have_attribute("aria-selected", "true")
    expect(messages).to_be_focused()


def test_a_phone_shows_one_thing_at_a_time(open_page: OpenPage, practice: RunningSandbox) -> None:
    page = open_page("U0EVE", HOME, size=PHONE)
    expect(page.locator(".home-sheet")).to_be_visible()
    assert_fits(page)
    expect(page.locator("#side")).not_to_be_in_viewport()
    page.get_by_role("button", name="Conversations").click()
    page.locator("#side").get_by_role("button", name="general").click()
    expect(page.locator("#side")).not_to_be_in_viewport()
    expect(page.get_by_role("heading", name="general")).to_be_visible()
    assert_fits(page)
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("menuitem", name="Go to…").click()
    expect(page.get_by_role("dialog")).to_be_in_viewport()
    page.keyboard.press("Escape")
    practice.person("U0EVE").command("/helper", "form", channel="C0GENERAL")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_fits(page)
    assert_named(page)


def test_everything_of_a_message_fits_a_phone(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0HAL", HELPER, size=PHONE)
    practice.person("U0HAL").command("/helper", "show")
    practice.person("U0HAL").command("/helper", "more")
    expect(page.locator("#middle .message", has_text="A container")).to_be_visible()
    too_wide = """[...document.querySelectorAll('#middle .message *')]
      .filter((node) => !node.closest('.carousel, .table-frame, .visually-hidden, svg'))
      .filter((node) => node.getBoundingClientRect().right > window.innerWidth + 1).length"""
    assert page.evaluate(too_wide) == 0
    assert_fits(page)
