"""What somebody reads who is invited to a pulse: the promise is its rules, and says all of them."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from handlers.ids import Field
from handlers.pulse import answer_views, answer_words, messages
from handlers.pulse.answer_listeners import REFUSALS
from program.pulse.promise import promise
from program.pulse.survey import AudienceKind, Dimension, Policy, Readers, Survey, SurveyState
from services.pulse_answering import AnswerForm
from services.pulse_messages import ToldInvited, ToldReminded
from tests.handlers.gallery import pulse_answer as gallery
from tests.kit.entering import actions_in, words_in
from tests.kit.limits import check_blocks, check_message, check_view
from tests.kit.pulse_shown import CHANGE, CLOSES, FIT, FULL, NOW, POLICY, RTL, SURVEY, TEAM

NUMBER = re.compile(r"\d[\d,]*")


def promised(policy: Policy) -> str:
    return answer_words.promised(policy, policy.closes_at)


def first_block(survey: Survey = SURVEY) -> str:
    view = answer_views.form(AnswerForm(survey, False, TEAM))
    return str(view["blocks"][0]["text"]["text"])


@pytest.mark.parametrize("name", list(gallery.VIEWS))
def test_slack_takes_every_view_at_its_fullest(name: str) -> None:
    check_view(gallery.VIEWS[name]())


@pytest.mark.parametrize("survey", [SURVEY, FULL, RTL])
@pytest.mark.parametrize("is_open", [True, False])
def test_slack_takes_every_message_and_the_line_on_home(survey: Survey, *, is_open: bool) -> None:
    for made in (
        messages.invitation(ToldInvited(survey, is_open, NOW)),
        messages.reminder(ToldReminded(survey, NOW)),
    ):
        check_message({"channel": "D1", "text": made.text, "blocks": list(made.blocks)})
        assert len(made.text) <= 280
        assert "<!channel>" not in str(made.blocks)
    check_blocks(answer_views.on_home(survey), "home")


def test_nothing_a_program_manager_wrote_can_mention_or_link() -> None:
    assert "<!channel>" not in first_block(FULL)
    view = answer_views.form(AnswerForm(FULL, False, ()))
    marked = [part for part in _parts(view) if part.get("type") == "mrkdwn"]
    assert not [part for part in marked if "<!channel>" in part["text"]]


def test_the_promise_says_every_number_of_the_rules_and_no_other() -> None:
    policy = replace(POLICY, program="Horizon")
    numbers = {one.replace(",", "") for one in NUMBER.findall(promised(policy))}
    facts = promise(policy)

    known = {facts.invited, facts.k, facts.comments_from, facts.fewest_comments, CLOSES.day}
    assert numbers == {*(str(one) for one in known), "17", "00"}


def test_the_promise_says_every_group_that_may_be_shown_and_no_other() -> None:
    groups = {Dimension.ROLE: ("mentee", "mentor"), Dimension.LOCATION: ("Berlin", "Lisbon")}
    both = promised(replace(POLICY, groups=groups))
    assert "for everyone, for mentees and for mentors, by location for Berlin and Lisbon" in both
    assert "too small" not in both

    none = promised(replace(POLICY, groups={}))
    assert "for everyone, and only" in none
    assert "Not by role or by location: the groups are too small." in none


@pytest.mark.parametrize(
    "changed",
    [
        {"invited": 25},
        {"program": "Another"},
        {"audience": AudienceKind.MENTEES},
        {"audience": AudienceKind.COHORT, "audience_name": "Spring"},
        {"groups": {}},
        {"groups": {Dimension.ROLE: ("mentee", "mentor"), Dimension.LOCATION: ("Berlin",)}},
        {"closes_at": CLOSES + timedelta(days=1)},
        {"zone": "Asia/Tokyo"},
        {"k": 6},
        {"comments_from": 12},
        {"fewest_comments": 4},
        {"readers": Readers.ALL},
        {"questions": (FIT,)},
    ],
)
def test_the_promise_changes_where_a_rule_does(changed: dict[str, Any]) -> None:
    assert promised(replace(POLICY, **changed)) != promised(POLICY)


@pytest.mark.parametrize(
    "unchanged",
    [{"questions": (CHANGE, FIT)}, {"title": "Another title"}, {"opens_on": date(2026, 11, 20)}],
)
def test_the_promise_stays_where_no_promise_does(unchanged: dict[str, Any]) -> None:
    assert promised(replace(POLICY, **unchanged)) == promised(POLICY)


def test_a_survey_without_comments_promises_nothing_about_them() -> None:
    assert "Comments" not in promised(replace(POLICY, questions=(FIT,)))


def test_the_promise_is_the_first_block_of_the_form_and_says_when_it_closes_now() -> None:
    later = replace(SURVEY, closes_at=datetime.fromisoformat("2026-12-07T16:00:00+00:00"))
    assert first_block() == promised(POLICY)
    assert "closes Mon 7 Dec, 17:00 (Berlin)" in first_block(later)


def test_the_form_asks_all_in_one_modal_and_presses_nothing_that_would_carry_answers() -> None:
    view = answer_views.form(AnswerForm(SURVEY, False, TEAM))
    asked = [one for one in view["blocks"] if one["type"] == "input"]
    assert [one["block_id"] for one in asked] == [
        f"question:{question.id}" for question in POLICY.questions
    ]
    assert all(one["optional"] for one in asked)
    assert actions_in(view) == {Field.VALUE}
    assert SURVEY.digest in view["private_metadata"]
    assert "charter" in words_in(view)


def test_whoever_answered_reads_that_and_sees_no_form() -> None:
    view = answer_views.form(AnswerForm(SURVEY, True, TEAM))
    assert "You have already answered this pulse." in words_in(view)
    assert "submit" not in view


def test_the_invitation_is_the_same_until_the_close_and_one_line_after_it() -> None:
    shown = [
        messages.invitation(ToldInvited(replace(SURVEY, state=state), False, NOW))
        for state in (SurveyState.CLOSING, SurveyState.CLOSED, SurveyState.VOID)
    ]
    assert len({one.text for one in shown}) == 1
    assert not actions_in({"blocks": list(shown[0].blocks)})


@pytest.mark.parametrize(
    ("progress", "said"),
    [(None, "Fewer than 5 have answered"), (40, "About 40 % have"), (90, "About 90 % or more")],
)
def test_progress_is_told_in_tens(progress: int | None, said: str) -> None:
    survey = replace(SURVEY, progress=progress, progress_on=NOW.date())
    assert said in answer_words.progress(survey)


def test_every_refusal_has_a_sentence_without_facts_as_well() -> None:
    for say in REFUSALS.values():
        assert say({}).endswith(".")


def _parts(made: Any) -> list[dict[str, Any]]:
    if isinstance(made, dict):
        return [made, *(part for value in made.values() for part in _parts(value))]
    if isinstance(made, list):
        return [part for value in made for part in _parts(value)]
    return []
