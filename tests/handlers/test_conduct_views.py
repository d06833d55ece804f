"""Every view and message about conduct stays within Slack's limits at its fullest."""

import pytest

from handlers.conduct import code_views, messages, views
from handlers.visibility import CONFLICT, line
from services.conduct_messages import ToldConduct
from tests.handlers.gallery import conduct as gallery
from tests.handlers.gallery.conduct import LISTED, OTHER, TODAY
from tests.kit.entering import actions_in, words_in
from tests.kit.limits import check_blocks, check_message, check_view


@pytest.mark.parametrize("name", gallery.VIEWS)
def test_a_view_at_its_fullest_is_one_that_slack_takes(name: str) -> None:
    check_view(gallery.VIEWS[name]())


@pytest.mark.parametrize("told", gallery.TOLD)
def test_the_message_is_short_and_has_a_button_only_while_it_is_open(told: ToldConduct) -> None:
    rendered = messages.ask(told)
    check_message({"text": rendered.text, "blocks": list(rendered.blocks)})
    assert len(rendered.text) <= 280
    is_open = told.in_force and told.accepted_at is None
    assert bool(actions_in({"blocks": list(rendered.blocks)})) is is_open


def test_what_became_of_it_is_said_with_day_and_version() -> None:
    assert messages.ask(gallery.TOLD[3]).text == (
        "Code of conduct: accepted on Mon 23 Nov, version 1."
    )


def test_the_parts_of_home_and_the_list_are_ones_that_slack_takes() -> None:
    check_blocks(code_views.start_well(), "home")
    check_blocks(views.row(LISTED, TODAY), "modal")


def test_the_text_at_hand_is_shown_whole() -> None:
    shown = words_in(code_views.read_and_accept(gallery.text(), 1))
    assert "What we say stays with us" in shown
    assert "you are asked again" in shown


def test_what_somebody_wrote_is_never_read_as_formatting() -> None:
    for block in views.read(LISTED, "UTC", TODAY)["blocks"]:
        if block["type"] == "section":
            assert "<!channel>" not in block["text"]["text"]


def test_the_list_and_its_download_hold_no_word_anybody_wrote() -> None:
    detail = LISTED.read.detail
    assert detail not in str(views.row(LISTED, TODAY))
    assert detail not in str(views.sheet([LISTED]).rows)


def test_the_field_says_who_will_read_it() -> None:
    shown = str(views.disclose([]))
    assert line(CONFLICT, about="whoever it is with") in shown


def test_a_pairing_is_spoken_of_only_where_its_author_knows_of_it() -> None:
    assert "pairing" not in words_in(views.in_force(OTHER, in_a_pairing=False))
    assert "pairing" in words_in(views.in_force(OTHER, in_a_pairing=True))
