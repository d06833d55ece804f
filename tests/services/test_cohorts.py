"""Programs and cohorts are made by program managers and read by everyone."""

from dataclasses import replace
from datetime import date

import pytest

from program.actor import Role
from program.refusal import Refusal
from services import cohorts
from services.desk import Desk
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    GUEST,
    LIAISON,
    MENTEE,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN, another_cohort, open_cohort


def test_a_program_comes_with_its_first_cohort(store: Store, clock: FrozenClock) -> None:
    stage = set_stage(store, Desk(store, clock))
    made = open_cohort(stage)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        (shown,) = cohorts.charters(look)
        assert cohorts.programs(look) == (made.program,)
    assert shown.cohort == made
    assert [one.name for one in made.competencies] == list(PLAN.competencies)
    assert [one.text for one in made.criteria] == list(PLAN.criteria)
    assert [one.slack_user for one in shown.named.program_managers] == [PROGRAM_MANAGER.slack_user]


def test_the_same_form_sent_twice_makes_one_program(stage: Stage) -> None:
    assert open_cohort(stage).id == open_cohort(stage).id


def test_another_program_of_the_same_name_is_refused_under_its_name(stage: Stage) -> None:
    open_cohort(stage)
    with pytest.raises(Refusal) as refused:
        open_cohort(stage, replace(PLAN, program="leadership  Mentoring", name="Other"))
    (trouble,) = refused.value.troubles
    assert (trouble.code, trouble.field) == ("cohorts.program_exists", "program")


def test_a_second_cohort_keeps_the_competencies_of_the_program(stage: Stage) -> None:
    first = open_cohort(stage)
    second = another_cohort(stage, first)
    assert second.program == first.program
    assert second.competencies == first.competencies
    assert {one.id for one in second.criteria}.isdisjoint({one.id for one in first.criteria})


def test_a_cohort_of_a_name_that_is_taken_is_refused(stage: Stage) -> None:
    first = open_cohort(stage)
    plan = replace(PLAN, program="", ends=date(2027, 10, 1))
    with (
        pytest.raises(Refusal) as refused,
        stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
    ):
        cohorts.create_cohort(work, first.program.id, plan)
    assert refused.value.code == "cohorts.cohort_exists"


def test_a_cohort_for_no_program_is_refused(stage: Stage) -> None:
    with (
        pytest.raises(Refusal, match=r"cohorts\.no_program"),
        stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work,
    ):
        cohorts.create_cohort(work, "nowhere", PLAN)


@pytest.mark.parametrize("account", [MENTEE, SPONSOR, LIAISON, GUEST, OUTSIDER])
def test_nobody_but_a_program_manager_makes_a_program(stage: Stage, account: object) -> None:
    with (
        pytest.raises(Refusal) as refused,
        stage.desk.open_work(stage.caller(account)) as work,  # type: ignore[arg-type]
    ):
        cohorts.create_program(work, PLAN)
    assert refused.value.code.startswith("permissions.")


def test_a_program_manager_of_one_program_adds_cohorts_there_and_makes_no_other(
    stage: Stage,
) -> None:
    first = open_cohort(stage)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, first.program.id)
    caller = stage.caller(COLLEAGUE)
    with stage.desk.open_work(caller) as work:
        assert cohorts.programs_to_extend(work) == (first.program,)
        cohorts.create_cohort(work, first.program.id, replace(PLAN, name="Autumn"))
    with pytest.raises(Refusal), stage.desk.open_work(caller) as work:
        cohorts.create_program(work, replace(PLAN, program="A second program"))


def test_a_name_that_would_call_everybody_is_kept_as_words(stage: Stage) -> None:
    made = open_cohort(stage, replace(PLAN, program="<!channel>", name="<@U0MIA>"))
    assert (made.program.name, made.name) == ("<!channel>", "<@U0MIA>")


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_kept(stage: Stage) -> None:
    with pytest.raises(Refusal) as refused:
        open_cohort(stage, replace(PLAN, name="x" * 3000, starts=None, criteria=()))
    assert {one.field for one in refused.value.troubles} == {"name", "starts", "criteria"}
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert cohorts.programs(look) == ()


def test_a_cohort_that_has_ended_is_shown_only_while_its_program_has_no_other(
    stage: Stage, clock: FrozenClock
) -> None:
    first = open_cohort(stage)
    clock.move(days=400)
    with stage.desk.open_look(stage.caller(MENTEE)) as look:
        assert cohorts.current(look) == ()
        assert [one.cohort for one in cohorts.charters(look)] == [first]
    plan = replace(
        PLAN,
        program="",
        name="Leap",
        nominations_close=date(2028, 2, 29),
        starts=date(2028, 3, 1),
        ends=date(2028, 12, 1),
    )
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        second = cohorts.create_cohort(work, first.program.id, plan)
        assert [one.cohort for one in cohorts.charters(work)] == [second]


def test_the_next_cohort_begins_from_the_latest(stage: Stage) -> None:
    first = open_cohort(stage)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        assert cohorts.latest_of(look, first.program.id) == first
        assert cohorts.latest_of(look, "nowhere") is None


def test_guests_do_not_read_the_charter(stage: Stage) -> None:
    open_cohort(stage)
    with pytest.raises(Refusal), stage.desk.open_look(stage.caller(GUEST)) as look:
        cohorts.charters(look)
