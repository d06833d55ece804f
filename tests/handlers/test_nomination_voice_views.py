"""Nominations by others are shown as Slack takes them, call nobody and say who reads them."""

from typing import Any

import pytest

from handlers.nominations import consent_views, home_views
from handlers.nominations.bulk_views import form
from handlers.nominations.voice_views import how, what
from program.nomination_steps import NominationState
from services.nomination_followed import Followed
from services.nomination_voices import Going
from tests.handlers.gallery import voices as gallery
from tests.handlers.test_nomination_views import COHORT, PERSON, TODAY
from tests.kit.entering import words_in
from tests.kit.limits import check_blocks, check_message, check_view


@pytest.mark.parametrize("name", gallery.VIEWS)
def test_a_view_at_its_fullest_is_one_that_slack_takes(name: str) -> None:
    check_view(gallery.VIEWS[name]())


def test_every_message_is_one_that_slack_takes_and_calls_nobody() -> None:
    for rendered in gallery.sent():
        check_message({"text": rendered.text, "blocks": list(rendered.blocks)})
        assert "<!channel>" not in rendered.text
        assert "<@" not in rendered.text
        assert len(rendered.blocks) <= 2


def test_the_parts_of_home_are_ones_that_slack_takes() -> None:
    followed = [Followed(gallery.VOICE, one, PERSON) for one in gallery.STATES * 3]
    shown = [
        *consent_views.home_questions([(gallery.STATES[0], (PERSON,) * 9)] * 3, TODAY),
        *consent_views.home_views([gallery.ASKED] * 5, TODAY),
        *home_views.home_others(followed, "UTC", TODAY),
    ]
    check_blocks(shown, "home")
    texts = [block.get("text", {}) for block in shown]
    assert not [one for one in texts if "<!channel>" in one.get("text", "")]


def test_every_free_text_says_who_will_read_it() -> None:
    going = Going(COHORT, PERSON, gallery.EMPTY, False)
    views = [what(going), how(going), consent_views.give_view(gallery.ASKED, TODAY)]
    views.append(form(gallery.LINES, {}))
    for view in views:
        for block in view["blocks"]:
            if block["type"] == "input" and block["element"]["type"] == "plain_text_input":
                assert " this" in block["hint"]["text"], block["label"]


def test_the_form_has_at_most_six_inputs_in_each_step() -> None:
    for name in ("nominate a colleague, full", "what you saw, filled", "ratings, filled"):
        inputs = [one for one in gallery.VIEWS[name]()["blocks"] if one["type"] == "input"]
        assert len(inputs) <= 6


@pytest.mark.parametrize("name", ["the question", "own nomination with voices"])
def test_the_nominee_never_sees_a_rating_or_a_remark(name: str) -> None:
    said = words_in(gallery.VIEWS[name]())
    assert "Coachability" not in said
    assert "Remark" not in said


def test_the_reviewer_reads_ratings_by_rater() -> None:
    said = words_in(gallery.VIEWS["review with voices"]())
    assert "Leadership potential: <@U0MIA> 1" in said
    assert "Curiosity: <@U0MIA> cannot say" in said


def test_a_question_that_was_answered_has_no_yes_any_more() -> None:
    answered: dict[str, Any] = gallery.question(NominationState.SAID_NO)
    assert "submit" not in answered
