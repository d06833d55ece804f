"""Several workspaces: going from one to another, and the page that installs an app in them."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.page.browser import PHONE, open_context, visit
from tests.page.conftest import OpenPage
from tests.sandbox.towns import OTHER, OVER_BOTH, REDIRECT, organization, two_teams

pytestmark = pytest.mark.page


@pytest.fixture(scope="module")
def towns(browser: Browser) -> Iterator[RunningSandbox]:
    with running_sandbox(two_teams()) as running:
        running.install(OTHER)
        running.team(OTHER).api("chat.postMessage", channel="U0ZOE", text="Welcome, Zoe")
        yield running


def link(box: RunningSandbox) -> str:
    fields = {"client_id": box.client_id, "scope": "chat:write,users:read", "state": "mine"}
    return f"/oauth/v2/authorize?{urlencode(fields)}"


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name="Choose another workspace").click()
    page.get_by_role("option", name=name).click()


def test_another_workspace_is_a_choice_away(browser: Browser, towns: RunningSandbox) -> None:
    context = open_context(browser, towns.base_url)
    page = visit(context, "U0ANN", "C0GENERAL")
    expect(page.locator("#side")).to_contain_text("general")
    choose(page, "Second")
    expect(page.locator("#strip")).to_contain_text("Zoe")
    expect(page.locator("#side")).to_contain_text("lobby")
    expect(page.locator("#side")).not_to_contain_text("general")
    assert page.evaluate("location.hash").startswith(f"#team={OTHER}&as=U0ZOE")
    page.reload()
    expect(page.locator("#strip")).to_contain_text("Zoe")
    choose(page, "Practice")
    expect(page.locator("#strip")).to_contain_text("Ann")
    context.close()


def test_people_act_in_the_workspace_they_are_in(browser: Browser, towns: RunningSandbox) -> None:
    context = open_context(browser, towns.base_url)
    page = visit(context, "U0ANN")
    choose(page, "Second")
    page.get_by_role("button", name="lobby").click()
    area = page.locator("#middle .composer-area")
    area.fill("Hello from Vienna")
    area.press("Enter")
    other = towns.team(OTHER)
    said = other.person("U0YAN").wait_for_message(
        lambda one: one["text"] == "Hello from Vienna", "C0LOBBY"
    )
    assert said["user"] == "U0ZOE"
    other.person("U0YAN").say("C0LOBBY", "Hello from Singapore")
    expect(page.locator("#middle")).to_contain_text("Hello from Singapore")
    context.close()


def test_with_one_workspace_there_is_nothing_to_choose(open_page: OpenPage) -> None:
    page = open_page("U0ANN")
    expect(page.get_by_role("button", name="Choose another workspace")).to_have_count(0)


def test_somebody_installs_an_app_by_its_link(browser: Browser) -> None:
    with running_sandbox(organization()) as box:
        context = open_context(browser, box.base_url)
        context.route(f"{REDIRECT}**", lambda route: route.fulfill(body="Thank you"))
        page = context.new_page()
        page.goto(link(box))
        expect(page.get_by_role("heading", level=1)).to_have_text("Install Helper in Practice?")
        page.get_by_role("link", name="Second").click()
        page.get_by_label("Who installs it").select_option(label="Yan Yew")
        expect(page.get_by_text("Write messages as itself")).to_be_visible()
        page.get_by_role("button", name="Allow").click()
        expect(page.get_by_text("Thank you")).to_be_visible()
        assert "code=" in page.url
        assert "state=mine" in page.url
        page.goto(link(box))
        page.get_by_role("link", name="All of Practice Group").click()
        assert f"team={OVER_BOTH}" in page.url
        expect(page.get_by_label("Add it to all workspaces")).not_to_be_checked()
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_text("Thank you")).to_be_visible()
        assert "error=access_denied" in page.url
        context.close()


def test_the_authorize_page_fits_a_phone(browser: Browser, towns: RunningSandbox) -> None:
    context = open_context(browser, towns.base_url, size=PHONE, dark=True)
    page = context.new_page()
    page.goto(link(towns))
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0]
    expect(page.get_by_role("button", name="Allow")).to_be_visible()
    context.close()
