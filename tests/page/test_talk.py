"""Talking: sending, commands, threads, files, reactions, and text that means harm."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.kit.sandbox import RunningSandbox, eventually
from tests.page.conftest import OpenPage
from tests.page.received import Received

pytestmark = pytest.mark.page
GENERAL = "C0GENERAL"
HELPER = "A0HELPER/messages"


def test_a_message_appears_for_everyone_who_is_there(open_page: OpenPage) -> None:
    ann, ben = open_page("U0ANN", GENERAL), open_page("U0BEN", GENERAL)
    ann.locator("#middle .composer-area").fill("Is *everybody* here? :wave:")
    ann.keyboard.press("Enter")
    for page in (ann, ben):
        row = page.locator("#middle .message", has_text="here?").last
        expect(row.locator("strong")).to_have_text("everybody")
        expect(row.get_by_role("img", name="wave")).to_be_visible()
    expect(ann.locator("#middle .composer-area")).to_have_value("")
    expect(ben.locator("#announcer")).to_contain_text("Ann: Is everybody here?")


def test_what_is_unread_is_marked_until_it_is_read(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0EVE", "A0HELPER/home")
    practice.person("U0BEN").say(GENERAL, "Something new")
    place = page.locator('[data-key="place-C0GENERAL"]')
    expect(place.locator(".count")).to_contain_text("unread")
    expect(page).to_have_title(re.compile(r"^\(\d+\) Practice\. Made-up people"))
    place.click()
    expect(page.locator(".day.new")).to_have_text("New")
    expect(place.locator(".count")).to_have_count(0)


def test_hostile_text_stays_text(open_page: OpenPage, practice: RunningSandbox) -> None:
    page = open_page("U0ANN", GENERAL)
    hostile = "<img src=x onerror=alert(1)> <!channel> <script>alert(2)</script> &lt;b&gt;"
    page.locator("#middle .composer-area").fill(hostile)
    page.keyboard.press("Enter")
    expect(page.locator("#middle .message").last).to_contain_text(hostile)
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": hostile}},
        {"type": "markdown", "text": f"{hostile} [x](javascript:alert(3))"},
        {"type": "section", "text": {"type": "mrkdwn", "text": "<javascript:alert(4)|press>"}},
    ]
    practice.api("chat.postMessage", channel=GENERAL, text=hostile, blocks=blocks)
    row = page.locator("#middle .message").last
    expect(row.locator(".header")).to_have_text(hostile)
    expect(row).to_contain_text("press")
    assert page.locator("#middle img, #middle script").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0


def test_a_command_is_completed_and_sent_by_keyboard(open_page: OpenPage, app: Received) -> None:
    page = open_page("U0ANN", GENERAL)
    area = page.locator("#middle .composer-area")
    area.press_sequentially("/he")
    expect(page.get_by_role("option", name="/helper")).to_be_visible()
    page.keyboard.press("Enter")
    expect(area).to_have_value("/helper ")
    area.press_sequentially("for @Be")
    page.get_by_role("option", name="@Ben").wait_for()
    page.keyboard.press("Tab")
    area.press_sequentially("today")
    page.keyboard.press("Enter")
    body = app.wait_for(lambda one: one.get("text", "").startswith("for "))
    assert body["text"] == "for <@U0BEN|Ben> today"
    assert body["channel_id"] == GENERAL
    expect(area).to_have_value("")


def test_an_unknown_command_is_kept_and_explained(open_page: OpenPage) -> None:
    page = open_page("U0ANN", GENERAL)
    area = page.locator("#middle .composer-area")
    area.fill("/nothing here")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("/nothing is not a command here")
    expect(area).to_have_value("/nothing here")


def test_an_ephemeral_answer_is_seen_by_one_person_only(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    ann, ben = open_page("U0ANN", GENERAL), open_page("U0BEN", GENERAL)
    practice.api("conversations.join", channel=GENERAL)
    practice.person("U0ANN").command("/helper", "whisper", channel=GENERAL)
    row = ann.locator(".message.ephemeral").last
    expect(row).to_contain_text("Only visible to you")
    expect(row).to_contain_text("A word in your ear")
    practice.person("U0ANN").say(GENERAL, "After the whisper")
    expect(ben.locator(".message", has_text="After the whisper").last).to_be_visible()
    expect(ben.locator(".message.ephemeral")).to_have_count(0)


def test_a_thread_is_answered_beside_the_conversation(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0ANN", GENERAL)
    practice.person("U0BEN").say(GENERAL, "Shall we talk it through?")
    row = page.locator("#middle .message", has_text="talk it through").last
    row.hover()
    row.get_by_role("button", name="Reply to Ben in thread").click()
    reply = page.locator("#thread .composer-area")
    expect(reply).to_be_focused()
    reply.fill("Yes, here")
    page.keyboard.press("Enter")
    expect(page.locator("#thread .message", has_text="Yes, here")).to_be_visible()
    expect(row.get_by_role("button", name="1 reply")).to_be_visible()
    expect(page.locator("#middle .message", has_text="Yes, here")).to_have_count(0)
    reply.fill("/helper form")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("does not work in threads")
    page.get_by_role("button", name="Close thread").click()
    expect(page.locator("#thread")).to_be_hidden()


def test_a_file_is_sent_and_can_be_fetched(
    open_page: OpenPage, app: Received, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name\nAda\n")
    page = open_page("U0ANN", HELPER)
    page.locator("#middle .composer input[type=file]").set_input_files(roster)
    expect(page.locator("#middle .composer .file-chip")).to_contain_text("roster.csv")
    page.get_by_role("button", name="Send").click()
    link = page.locator("#middle .message a.file-chip").last
    expect(link).to_contain_text("roster.csv")
    event = app.wait_for(lambda one: one.get("subtype") == "file_share")
    assert [file["name"] for file in event["files"]] == ["roster.csv"]
    with page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_text() == "name\nAda\n"


def test_a_file_can_be_dropped_on_the_conversation(open_page: OpenPage) -> None:
    page = open_page("U0ANN", HELPER)
    dropped = page.evaluate_handle(
        "() => { const d = new DataTransfer(); d.items.add(new File(['a'], 'drop.txt')); return d }"
    )
    page.dispatch_event("#middle .scroll", "drop", {"dataTransfer": dropped})
    expect(page.locator("#middle .composer .file-chip")).to_contain_text("drop.txt")


def test_own_messages_are_changed_and_deleted(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    page = open_page("U0ANN", "C0QUIET")
    practice.person("U0ANN").say("C0QUIET", "A mistake & more")
    row = page.locator("#middle .message").last
    expect(row).to_contain_text("A mistake & more")
    row.hover()
    row.get_by_role("button", name="More for the message of Ann").click()
    page.get_by_role("menuitem", name="Edit message").click()
    area = page.get_by_role("textbox", name="Edit message")
    expect(area).to_have_value("A mistake & more")
    area.fill("Mended & whole")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Mended & whole")
    expect(row).to_contain_text("(edited)")
    row.hover()
    row.get_by_role("button", name="More for the message of Ann").click()
    page.get_by_role("menuitem", name="Delete message").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(page.locator("#middle .message", has_text="Mended")).to_have_count(0)


def test_only_plain_messages_of_an_app_say_that_they_were_changed(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    words = {"type": "section", "text": {"type": "plain_text", "text": "Made of blocks"}}
    plain = practice.api("chat.postMessage", channel="U0CHIO", text="Plain")
    built = practice.api("chat.postMessage", channel="U0CHIO", text="Built", blocks=[words])
    for posted, content in ((plain, {"text": "Plainer"}), (built, {"blocks": [words]})):
        practice.api("chat.update", channel=posted["channel"], ts=posted["ts"], **content)
    page = open_page("U0CHIO", HELPER)
    expect(page.locator("#middle .message", has_text="Plainer")).to_contain_text("(edited)")
    row = page.locator("#middle .message", has_text="Made of blocks")
    expect(row).to_be_visible()
    expect(row).not_to_contain_text("(edited)")


def test_reactions_and_message_shortcuts_work_by_keyboard(
    open_page: OpenPage, app: Received, practice: RunningSandbox
) -> None:
    page = open_page("U0ANN", "C0QUIET")
    practice.person("U0BEN").say("C0QUIET", "Keep this one")
    row = page.locator("#middle .message", has_text="Keep this one").last
    row.get_by_role("button", name="React to Ben").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    reaction = row.get_by_role("button", name="white check mark, 1")
    expect(reaction).to_have_attribute("aria-pressed", "true")
    reaction.click()
    expect(reaction).to_have_count(0)
    row.get_by_role("button", name="More for the message of Ben").focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Keep Helper").press("Enter")
    body = app.wait_for(lambda one: one.get("callback_id") == "keep")
    assert body["message"]["text"] == "Keep this one"


def test_moments_are_shown_in_the_zone_of_who_acts(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    token = "<!date^1772636400^{date_num} {time}|once>"
    practice.api("chat.postMessage", channel=GENERAL, text=f"Meet {token}")
    london = open_page("U0ANN", GENERAL).locator(".message", has_text="Meet").last
    tokyo = open_page("U0CHIO", GENERAL).locator(".message", has_text="Meet").last
    expect(london).to_contain_text("Meet 2026-03-04 15:00")
    expect(tokyo).to_contain_text("Meet 2026-03-05 00:00")


def test_earlier_messages_are_fetched_when_wanted(
    open_page: OpenPage, practice: RunningSandbox
) -> None:
    channel = practice.person("U0BEN").act("open_im", user="U0HAL")["channel"]
    now = practice.control("clock")["now"] - 3600
    lines = [
        {"channel": channel, "user": "U0BEN", "ts": f"{now + number:.6f}", "text": f"Line {number}"}
        for number in range(60)
    ]
    practice.control("seed", {"messages": lines})
    page = open_page("U0HAL", channel)
    expect(page.locator("#middle .message", has_text="Line 59")).to_be_visible()
    assert page.locator("#middle .message").count() == 50
    page.get_by_role("button", name="Earlier messages").click()
    eventually(lambda: page.locator("#middle .message").count() == 60)
