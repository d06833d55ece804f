"""Modals: every kind of field by keyboard, problems under the fields, the stack, the focus."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kit.sandbox import RunningSandbox
from tests.page.conftest import OpenPage
from tests.page.received import Received

pytestmark = pytest.mark.page
GENERAL = "C0GENERAL"


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def block(page: Page, block_id: str) -> Locator:
    return page.locator(f'.dialog [data-block="{block_id}"]')


def choose(page: Page, block_id: str, *typed: str) -> None:
    """Pick from a select by typing a part of each name and pressing Enter."""
    box = block(page, block_id).get_by_role("combobox")
    for words in typed:
        box.press_sequentially(words)
        option = page.get_by_role("option", name=words)
        expect(option).to_have_class("list-option active")
        page.keyboard.press("Enter")
    if box.get_attribute("aria-expanded") == "true":
        page.keyboard.press("Escape")


def fill_texts(page: Page) -> None:
    for words in ("A line", "First\nSecond", "2.5", "ada@example.com", "https://example.com"):
        page.keyboard.insert_text(words)
        page.keyboard.press("Tab")


def fill_dates(page: Page) -> None:
    for block_id, keys in (("day", "03042026"), ("hour", "0930AM"), ("moment", "03042026")):
        block(page, block_id).locator("input").focus()
        page.keyboard.type(keys)
    page.keyboard.press("Tab")
    page.keyboard.type("0300PM")


def test_every_field_is_filled_by_keyboard_and_reaches_the_app(
    open_page: OpenPage, app: Received, practice: RunningSandbox, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("kept")
    page = open_page("U0ANN", GENERAL)
    practice.person("U0ANN").command("/helper", "form", channel=GENERAL)
    expect(page.get_by_label("One line")).to_be_focused()
    expect(block(page, "line").locator(".counter")).to_have_text("40")
    fill_texts(page)
    expect(block(page, "line").locator(".counter")).to_have_text("34")
    choose(page, "one", "Pear")
    choose(page, "many", "Plum", "Kale")
    choose(page, "outside", "ce")
    choose(page, "person", "Ben")
    choose(page, "people", "Chio", "Dev")
    choose(page, "place", "quiet")
    choose(page, "channel", "general")
    block(page, "mood").get_by_label("Plum").focus()
    page.keyboard.press("Space")
    block(page, "ticks").get_by_label("Apple").focus()
    page.keyboard.press("Space")
    fill_dates(page)
    words = block(page, "words").get_by_role("textbox")
    words.focus()
    page.keyboard.press("Control+b")
    page.keyboard.type("Bold")
    page.keyboard.press("Control+b")
    page.keyboard.type(" and plain")
    block(page, "file").locator("input[type=file]").set_input_files(note)
    expect(block(page, "file").locator(".file-chip")).to_contain_text("note.txt")
    words.press("Control+Enter")
    expect(dialog(page)).to_have_count(0)
    check_every_field(app.submission("every_field", "U0ANN"))


def check_every_field(values: dict[str, dict[str, dict[str, object]]]) -> None:
    found = {name: actions["it"] for name, actions in values.items()}
    texts = [found[name]["value"] for name in ("line", "long", "number", "mail", "site")]
    assert texts == ["A line", "First\nSecond", "2.5", "ada@example.com", "https://example.com"]
    assert chosen(found, "one", "selected_option") == ["pear"]
    assert chosen(found, "many", "selected_options") == ["plum", "kale"]
    assert chosen(found, "outside", "selected_option") == ["cedar"]
    assert found["person"]["selected_user"] == "U0BEN"
    assert found["people"]["selected_users"] == ["U0CHIO", "U0DEV"]
    assert found["place"]["selected_conversation"] == "C0QUIET"
    assert found["channel"]["selected_channel"] == "C0GENERAL"
    assert chosen(found, "mood", "selected_option") == ["plum"]
    assert chosen(found, "ticks", "selected_options") == ["apple"]
    assert found["day"]["selected_date"] == "2026-03-04"
    assert found["hour"]["selected_time"] == "09:30"
    assert found["moment"]["selected_date_time"] == 1772636400
    section = found["words"]["rich_text_value"]["elements"][0]["elements"]  # type: ignore[index]
    assert section == [
        {"type": "text", "text": "Bold", "style": {"bold": True}},
        {"type": "text", "text": " and plain"},
    ]
    assert [one["name"] for one in found["file"]["files"]] == ["note.txt"]  # type: ignore[attr-defined]


def chosen(found: dict[str, dict[str, object]], name: str, key: str) -> list[object]:
    value = found[name][key]
    options = value if isinstance(value, list) else [value]
    return [option["value"] for option in options if isinstance(option, dict)]


def test_problems_stand_under_their_fields_and_the_first_has_the_focus(
    open_page: OpenPage, app: Received, practice: RunningSandbox
) -> None:
    page = open_page("U0BEN", GENERAL)
    practice.person("U0BEN").command("/helper", "rules", channel=GENERAL)
    page.get_by_label("Reason").fill("Because")
    dialog(page).get_by_role("button", name="Send").click()
    expect(page.get_by_label("Name")).to_be_focused()
    expect(block(page, "name").locator(".field-error")).to_be_visible()
    page.get_by_label("Name").fill("wait")
    expect(block(page, "name").locator(".field-error")).to_be_hidden()
    dialog(page).get_by_role("button", name="Send").click()
    reason = page.get_by_label("Reason")
    expect(reason).to_be_focused()
    expect(reason).to_have_attribute("aria-invalid", "true")
    expect(reason).to_have_accessible_description("Say a little more, please.")
    page.get_by_label("Name").fill("right")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    values = app.submission("rules", "U0BEN")
    assert values["name"]["it"]["value"] == "right"
    assert values["reason"]["it"]["value"] == "Because"


def test_the_focus_stays_inside_and_escape_cancels(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0BEN", GENERAL)
    area = page.locator("#middle .composer-area")
    area.fill("/helper rules")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_visible()
    for _ in range(9):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.dialog') !== null")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.dialog') !== null")
    assert page.evaluate("document.querySelector('#middle').inert")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(area).to_be_focused()
    assert practice.person("U0BEN").wait_for(lambda: not practice.person("U0BEN").views())


def test_views_are_stacked_and_left_one_by_one(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0DEV", GENERAL)
    practice.person("U0DEV").command("/helper", "stack", channel=GENERAL)
    page.get_by_label("Note").fill("kept below")
    for depth in (2, 3):
        dialog(page).get_by_role("button", name="Go deeper").click()
        expect(dialog(page)).to_have_accessible_name(f"View {depth}")
    dialog(page).get_by_role("button", name="Back").click()
    expect(dialog(page)).to_have_accessible_name("View 2")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_accessible_name("View 1")
    expect(page.get_by_label("Note")).to_have_value("kept below")
    expect(dialog(page).get_by_role("button", name="Back")).to_have_count(0)
    page.get_by_role("button", name="Close").click()
    expect(dialog(page)).to_have_count(0)


def test_a_shortcut_opens_a_form_from_the_composer(open_page: OpenPage, app: Received) -> None:
    page = open_page("U0DEV", GENERAL)
    page.locator("#middle").get_by_role("button", name="Shortcuts").focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Start").press("Enter")
    expect(dialog(page)).to_have_accessible_name("With rules")
    app.wait_for(lambda one: one.get("callback_id") == "start")


def test_an_open_form_is_there_again_after_a_reload(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0EVE", GENERAL)
    practice.person("U0EVE").command("/helper", "rules", channel=GENERAL)
    expect(dialog(page)).to_be_visible()
    page.reload()
    expect(dialog(page)).to_have_accessible_name("With rules")


def test_a_form_that_changes_while_it_is_filled_keeps_what_was_typed(
    open_page: OpenPage, app: Received, practice: RunningSandbox
) -> None:
    page = open_page("U0HAL", GENERAL)
    practice.person("U0HAL").command("/helper", "live", channel=GENERAL)
    page.get_by_label("Note").fill("kept")
    page.get_by_label("Two").check()
    expect(dialog(page)).to_contain_text("You said two")
    expect(page.get_by_label("Note")).to_have_value("kept")
    expect(page.get_by_label("Two")).to_be_checked()
    search = page.get_by_label("Search")
    search.press_sequentially("bee")
    expect(dialog(page)).to_contain_text("You said bee")
    expect(search).to_be_focused()
    search.press_sequentially("ch")
    expect(dialog(page)).to_contain_text("You said beech")
    expect(search).to_have_value("beech")
    search.press("Control+Enter")
    expect(dialog(page)).to_have_count(0)
    values = app.submission("live", "U0HAL")
    assert values["note"]["it"]["value"] == "kept"
    assert values["kind"]["kind"]["selected_option"]["value"] == "two"
    assert values["typed"]["typed"]["value"] == "beech"
