"""Several at once on both databases: one plan, one survey, everyone invited once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest

from program.actor import Role
from program.cohort import Cohort
from program.person import SlackPerson
from program.pulse.survey import Dimension
from program.refusal import Refusal
from services import pulse_opening
from store.pulse import audience, surveys
from tests.kit.cast import LIAISON, PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.pulse_plans import at_place, close, compose, open_pulse, taking_part, wish
from tests.kit.refused import troubles_of
from tests.kit.trail import deliveries_of


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return open_cohort(stage)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What each ended in: `done`, or the code of its refusal."""

    def ended(act: Callable[[], object]) -> str:
        try:
            act()
        except Refusal as no:
            return no.code
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(ended, acts))


def composing(stage: Stage, cohort: Cohort, *by: SlackPerson) -> list[Callable[[], object]]:
    """The same form in the hands of each."""
    form = wish(stage, cohort)
    return [partial(compose, stage, form, one) for one in by]


def test_of_two_program_managers_at_once_one_plans_and_the_other_hears_of_it(
    stage: Stage, cohort: Cohort
) -> None:
    taking_part(stage, cohort)
    stage.give(LIAISON, Role.PROGRAM_MANAGER)

    ended = at_once(*composing(stage, cohort, PROGRAM_MANAGER, LIAISON))

    assert sorted(ended) == ["done", "pulse.planned_already"]


def test_a_form_that_comes_four_times_at_once_is_one_plan_and_one_survey(
    stage: Stage, cohort: Cohort
) -> None:
    people = taking_part(stage, cohort)
    assert at_once(*composing(stage, cohort, *[PROGRAM_MANAGER] * 4)) == ["done"] * 4

    def come_by() -> None:
        with stage.desk.open_work_in(stage.workspace_id) as work:
            pulse_opening.run(work)

    assert at_once(*[come_by] * 4) == ["done"] * 4
    with stage.desk.open_look_in(stage.workspace_id) as look:
        (survey,) = surveys.of_workspace(look.session)
    invited = [one.recipient or "" for one in deliveries_of(stage, "pulse.invitation")]
    assert sorted(invited) == sorted(people)
    assert survey.policy.invited == len(people)


def test_who_is_invited_is_frozen_and_the_next_is_compared_with_it(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    people = taking_part(stage, cohort, mentees=9, mentors=7)
    at_place(stage, people[:6], "Lyon")
    survey = open_pulse(stage, wish(stage, cohort))
    with stage.desk.open_look_in(stage.workspace_id) as look:
        frozen = audience.everyone(look.session, survey.id)
    assert frozen[people[0]] == {Dimension.ROLE: "mentee", Dimension.LOCATION: "Lyon"}
    assert set(frozen) == set(people)

    close(stage, clock, survey)
    taking_part(stage, cohort, mentees=1, mentors=1, begin=20)
    again = wish(stage, cohort)
    assert troubles_of(lambda: compose(stage, again)) == [("pulse.too_alike", "questions")]
    clock.move(timedelta(days=8))
    assert open_pulse(stage, wish(stage, cohort)).policy.invited == 18
