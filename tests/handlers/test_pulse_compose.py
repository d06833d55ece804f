"""Composing a pulse in Slack: two steps and a preview, a list, rounds, a close that moves out."""

from typing import Any

import pytest

from handlers.ids import Home, Lists, Pulse, PulseAnswer
from handlers.pulse import compose_words
from program.actor import Role
from program.cohort import Cohort
from program.hours import ONE_DAY
from program.pulse.survey import Survey
from store.pulse import surveys
from tests.kit import cast
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, dated, element_of, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.nominations import open_cohort
from tests.kit.pulse_plans import compose, open_pulse, taking_part, today_in, wish
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]


@pytest.fixture
def cohort(town: Town) -> Cohort:
    """A program with twelve people who are in Slack as well."""
    found = open_cohort(town.stage)
    town.joined_by(*(f"U0E{n:04}" for n in range(8)), *(f"U0R{n:04}" for n in range(4)))
    taking_part(town.stage, found)
    return found


@pytest.fixture
def petra(town: Town) -> PagePerson:
    return town.person(cast.PROGRAM_MANAGER)


def first_step(person: PagePerson) -> Json:
    person.command("/mentoring-admin", "pulse new")
    return person.wait_for_modal(Pulse.COMPOSE_VIEW)


def as_begun(form: Json, **other: str) -> Json:
    """The first step as it opens, with other days."""
    days = {one: element_of(form, one)["initial_date"] for one in ("opens", "closes")}
    return {
        **typed(title=element_of(form, "title")["initial_value"]),
        **picked(form, "audience", element_of(form, "audience")["initial_option"]["value"]),
        **picked(form, "every", element_of(form, "every")["initial_option"]["value"]),
        **dated(**(days | other)),
    }


def as_chosen(form: Json, own: str = "") -> Json:
    """The second step as it opens, with a question of one's own."""
    chosen = [one["value"] for one in element_of(form, "questions")["initial_options"]]
    return {
        **picked(form, "questions", *chosen[1:]),
        **picked(form, "own_kind", "scale"),
        **typed(own=own),
    }


def found(town: Town) -> tuple[Survey, ...]:
    with town.stage.desk.open_look_in(town.stage.workspace_id) as look:
        return surveys.of_workspace(look.session)


def surveys_list(person: PagePerson, words: str = "") -> Json:
    person.command("/mentoring-admin", f"pulse {words}".strip())
    return person.wait_for_modal(Lists.VIEW)


def test_two_steps_and_a_preview_open_a_pulse_at_once(
    town: Town, petra: PagePerson, cohort: Cohort
) -> None:
    form = first_step(petra)
    assert petra.submit(form, as_begun(form))["result"] == "updated"
    second = petra.wait_for_modal(Pulse.QUESTIONS_VIEW)
    assert second["submit"]["text"] == "Open now"

    entered = as_chosen(second, own="What do you miss?")
    petra.press(second, Pulse.PREVIEW, state=entered)
    preview = petra.wait_for_modal(Pulse.PREVIEW_VIEW)
    assert "12 people invited" in words_in(preview)
    assert "What do you miss?" in str(preview["blocks"])
    assert petra.submit(preview, {})["result"] == "closed"
    assert found(town) == ()
    again = petra.wait_for_modal(Pulse.QUESTIONS_VIEW)
    assert petra.submit(again, entered)["result"] == "updated"
    assert "12 people are invited now" in words_in(petra.wait_for_modal(Home.NOTICE_VIEW))

    (survey,) = petra.wait_for(lambda: found(town))
    assert [one.text for one in survey.policy.questions][-2] == "What do you miss?"
    assert survey.policy.invited == 12


def test_what_is_wrong_stands_under_its_field(
    town: Town, petra: PagePerson, cohort: Cohort
) -> None:
    form = first_step(petra)
    today = today_in(town.stage, cohort).isoformat()
    assert petra.submit(form, as_begun(form, closes=today))["errors"] == {
        "closes": "Open it for at least a day."
    }
    entered = {**as_begun(form), **picked(form, "audience", _of_mentors(form))}
    assert petra.submit(form, entered)["errors"] == {
        "audience": "4 people would be invited; it takes 8 to protect them. "
        + compose_words.INSTEAD
    }
    petra.submit(form, as_begun(form))
    second = petra.wait_for_modal(Pulse.QUESTIONS_VIEW)
    nothing = {**as_chosen(second), "questions": {"field.value": {"selected_options": []}}}
    said = petra.submit(second, nothing)["errors"]
    assert said == {"questions": "Choose at least one question that is not answered in words."}
    petra.press(second, Pulse.BACK, state=as_chosen(second))
    assert element_of(petra.wait_for_modal(Pulse.COMPOSE_VIEW), "title")["initial_value"]


def _of_mentors(form: Json) -> str:
    values = [str(one["value"]) for one in element_of(form, "audience")["options"]]
    return next(one for one in values if one.startswith("mentors"))


def test_rounds_are_planned_from_the_list_changed_and_stopped_there(
    town: Town, petra: PagePerson, cohort: Cohort
) -> None:
    listed = surveys_list(petra)
    assert "No pulse is open or planned." in words_in(listed)
    petra.press(listed, Pulse.ROUNDS)
    form = petra.wait_for_modal(Pulse.COMPOSE_VIEW)
    assert element_of(form, "opens")["initial_date"] == "2027-02-17", "day 30 of the cohort"
    petra.submit(form, as_begun(form))
    second = petra.wait_for_modal(Pulse.QUESTIONS_VIEW)
    petra.submit(second, as_chosen(second))
    assert "every 60 days" in words_in(petra.wait_for_modal(Home.NOTICE_VIEW))
    petra.close(petra.modal() or {}, everything=True)

    listed = surveys_list(petra, "planned")
    assert "Opens Wed 17 Feb 2027" in words_in(listed)
    petra.press(listed, Pulse.ONE)
    one = petra.wait_for_modal(Pulse.ONE_VIEW)
    petra.press(one, Pulse.COMPOSE)
    form = petra.wait_for_modal(Pulse.COMPOSE_VIEW)
    petra.submit(form, {**as_begun(form), **typed(title="Every two months")})
    second = petra.wait_for_modal(Pulse.QUESTIONS_VIEW)
    petra.submit(second, as_chosen(second))
    petra.wait_for_modal(Home.NOTICE_VIEW)
    petra.close(petra.modal() or {}, everything=True)

    petra.press(surveys_list(petra), Pulse.ONE)
    one = petra.wait_for_modal(Pulse.ONE_VIEW)
    assert "Every two months" in words_in(one)
    petra.press(one, Pulse.STOP)
    stopped = petra.wait_for(lambda: [one for one in petra.views() if "Stopped" in words_in(one)])[
        0
    ]
    assert Pulse.STOP not in actions_in(stopped)


def test_a_close_is_moved_out_from_the_list_and_never_in(
    town: Town, petra: PagePerson, cohort: Cohort
) -> None:
    survey = open_pulse(town.stage, wish(town.stage, cohort))
    closes = survey.closes_at.date()
    petra.press(surveys_list(petra, "open"), Pulse.ONE)
    one = petra.wait_for_modal(Pulse.ONE_VIEW)
    assert "counted once a day" in words_in(one)
    petra.press(one, Pulse.EXTEND)
    form = petra.wait_for_modal(Pulse.EXTEND_VIEW)

    earlier = petra.submit(form, dated(closes=(closes - ONE_DAY).isoformat()))
    assert earlier["errors"] == {
        "closes": "It closes on Mon 30 Nov: that can be moved out, never in."
    }
    later = petra.submit(form, dated(closes=(closes + 2 * ONE_DAY).isoformat()))
    assert later["result"] == "updated"
    assert found(town)[0].closes_at.date() == closes + 2 * ONE_DAY


def test_the_liaison_sees_how_it_stands_and_others_are_told_who_runs_pulses(
    town: Town, cohort: Cohort
) -> None:
    open_pulse(town.stage, wish(town.stage, cohort))
    town.stage.give(cast.LIAISON, Role.LIAISON)
    lena, mia = town.person(cast.LIAISON), town.person(cast.MENTEE)

    listed = surveys_list(lena)
    assert "Open until Mon 30 Nov" in words_in(listed)
    assert Pulse.COMPOSE not in actions_in(listed)
    lena.press(listed, Pulse.ONE)
    assert Pulse.EXTEND not in actions_in(lena.wait_for_modal(Pulse.ONE_VIEW))
    mia.command("/mentoring-admin", "pulse")
    assert "program manager" in words_in(mia.wait_for_modal())


def test_on_its_day_a_planned_pulse_opens_by_itself_and_everyone_hears_of_it(
    town: Town, cohort: Cohort, clock: FrozenClock
) -> None:
    compose(town.stage, wish(town.stage, cohort, opens=1, every="60"))
    clock.move(days=1)
    town.house.clockwork.settle()

    person = town.sandbox.person("U0E0003")
    invitation = person.wait_for_message(lambda one: "12 people invited" in one["text"])
    assert PulseAnswer.OPEN in actions_in(invitation)
    (survey,) = found(town)
    assert survey.policy.opens_on == today_in(town.stage, cohort)


def test_program_managers_hear_of_a_round_that_was_left_out_and_open_it_from_there(
    town: Town, petra: PagePerson, clock: FrozenClock
) -> None:
    small = open_cohort(town.stage)
    compose(town.stage, wish(town.stage, small, opens=1, every="60"))
    clock.move(days=1)
    town.house.clockwork.settle()

    told = petra.wait_for_message(lambda one: "was not opened" in one["text"])
    assert "fewer than 8 people take part" in told["text"]
    petra.press(told, Pulse.ONE)
    one = petra.wait_for_modal(Pulse.ONE_VIEW)
    assert "the last round was left out" in words_in(one)
    petra.press(one, Pulse.COMPOSE)
    form = petra.wait_for_modal(Pulse.COMPOSE_VIEW)
    assert "Nobody takes part in Leadership mentoring now; it takes 8" in words_in(form)
