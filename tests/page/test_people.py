"""Acting as somebody: only what they may see, several people at once, the page on its own."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.page.browser import open_context, visit
from tests.page.conftest import OpenPage

pytestmark = pytest.mark.page


def test_acting_as_somebody_else_shows_only_what_they_may_see(open_page: OpenPage) -> None:
    page = open_page("U0ANN", "C0QUIET")
    expect(page.get_by_role("heading", name="quiet")).to_be_visible()
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Find a person or role")
    expect(box).to_be_focused()
    expect(page.locator(".picker .list-group")).to_have_text(
        ["Program team", "Mentees", "Everyone else"]
    )
    box.press_sequentially("chio")
    page.keyboard.press("Enter")
    expect(page.locator("#strip")).to_contain_text("Chio")
    expect(page.locator("#side")).not_to_contain_text("quiet")
    expect(page.locator("#side")).to_contain_text("general")
    assert page.evaluate("location.hash").startswith("#as=U0CHIO")
    page.reload()
    expect(page.locator("#strip")).to_contain_text("Chio")


def test_people_are_found_by_their_role(open_page: OpenPage) -> None:
    page = open_page("U0CHIO")
    page.get_by_role("button", name="Acting as Chio").click()
    page.keyboard.type("program manager")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Acting as Chio")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_count(9)


def one_line(words: str) -> dict[str, Any]:
    line = {"type": "section", "text": {"type": "plain_text", "text": words}}
    return {"type": "home", "blocks": [line]}


def test_a_home_written_while_it_was_asked_for_is_the_one_shown(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    old = practice.api("views.publish", user_id="U0FAY", view=one_line("Written long ago"))
    page = open_page("U0FAY", "C0GENERAL")
    held: list[Route] = []

    def hold(route: Route) -> None:
        if "open_home" in (route.request.post_data or ""):
            route.fetch()
            held.append(route)
        else:
            route.continue_()

    page.route("**/_page/act", hold)
    page.locator("#side").get_by_role("button", name="Helper").click()
    # What the app writes on being opened comes as news; the answer itself is held back.
    expect(page.locator("#tab-panel")).to_contain_text("The brief is ready")
    practice.api("views.publish", user_id="U0FAY", view=one_line("Written a moment ago"))
    expect(page.locator("#tab-panel")).to_contain_text("Written a moment ago")
    for route in held:
        route.fulfill(json={"ok": True, "view": old["view"]})
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    expect(page.locator("#tab-panel")).to_contain_text("Written a moment ago")


def test_a_long_name_pushes_nothing_out_of_the_strip(open_page: OpenPage) -> None:
    page = open_page("U0ANN", "C0GENERAL")
    page.evaluate("document.querySelector('.acting-words').textContent = 'W'.repeat(300)")
    title = page.locator(".strip-title")
    assert title.evaluate("(one) => one.scrollHeight <= one.clientHeight + 1")
    last = page.locator("#strip button:visible").last.bounding_box()
    assert last is not None
    assert last["x"] + last["width"] <= 1280


def test_a_name_from_right_to_left_stands_before_the_time(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    practice.person("U0ANN").say("C0GENERAL", "Good morning")
    page = open_page("U0BEN", "C0GENERAL")
    head = page.locator("#middle .message-head:has(.when)").last
    name, time = head.locator(".author"), head.locator(".when")
    name.evaluate("(one) => { one.textContent = 'يوسف الحداد' }")
    assert time.evaluate("(one) => one.getBoundingClientRect().left") >= name.evaluate(
        "(one) => one.getBoundingClientRect().right"
    )


def test_two_people_write_to_each_other_at_once(open_page: OpenPage) -> None:
    dev, hal = open_page("U0DEV"), open_page("U0HAL")
    dev.get_by_role("button", name="Write to somebody").click()
    dev.keyboard.type("Hal")
    dev.keyboard.press("Enter")
    area = dev.locator("#middle .composer-area")
    area.fill("Do you have a moment?")
    dev.keyboard.press("Enter")
    place = hal.locator("#side").get_by_role("button", name="Dev")
    expect(place.locator(".count")).to_contain_text("1")
    place.click()
    hal.locator("#middle .composer-area").fill("I do")
    hal.keyboard.press("Enter")
    expect(dev.locator("#middle .message", has_text="I do")).to_be_visible()


def test_without_an_app_the_page_says_what_people_on_slack_would_read(browser: Browser) -> None:
    with running_sandbox() as alone:
        context = open_context(browser, alone.base_url)
        page = visit(context, "U0ANN", "C0GENERAL")
        page.locator("#middle .composer-area").fill("/helper help")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("/helper")
        expect(page.locator("#middle .composer-area")).to_have_value("/helper help")
        page.get_by_role("button", name="Helper").click()
        expect(page.locator("#middle")).to_contain_text("has not written a Home yet")
        context.close()


def test_the_page_goes_on_after_the_workspace_was_started_again(
    browser: Browser, tmp_path: Path
) -> None:
    file = str(tmp_path / "practice.db")
    with running_sandbox(file=file) as first:
        port = int(first.base_url.rsplit(":", 1)[1])
        context = open_context(browser, first.base_url)
        page = visit(context, "U0ANN", "C0GENERAL")
    expect(page.locator('html[data-stream="lost"]')).to_be_attached()
    with running_sandbox(file=file, port=port) as again:
        again.person("U0BEN").say("C0GENERAL", "We are back")
        expect(page.locator("#middle .message", has_text="We are back")).to_be_visible()
        expect(page.locator('html[data-stream="open"]')).to_be_attached()
        context.close()
