"""The strip: the practice clock, the tour, the traffic, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.kit.sandbox import RunningSandbox, eventually
from tests.page.conftest import HOST, OpenPage

pytestmark = pytest.mark.page
HOME = "A0HELPER/home"
TOUR = [
    {
        "id": "first",
        "title": "You run the program",
        "text": "Open the *brief*.",
        "as": "U0EVE",
        "open": {"app": "A0HELPER", "tab": "home"},
        "done_when": {"act": "press", "action_id": "open_*", "as": "U0EVE"},
    },
    {"id": "last", "title": "That is all", "text": "Try anything."},
]


FROM_ANOTHER_WORKSPACE = """() => {
  const kept = JSON.parse(localStorage.getItem("page-tour"));
  localStorage.setItem("page-tour", JSON.stringify({ ...kept, workspace: "W0BEFORE" }));
}"""


def wishes(practice: RunningSandbox) -> list[dict[str, object]]:
    found: list[dict[str, object]] = practice.control("wishes?wait=10")["wishes"]
    return found


def test_the_clock_hands_its_wishes_to_the_host(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0ANN", HOME)
    page.get_by_role("button", name="Next morning").click()
    assert wishes(practice)[0]["button"] == "morning"
    now = practice.control("clock")["now"]
    practice.control("clock", {"now": now, "moving": {"label": "Wed", "line": "3 messages sent"}})
    expect(page.locator("#progress")).to_contain_text("Wed: 3 messages sent")
    expect(page.get_by_role("button", name="In a week")).to_be_disabled()
    page.get_by_role("button", name="Stop").click()
    assert wishes(practice)[0]["stop"] is True
    practice.control("clock", {"moving": None})
    expect(page.locator("#progress")).to_be_hidden()


def test_a_moment_is_chosen_in_the_zone_of_who_acts(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0CHIO", HOME)
    page.get_by_role("button", name="Go to…").click()
    page.get_by_label("Go to a moment").last.fill("2027-03-05T09:00")
    page.get_by_role("button", name="Go", exact=True).click()
    assert wishes(practice)[0]["to"] == 1804204800
    page.get_by_role("button", name="Go to…").click()
    page.get_by_label("Go to a moment").last.fill("2020-01-01T09:00")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("practice time only goes forward")


def test_a_step_of_the_tour_is_done_by_doing_it(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    practice.control("host", {**HOST, "tour": TOUR})
    try:
        page = open_page("U0ANN", "C0GENERAL")
        card = page.get_by_role("region", name="Tour")
        expect(card).to_contain_text("1 of 2")
        card.get_by_role("button", name="Show me").click()
        expect(page.locator("#strip")).to_contain_text("Eve")
        page.get_by_role("button", name="Open the brief").click()
        expect(card).to_contain_text("That is all")
        page.reload()
        expect(card).to_contain_text("2 of 2")
        box, middle = card.bounding_box(), page.locator("#middle").bounding_box()
        assert box is not None
        assert middle is not None
        assert box["x"] + box["width"] <= middle["x"], "the card covers nothing"
        card.get_by_role("button", name="Done").click()
        expect(card).to_have_count(0)
        page.get_by_role("button", name="Tour").click()
        expect(card).to_contain_text("1 of 2")
        card.get_by_role("button", name="Close the tour").click()
        page.evaluate(FROM_ANOTHER_WORKSPACE)
        page.reload()
        expect(card).to_contain_text("1 of 2")
    finally:
        practice.control("host", {**HOST, "tour": []})


def test_the_traffic_shows_what_went_to_the_app_and_back(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0ANN", "C0GENERAL")
    ann = practice.person("U0ANN")
    ann.command("/helper", "traffic one", channel="C0GENERAL")
    page.get_by_role("button", name="Traffic", exact=True).click()
    drawer = page.get_by_role("complementary", name="Traffic")
    drawer.get_by_role("searchbox").fill("slash")
    rows = drawer.locator(".traffic-row")
    rows.first.get_by_role("button", name="/helper").click()
    expect(drawer.locator("pre").first).to_contain_text("traffic one")
    drawer.get_by_role("button", name="Pause").click()
    before = rows.count()
    ann.command("/helper", "traffic two", channel="C0GENERAL")
    go_on = drawer.get_by_role("button", name="Go on (")
    expect(go_on).to_be_visible()
    assert rows.count() == before
    go_on.click()
    eventually(lambda: rows.count() == before + 1)
    rows.first.get_by_role("button", name="/helper").click()
    expect(drawer.locator("pre").first).to_contain_text("traffic two")
    drawer.get_by_role("button", name="Close traffic").click()
    expect(drawer).to_be_hidden()


def test_what_the_host_withholds_is_not_in_the_traffic(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    practice.control("host", {**HOST, "withheld_callbacks": ["keep*"]})
    ann = practice.person("U0ANN")
    said = ann.say("C0QUIET", "Not for developers")
    ann.message_shortcut("keep", {**said, "channel": "C0QUIET"})
    page = open_page("U0ANN", "C0QUIET")
    page.get_by_role("button", name="Traffic", exact=True).click()
    drawer = page.get_by_role("complementary", name="Traffic")
    drawer.get_by_role("searchbox").fill("message_action")
    drawer.locator(".traffic-row").first.get_by_role("button").click()
    expect(drawer.locator("pre").first).to_contain_text("withheld")
    expect(drawer).not_to_contain_text("Not for developers")


def test_light_and_dark_follow_the_system_until_somebody_chooses(open_page: OpenPage) -> None:
    page = open_page("U0ANN", HOME, dark=True)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(28, 31, 30)"
    page.get_by_role("button", name="Light colours").click()
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.reload()
    expect(page.get_by_role("button", name="Dark colours")).to_be_visible()
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
