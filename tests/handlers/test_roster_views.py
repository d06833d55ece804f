"""What the roster shows is taken by Slack at its fullest, and no text in it can do harm."""

from collections.abc import Callable

import pytest

from handlers.feature import View
from handlers.home.inbox import line
from handlers.ids import Rosters
from handlers.rosters import refusals, views, words
from handlers.rosters.tie_listeners import inbox_item
from program.delivery import Rendered
from program.roster_rows import Reason
from tests.handlers.gallery import rosters as gallery
from tests.kit.entering import actions_in, words_in
from tests.kit.limits import check_blocks, check_message, check_view

LONGEST_LEAD = 280


@pytest.mark.parametrize("build", gallery.VIEWS.values(), ids=gallery.VIEWS)
def test_slack_takes_every_view_at_its_fullest(build: Callable[[], View]) -> None:
    check_view(build())


@pytest.mark.parametrize("sent", gallery.told(), ids=lambda one: one.text[:30])
def test_slack_takes_every_message_in_every_state(sent: Rendered) -> None:
    check_message({"text": sent.text, "blocks": list(sent.blocks)})


@pytest.mark.parametrize("sent", gallery.told(), ids=lambda one: one.text[:30])
def test_nothing_in_a_file_can_mention_or_ring_up(sent: Rendered) -> None:
    assert "<!channel>" not in sent.text
    assert "<@U0PETRA>" not in str(sent.blocks)


@pytest.mark.parametrize("build", gallery.VIEWS.values(), ids=gallery.VIEWS)
def test_no_view_can_mention_whom_a_file_names(build: Callable[[], View]) -> None:
    shown = [block for block in build()["blocks"] if block["type"] in ("section", "context")]
    mrkdwn = [one for one in _texts(shown) if one["type"] == "mrkdwn"]
    assert not [one for one in mrkdwn if "<!" in one["text"] or "<@U0PETRA>" in one["text"]]


def test_a_message_is_short_before_its_first_button() -> None:
    file = "people of the whole company 2026.xlsx"
    for sent in gallery.told():
        text = sent.text.replace(gallery.IMPORT.file_name, file)
        if gallery.COLLEAGUE.name not in sent.text and "&amp;" not in text:
            assert len(text) <= LONGEST_LEAD, text


def test_slack_takes_the_lines_of_the_inbox_on_home() -> None:
    check_blocks([line(inbox_item(one, "UTC")) for one in gallery.QUESTIONS], "home")


def test_the_first_ten_rows_left_out_are_shown_and_the_sheet_has_all() -> None:
    view = views.checked(gallery.IMPORT, gallery.FINDINGS)

    assert words_in(view).count("row 10000, column AB") == views.FIRST
    assert Rosters.SHEET in actions_in(view)
    assert len(views.sheet(gallery.FINDINGS).rows) == len(Reason)


def test_the_yes_says_how_many_rows() -> None:
    view = views.checked(gallery.IMPORT, [])

    assert view["submit"]["text"] == "Import 9,058 rows"


def test_a_file_that_changes_nothing_asks_for_no_yes() -> None:
    view = views.checked(gallery.NOTHING, [])

    assert "submit" not in view
    assert words.NOTHING_CHANGES in words_in(view)


def test_every_reason_has_a_sentence_with_a_next_step() -> None:
    for finding in gallery.FINDINGS:
        assert refusals.why(finding).endswith(".")


def test_the_sentences_are_those_of_the_sample() -> None:
    counts = {"new": 12, "updated": 40, "same": 6, "missing": 3, "left_out": 2}

    assert words.checked(58, counts) == (
        "Roster read: 58 rows are fine, 2 need a look. It would add 12 people and update 40; "
        "3 are no longer listed. Nothing is changed yet."
    )
    assert words.imported(counts) == (
        "Imported: 12 new, 40 updated, 6 the same. The 3 no longer listed stay until you decide."
    )
    assert refusals.file_trouble("encrypted", "people.xlsx") == (
        "I could not read people.xlsx: it is locked with a password. "
        "Save it without one and send it again."
    )


def _texts(part: object) -> list[dict[str, str]]:
    if isinstance(part, dict):
        own = [part] if isinstance(part.get("text"), str) else []
        return own + [found for value in part.values() for found in _texts(value)]
    if isinstance(part, list):
        return [found for one in part for found in _texts(one)]
    return []
