"""Every view and message of mentors stays within Slack's limits at its fullest."""

import pytest

from handlers.mentors import home_views, roster_views, views, words
from handlers.visibility import BOUNDARIES, line
from services.mentor_messages import ToldMentor
from tests.handlers.gallery import mentors as gallery
from tests.handlers.gallery.mentors import (
    COHORT,
    KEPT,
    LISTED,
    MINE,
    OFFER,
    OPENED,
    PERSON,
    TODAY,
)
from tests.kit.entering import element_of, words_in
from tests.kit.limits import check_blocks, check_message, check_view


@pytest.mark.parametrize("name", gallery.VIEWS)
def test_a_view_at_its_fullest_is_one_that_slack_takes(name: str) -> None:
    check_view(gallery.VIEWS[name]())


@pytest.mark.parametrize("told", gallery.TOLD, ids=lambda told: told.mentor.state.value)
def test_messages_stay_short_and_call_nobody(told: ToldMentor) -> None:
    for render in gallery.RENDERS:
        rendered = render(told)
        check_message({"text": rendered.text, "blocks": list(rendered.blocks)})
        assert "<!channel>" not in rendered.text
        assert len(rendered.blocks[0]["text"]["text"]) <= 3000


def test_an_ordinary_invitation_is_read_at_a_glance() -> None:
    cohort_names = len(COHORT.name) + len(COHORT.program.name)
    for render in gallery.RENDERS:
        for told in gallery.TOLD:
            escaped = render(told).text.replace("&amp;", "&").replace("&lt;", "<")
            assert len(escaped) - cohort_names + 40 <= 280


def test_the_parts_of_home_are_ones_that_slack_takes() -> None:
    for part in (
        home_views.invitations([MINE] * 5, {PERSON.id: PERSON}, TODAY),
        home_views.could_offer([COHORT] * 5, TODAY),
        home_views.my_time([MINE] * 5),
        *(roster_views.row(one, TODAY) for one in LISTED),
        roster_views.nobody(),
    ):
        check_blocks(part, "home")


def test_what_a_mentor_wrote_is_never_read_as_formatting() -> None:
    view = roster_views.read(OPENED, TODAY, may_act=False)

    assert "<!channel>" in str(view["blocks"])  # whole, in a text that formats nothing
    for block in view["blocks"]:
        if block["type"] == "section":
            assert "<!channel>" not in block["text"]["text"]


def test_the_downloaded_roster_holds_no_word_anybody_wrote() -> None:
    rows = roster_views.sheet(LISTED).rows

    assert KEPT.boundaries not in str(rows)
    assert all(len(row) == len(roster_views.HEADING) for row in rows)


def test_each_free_text_says_who_will_read_it() -> None:
    second = views.second_step(COHORT, OFFER)
    hint = next(one for one in second["blocks"] if one.get("block_id") == "boundaries")["hint"]

    assert line(BOUNDARIES) in hint["text"]
    assert "each of them" in words_in(gallery.VIEWS["mentors: invite"]()).lower()


def test_the_form_begins_from_what_was_offered_before() -> None:
    first = views.first_step(COHORT, TODAY, filled=OFFER)

    assert element_of(first, "places")["initial_option"]["value"] == "5"
    assert element_of(first, "hours")["initial_value"] == "20"
    assert element_of(first, "style")["initial_option"]["value"] == OFFER.style
    assert words.BACKUP_BOX in words_in(first)
