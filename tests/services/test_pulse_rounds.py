"""A planned pulse that cannot open moves or waits a round, and its managers hear why."""

from dataclasses import replace

import pytest

from handlers.pulse import compose_messages
from program.cohort import Cohort
from program.hours import ONE_DAY, local_day
from program.pulse.plan import PlanState
from program.pulse.survey import SurveyState
from services import (
    pulse_plan_messages,
    pulse_plans,
)
from store.pulse.vault import Vault
from tests.kit.cast import PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN, open_cohort
from tests.kit.pulse_plans import (
    close,
    come_by,
    compose,
    invitations,
    invited,
    open_pulse,
    plan_now,
    survey_of,
    taking_part,
    transaction,
    wish,
)
from tests.kit.trail import deliveries_of, queued

ZONE = "Europe/Berlin"
"""Of the program: that of whoever made it."""


def not_opened(stage: Stage) -> list[str | None]:
    """Who is told that a plan did not open."""
    return [one.recipient for one in deliveries_of(stage, "pulse.not_opened")]


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return open_cohort(stage)


def test_a_planned_pulse_that_is_refused_moves_twice_then_its_managers_are_told_why(
    stage: Stage, cohort: Cohort, clock: FrozenClock, vault: Vault
) -> None:
    taking_part(stage, cohort)
    planned = compose(stage, wish(stage, cohort, opens=1)).plan
    vault.folder.chmod(0o755)
    for moved in (1, 2):
        clock.set(plan_now(stage, planned).look_at or clock.now)
        assert come_by(stage)
        assert not come_by(stage), "done twice, the second time finds nothing to do"
        now = plan_now(stage, planned)
        assert (now.moved, now.opens_on) == (moved, planned.opens_on + moved * ONE_DAY)
        assert not_opened(stage) == []
    clock.set(plan_now(stage, planned).look_at or clock.now)
    assert come_by(stage)

    now = plan_now(stage, planned)
    assert (now.state, now.refused, now.look_at) == (PlanState.REFUSED, "pulse.folder_open", None)
    assert not_opened(stage) == [stage.person_id(PROGRAM_MANAGER)]
    assert invitations(stage) == []


def test_it_moves_to_the_first_day_the_rules_allow_and_opens_there(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    other = open_cohort(stage, replace(PLAN, program="Reverse mentoring", name="Pilot"))
    taking_part(stage, cohort)
    taking_part(stage, other)
    taking_part(stage, other, mentees=1, mentors=1, begin=20)
    planned = compose(stage, wish(stage, cohort, opens=1)).plan
    theirs = open_pulse(stage, wish(stage, other, days=3))

    clock.set(planned.look_at or clock.now)
    assert come_by(stage)

    moved = plan_now(stage, planned)
    closed_on = local_day(theirs.closes_at, ZONE)
    assert (moved.opens_on, moved.moved) == (closed_on + 8 * ONE_DAY, 1)
    assert moved.refused == "pulse.too_alike"
    close(stage, clock, theirs)
    clock.set(moved.look_at or clock.now)
    assert come_by(stage)
    survey = survey_of(stage, planned)
    assert survey is not None
    assert survey.state is SurveyState.OPEN
    assert plan_now(stage, planned).state is PlanState.OPENED


def test_rounds_ask_whoever_takes_part_each_time(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    people = taking_part(stage, cohort)
    planned = compose(stage, wish(stage, cohort, opens=2, every="60")).plan
    clock.set(planned.look_at or clock.now)
    assert come_by(stage)

    first = survey_of(stage, planned)
    assert first is not None
    assert invited(stage, first) == frozenset(people)
    waits = plan_now(stage, planned)
    assert (waits.state, waits.opens_on) == (PlanState.WAITS, planned.opens_on + 60 * ONE_DAY)
    close(stage, clock, first)
    joined = taking_part(stage, cohort, mentees=2, mentors=2, begin=20)
    clock.set(waits.look_at or clock.now)
    assert come_by(stage)
    second = survey_of(stage, planned)
    assert second is not None
    assert second.id != first.id
    assert invited(stage, second) == {*people, *joined}


def test_a_program_too_small_is_told_at_set_up_and_each_round_it_is_left_out(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    taking_part(stage, cohort, mentees=3, mentors=3)
    with transaction(stage, PROGRAM_MANAGER) as work:
        assert [(one.people, one.is_too_small) for one in pulse_plans.audiences(work)] == [
            (6, True)
        ]
    saved = compose(stage, wish(stage, cohort, opens=3, every="60"))
    assert (saved.is_too_small, saved.opens_now) == (True, False)

    clock.set(saved.plan.look_at or clock.now)
    assert come_by(stage)

    waits = plan_now(stage, saved.plan)
    assert (waits.state, waits.refused) == (PlanState.WAITS, "pulse.few")
    assert waits.opens_on == saved.plan.opens_on + 60 * ONE_DAY
    assert not_opened(stage) == [stage.person_id(PROGRAM_MANAGER)]
    assert invitations(stage) == []


def test_program_managers_read_why_and_until_when_it_waits(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    taking_part(stage, cohort, mentees=3, mentors=3)
    saved = compose(stage, wish(stage, cohort, opens=3, every="60"))
    clock.set(saved.plan.look_at or clock.now)
    assert come_by(stage)
    told = queued(stage, "pulse.not_opened")

    with transaction(stage, None) as look:
        assert pulse_plan_messages.is_still_so(look, told)
        said = compose_messages.text(pulse_plan_messages.told(look, told))
    assert said == (
        "\u201cHow is it going?\u201d was not opened, since fewer than 8 people take part. Have "
        "conversations instead: /mentoring library has guides for them. It waits for the next "
        "round, Mon 25 Jan 2027."
    )
    with transaction(stage, PROGRAM_MANAGER) as work:
        pulse_plans.stop(work, saved.plan.id)
    with transaction(stage, None) as look:
        assert not pulse_plan_messages.is_still_so(look, told)
