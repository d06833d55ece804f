"""Every form, message and part of Home about check-ins: within limits, harmless, in few words."""

import json

import pytest

from handlers.check_ins import home_views, meeting_views
from handlers.check_ins.message_words import every
from program.check_in import CheckInShared, CheckInState, OwnWords
from program.delivery import Rendered
from services.check_ins import Read
from tests.handlers.gallery import check_ins as gallery
from tests.kit.entering import actions_in, words_in
from tests.kit.limits import check_blocks, check_message, check_view

MOST_BEFORE_A_BUTTON = 280


@pytest.mark.parametrize("name", gallery.VIEWS)
def test_a_form_is_taken_by_slack_at_its_fullest(name: str) -> None:
    check_view(gallery.VIEWS[name]())


def test_everything_shown_is_taken_by_slack_in_every_state() -> None:
    for one in gallery.shown():
        if isinstance(one, dict):
            check_view(one)
        else:
            check_blocks(one, "home")


@pytest.mark.parametrize("rendered", gallery.RENDERED)
def test_a_message_is_short_whole_and_has_at_most_three_buttons(rendered: Rendered) -> None:
    blocks = [*rendered.blocks]
    check_message({"text": rendered.text, "blocks": blocks})
    assert len(rendered.text) <= MOST_BEFORE_A_BUTTON
    for row in (one for one in blocks if one["type"] == "actions"):
        buttons = [one for one in row["elements"] if one["type"] == "button"]
        assert 1 <= len(buttons) <= 3


def test_a_hostile_name_or_word_mentions_nobody() -> None:
    for one in [*gallery.shown(), *(build() for build in gallery.VIEWS.values())]:
        for text in mrkdwn_in(one):
            assert "<!channel>" not in text


def test_no_message_holds_what_was_agreed_or_noted() -> None:
    said = json.dumps([[one.text, *one.blocks] for one in gallery.RENDERED])

    assert gallery.OWN.note not in said
    assert not [one for one in gallery.ACTIONS if one in said]


def test_home_shows_what_was_agreed_and_never_a_private_note() -> None:
    line = home_views.Line(gallery.CHOICES[0], gallery.seen(gallery.TO_CONFIRM), ("Read it",))
    home = home_views.meetings([line], [], gallery.TODAY)

    assert "Read it" in words_in({"blocks": home})


def test_a_meeting_offers_what_can_still_be_done() -> None:
    confirmed = gallery.check_in(CheckInState.CONFIRMED, gallery.MINE, gallery.THEIRS)
    late = Read(
        gallery.seen(confirmed, may_change=False),
        CheckInShared(confirmed, (), ()),
        OwnWords(),
    )
    view = meeting_views.meeting(late, gallery.TODAY)

    assert actions_in(view) == {"check_ins.add.open"}


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "every day"), (7, "every week"), (14, "every 2 weeks"), (10, "every 10 days")],
)
def test_a_cadence_is_said_as_people_say_it(days: int, said: str) -> None:
    assert every(days) == said


def mrkdwn_in(shown: object) -> list[str]:
    if isinstance(shown, dict):
        own = [str(shown["text"])] if shown.get("type") == "mrkdwn" else []
        return own + [text for value in shown.values() for text in mrkdwn_in(value)]
    if isinstance(shown, list | tuple):
        return [text for one in shown for text in mrkdwn_in(one)]
    return []
