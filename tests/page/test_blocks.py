"""Blocks: all kinds are drawn, elements reach the app, and answers appear in place."""

import pytest
from playwright.sync_api import expect

from tests.kit.sandbox import RunningSandbox
from tests.page.conftest import OpenPage
from tests.page.received import Received

pytestmark = pytest.mark.page
HELPER = "A0HELPER/messages"
HOME = "A0HELPER/home"


def test_pressing_a_button_on_home_redraws_it_and_keeps_the_focus(
    open_page: OpenPage, app: Received
) -> None:
    page = open_page("U0FAY", HOME)
    expect(page.locator(".home")).to_contain_text("Pressed 0 times")
    page.get_by_role("button", name="Open the brief").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".home")).to_contain_text("Pressed 1 times")
    expect(page.get_by_role("button", name="Open the brief")).to_be_focused()
    assert app.action("open_brief", "U0FAY")["value"] == "brief"


def test_home_shows_figures_as_pictures_and_as_tables(open_page: OpenPage) -> None:
    page = open_page("U0FAY", HOME)
    expect(page.locator(".unknown")).to_have_count(0)
    pie = page.get_by_role("img", name="Pie chart. Where pairs stand. Active: 31. Resting: 4.")
    expect(pie).to_be_visible()
    figure = page.locator("figure", has_text="Meetings, six weeks")
    figure.get_by_text("Figures as a table").click()
    expect(figure.get_by_role("row", name="W1 8 6")).to_be_visible()
    table = page.locator(".data-table")
    expect(table.get_by_role("caption")).to_have_text("Pairs by state")
    table.get_by_role("button", name="Next rows").click()
    expect(table.get_by_role("status")).to_have_text("4 to 5 of 5")
    expect(table.get_by_role("row", name="State 5 15")).to_be_visible()


def test_home_has_menus_and_selects_that_reach_the_app(open_page: OpenPage, app: Received) -> None:
    page = open_page("U0FAY", HOME)
    page.get_by_role("combobox", name="Cohort").press("ArrowDown")
    page.get_by_role("option", name="Autumn cohort").click()
    assert app.action("cohort", "U0FAY")["selected_option"]["value"] == "autumn"
    more = page.locator(".home").get_by_role("button", name="More")
    more.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert app.action("more", "U0FAY")["selected_option"]["value"] == "end"
    expect(more).to_be_focused()


def test_every_block_of_a_message_is_drawn(open_page: OpenPage, practice: RunningSandbox) -> None:
    page = open_page("U0FAY", HELPER)
    fay = practice.person("U0FAY")
    fay.command("/helper", "show")
    fay.command("/helper", "more")
    for words in ("A container", "kept as it is", "Setting a goal", "Under way"):
        expect(page.locator("#middle .scroll")).to_contain_text(words)
    expect(page.get_by_role("img", name="A picture away")).to_be_visible()
    expect(page.locator(".unknown")).to_have_count(0)
    text = page.locator(".message", has_text="All that a message can hold")
    expect(text.locator("blockquote")).to_contain_text("A quote, with @Ben and #general in it")
    expect(text.locator("pre")).to_have_text("kept as it is")
    expect(text.locator("li").first).to_have_text("First of all")


def test_a_press_in_a_message_is_answered_in_place(
    open_page: OpenPage, app: Received, practice: RunningSandbox
) -> None:
    page = open_page("U0GUS", HELPER)
    practice.person("U0GUS").command("/helper", "show")
    row = page.locator("#middle .message", has_text="All that a message can hold").last
    row.get_by_role("combobox", name="Fruit").click()
    page.get_by_role("option", name="Plum").click()
    page.keyboard.press("Escape")
    assert app.action("many", "U0GUS")["selected_options"][0]["value"] == "plum"
    row.get_by_role("button", name="We met").click()
    expect(page.locator("#middle .message").last).to_contain_text("You met. Noted.")
    expect(page.get_by_role("button", name="We met")).to_have_count(0)
    assert app.action("met", "U0GUS")["value"] == "yes"


def test_an_act_that_binds_asks_once(
    open_page: OpenPage, app: Received, practice: RunningSandbox
) -> None:
    page = open_page("U0HAL", HELPER)
    practice.person("U0HAL").command("/helper", "show")
    end = page.locator("#middle").get_by_role("button", name="End it").last
    end.click()
    question = page.get_by_role("alertdialog")
    expect(question).to_contain_text("Both hear of it today.")
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(end).to_be_focused()
    end.click()
    question.get_by_role("button", name="End it").click()
    assert app.action("end", "U0HAL")["action_id"] == "end"


def test_links_into_slack_stay_inside_the_page(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0ANN", "C0GENERAL")
    link = "<slack://app?team=T0PRACTICE&amp;id=A0HELPER&amp;tab=home|Open Home>"
    practice.api("chat.postMessage", channel="C0GENERAL", text=f"It is on your Home: {link}")
    page.get_by_role("link", name="Open Home").last.click()
    expect(page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")
