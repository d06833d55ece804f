"""What was entered becomes a record, whatever was touched and whatever was left alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.cohorts import forms as cohort_forms
from handlers.cohorts.entries import entered
from handlers.feature import View
from handlers.nominations import forms, voice_forms
from program.nomination_steps import Step
from program.nomination_voice import Rating


def view(values: dict[str, Any], metadata: str = "{}") -> View:
    entered = {field: {"field.value": raw} for field, raw in values.items()}
    return {"private_metadata": metadata, "state": {"values": entered}}


def test_bullets_and_blank_lines_are_decoration() -> None:
    typed = "- Strategic thinking\n\n• Leading  change\n  * \n"
    plan = cohort_forms.plan(entered(view({"competencies": {"value": typed}})))
    assert plan.competencies == ("Strategic thinking", "Leading change", "")
    assert (plan.name, plan.starts, plan.criteria) == ("", None, ())


def test_the_program_is_the_chosen_one_or_the_one_the_form_was_opened_for() -> None:
    chosen = {"in_program": {"selected_option": {"value": "p2"}}}
    assert cohort_forms.program_id(view(chosen, '{"program":"p1"}')) == "p2"
    assert cohort_forms.program_id(view({}, '{"program":"p1"}')) == "p1"
    assert cohort_forms.program_id(view({})) is None


def test_a_first_step_that_nobody_touched_is_empty() -> None:
    form = forms.first_step(view({}))
    assert (form.cohort_id, form.competencies, form.aspiration) == ("", (), "")
    assert not form.may_ask_manager


def test_a_second_step_holds_one_text_for_each_criterion() -> None:
    entered = view(
        {"evidence:r1": {"value": " One. "}, "evidence:r2": {"value": None}}, '{"cohort":"c1"}'
    )
    assert forms.second_step(entered) == ("c1", {"r1": "One.", "r2": ""})


def test_a_decision_reads_the_version_that_was_seen() -> None:
    entered = {
        "decision": {"selected_option": {"value": "declined"}},
        "criteria_met": {"selected_options": [{"value": "r1"}]},
        "reason": {"value": "A reason."},
        "remark": {"value": None},
    }
    decision = forms.decision(view(entered, '{"nomination":"n1","version":"4"}'))
    assert (decision.nomination_id, decision.seen_version) == ("n1", 4)
    assert (decision.step, decision.criteria_met) == (Step.DECLINED, ("r1",))
    assert (decision.reason, decision.remark) == ("A reason.", "")


def test_a_decision_that_was_tampered_with_decides_nothing() -> None:
    entered = {"decision": {"selected_option": {"value": "emperor"}}}
    decision = forms.decision(view(entered, '{"version":"many"}'))
    assert (decision.step, decision.seen_version) == (None, 0)


@given(st.dictionaries(st.sampled_from(["list", "shown", "words", "nomination"]), st.text()))
def test_only_what_says_where_a_list_stood_is_handed_on(ids: dict[str, str]) -> None:
    assert forms.place_ids(ids) == {key: ids[key] for key in ids if key != "nomination"}


@pytest.mark.parametrize(
    ("typed", "account"),
    [("<@U0MIA|mia>", "U0MIA"), ("please <@U0MIA> soon", "U0MIA"), ("Mia", None), ("", None)],
)
def test_a_mention_behind_the_word_is_filled_in(typed: str, account: str | None) -> None:
    assert voice_forms.account_in(typed) == account


def test_ratings_are_read_one_by_one_and_what_is_not_answered_is_missing() -> None:
    entered = {
        "rating:potential": {"selected_option": {"value": "5"}},
        "rating:curiosity": {"selected_option": {"value": "cannot_say"}},
        "rating:resilience": {"selected_option": None},
    }
    ratings, remark = voice_forms.ratings(view(entered))
    assert ratings == {Rating.POTENTIAL: 5, Rating.CURIOSITY: None}
    assert remark == ""


def test_a_first_step_that_was_tampered_with_says_nothing() -> None:
    entered = {"known_as": {"selected_option": {"value": "emperor"}}}
    form, account = voice_forms.who(view(entered, '{"cohort":"c1"}'))
    assert (form.cohort_id, form.known_as, form.has_conflict, account) == ("c1", None, False, None)
