"""A pulse is refused where it would unmask somebody."""

import json
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import delete, select

from handlers.pulse import compose_words
from program.actor import Role
from program.cohort import Cohort
from program.hours import ONE_DAY, local_day
from program.pulse.plan import Plan, PlanForm, PlanState
from program.pulse.survey import AudienceKind, Dimension
from services import (
    pulse_comparing,
    pulse_plan_checks,
    pulse_plans,
    pulse_rules,
)
from services.desk import Work
from store.delivery_tables import DeliveryRow
from store.pulse import voiding
from store.roster_tables import ColleagueRow
from tests.kit.cast import LIAISON, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN, open_cohort
from tests.kit.pulse_plans import (
    at_place,
    close,
    compose,
    invitations,
    leaves,
    open_again,
    open_pulse,
    taking_part,
    transaction,
    troubles,
    wish,
)
from tests.kit.refused import refused, troubles_of

ZONE = "Europe/Berlin"
"""Of the program: that of whoever made it."""


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return open_cohort(stage)


def compose_plan(work: Work, form: PlanForm) -> Plan:
    return pulse_plan_checks.plan_of(work, form, None)


def test_seven_people_are_not_asked_whoever_opens_it(stage: Stage, cohort: Cohort) -> None:
    taking_part(stage, cohort, mentees=4, mentors=3)

    assert troubles(stage, wish(stage, cohort)) == [("pulse.few", "audience")]
    planned = compose(stage, wish(stage, cohort, opens=30, every="60")).plan
    for by in (PROGRAM_MANAGER, None):
        no = troubles_of(partial(open_again, stage, planned, by))
        assert no == [("pulse.few", "audience")]
    assert invitations(stage) == []


def test_nobody_is_ever_picked_by_hand(stage: Stage, cohort: Cohort) -> None:
    people = taking_part(stage, cohort)

    for picked in (",".join(people[:8]), "people", ""):
        form = replace(wish(stage, cohort), audience=picked)
        assert troubles(stage, form) == [("pulse.no_such_audience", "audience")]
    another = replace(wish(stage, cohort, audience=AudienceKind.COHORT), cohort_id=people[0])
    assert troubles(stage, another) == [("pulse.no_such_audience", "audience")]


@pytest.mark.parametrize("mentees", [1, 3])
def test_a_few_more_people_within_a_week_are_not_asked_the_same(
    stage: Stage, cohort: Cohort, clock: FrozenClock, mentees: int
) -> None:
    taking_part(stage, cohort)
    close(stage, clock, open_pulse(stage, wish(stage, cohort)))
    taking_part(stage, cohort, mentees=mentees, mentors=1, begin=20)

    no = refused(
        stage, PROGRAM_MANAGER, lambda work: pulse_plans.compose(work, wish(stage, cohort))
    )

    assert [(one.code, one.field) for one in no.troubles] == [("pulse.too_alike", "questions")]
    assert no.troubles[0].facts["first_day"] == local_day(clock.now, ZONE) + 8 * ONE_DAY
    assert troubles(stage, wish(stage, cohort, opens=7)) == [("pulse.too_alike", "questions")]
    assert compose(stage, wish(stage, cohort, opens=8)).plan.state is PlanState.WAITS
    other = wish(stage, cohort, chosen=("time.obstacle",))
    assert open_pulse(stage, other).policy.invited == 12 + mentees + 1


def test_the_same_people_and_five_others_may_be_asked_the_next_day(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    taking_part(stage, cohort)
    close(stage, clock, open_pulse(stage, wish(stage, cohort, title="One")))
    close(stage, clock, open_pulse(stage, wish(stage, cohort, title="Two")))
    taking_part(stage, cohort, mentees=4, mentors=1, begin=20)

    assert open_pulse(stage, wish(stage, cohort, title="Three")).policy.invited == 17


def test_a_survey_of_another_program_counts_and_its_name_is_not_told(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    other = open_cohort(stage, replace(PLAN, program="Reverse mentoring", name="Pilot"))
    stage.give(LIAISON, Role.PROGRAM_MANAGER, cohort.program.id)
    taking_part(stage, cohort)
    taking_part(stage, other)
    taking_part(stage, other, mentees=1, mentors=1, begin=20)
    open_pulse(stage, wish(stage, other, title="Only theirs"))

    no = refused(stage, LIAISON, lambda work: pulse_plans.compose(work, wish(stage, cohort)))

    assert [one.code for one in no.troubles] == ["pulse.too_alike"]
    assert "Only theirs" not in compose_words.REFUSALS["pulse.too_alike"](no.troubles[0].facts)


def test_one_is_open_at_a_time_in_a_program(stage: Stage, cohort: Cohort) -> None:
    taking_part(stage, cohort)
    open_pulse(stage, wish(stage, cohort))

    again = wish(stage, cohort, title="Something else", chosen=("time.obstacle",))
    assert troubles(stage, again) == [("pulse.still_open", "opens")]


def test_erasing_somebody_and_asking_again_singles_nobody_out(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    people = taking_part(stage, cohort)
    close(stage, clock, open_pulse(stage, wish(stage, cohort)))
    leaves(stage, people[0])
    with stage.desk.open_work_in(stage.workspace_id) as work:
        gone = delete(DeliveryRow).where(DeliveryRow.recipient == people[0])
        work.session.execute(gone)

    assert troubles(stage, wish(stage, cohort)) == [("pulse.too_alike", "questions")]


@pytest.mark.parametrize("why", [voiding.KEY_GONE, voiding.FEW, voiding.RESTORED])
def test_a_survey_that_was_deleted_unread_bars_nobody_unless_it_may_have_been_read_before(
    stage: Stage, cohort: Cohort, why: str
) -> None:
    people = taking_part(stage, cohort)
    survey = open_pulse(stage, wish(stage, cohort, title="One"))
    with transaction(stage, None) as work:
        voiding.void(work.session, [survey.id], why)
    leaves(stage, people[0])

    again = wish(stage, cohort, title="Two")
    if why == voiding.RESTORED:
        assert troubles(stage, again) == [("pulse.too_alike", "questions")]
    else:
        assert open_pulse(stage, again).policy.invited == 11


def test_one_more_mentor_is_not_told_from_the_mentors_among_everyone(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    taking_part(stage, cohort, mentees=9, mentors=9)
    everyone = open_pulse(stage, wish(stage, cohort))
    close(stage, clock, everyone)
    mentors = wish(stage, cohort, audience=AudienceKind.MENTORS)
    assert compose(stage, replace(mentors, title="The same mentors")).opens_now
    taking_part(stage, cohort, mentees=1, mentors=1, begin=20)

    with transaction(stage, PROGRAM_MANAGER) as work:
        people = pulse_rules.people_of(work, compose_plan(work, mentors))
        found = pulse_comparing.against(
            work, compose_plan(work, mentors), clock.now, clock.now + 7 * ONE_DAY, people
        )
    assert [one.code for one in found] == ["pulse.too_alike"]


def test_somebody_moved_from_one_group_to_another_is_not_told_from_those_who_stayed(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    """Who was in the groups of a closed pulse nobody knows any more, but that they changed."""
    people = taking_part(stage, cohort, mentees=12, mentors=12)
    at_place(stage, people[::2], "Lyon")
    at_place(stage, people[1::2], "Oslo")
    before = open_pulse(stage, wish(stage, cohort, title="One"))
    assert before.policy.groups[Dimension.LOCATION] == ("Lyon", "Oslo")
    close(stage, clock, before)
    again = wish(stage, cohort, title="Two")
    with transaction(stage, PROGRAM_MANAGER) as work:
        pulse_plan_checks.require_allowed(work, compose_plan(work, again))

    with transaction(stage, None) as work:
        entry = work.session.scalars(
            select(ColleagueRow).where(ColleagueRow.person_id == people[0])
        ).one()
        details = json.dumps({"name": "Somebody", "location": "Oslo"})
        work.session.seal(entry, "details", details)

    assert troubles(stage, again) == [("pulse.too_alike", "questions")]
    assert compose(stage, wish(stage, cohort, opens=8)).plan.state is PlanState.WAITS
