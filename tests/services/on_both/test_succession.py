"""Somebody always answers for a program: the next in line takes over from a closed account."""

from dataclasses import replace

import pytest

from program.actor import Role, RoleHeld
from program.cohort import Cohort
from program.person import SlackPerson
from program.refusal import Refusal
from services import leaving, people, succession
from services.desk import Desk
from store import delivery_claims
from store.store import Store
from tests.kit.cast import (
    COLLEAGUE,
    FORMER,
    GUEST,
    LIAISON,
    MENTEE,
    MENTOR,
    OUTSIDER,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
    set_stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import open_cohort
from tests.kit.trail import audit_entries


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return open_cohort(stage)


def set_line(stage: Stage, cohort: Cohort, *line: SlackPerson, by: SlackPerson) -> None:
    with stage.desk.open_work(stage.caller(by)) as work:
        succession.set_line(work, cohort.program.id, [one.slack_user for one in line])


def slack_says(stage: Stage, account: SlackPerson, *, closed: bool) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [replace(account, deactivated=closed)])


def clock_ticks(stage: Stage) -> bool:
    """What the planner does: look whether something is due, and do it. Answers whether it was."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = succession.next_vacancy(look) is not None
    if due:
        with stage.desk.open_work_in(stage.workspace_id) as work:
            leaving.hand_on(work)
    return due


def held(stage: Stage, account: SlackPerson) -> frozenset[RoleHeld]:
    with stage.desk.open_look(stage.caller(account)) as look:
        return look.actor.roles


def next_after(stage: Stage, cohort: Cohort, account: SlackPerson) -> str | None:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        person = succession.next_in_line(look, cohort.program.id, without=stage.person_id(account))
    return None if person is None else person.slack_user


def test_the_next_in_line_runs_the_program_when_the_last_account_is_closed(
    stage: Stage, cohort: Cohort
) -> None:
    set_line(stage, cohort, MENTOR, COLLEAGUE, by=PROGRAM_MANAGER)
    assert not clock_ticks(stage)
    slack_says(stage, PROGRAM_MANAGER, closed=True)
    assert clock_ticks(stage)
    assert not clock_ticks(stage)
    assert held(stage, MENTOR) == {RoleHeld(Role.PROGRAM_MANAGER, cohort.program.id)}
    assert held(stage, COLLEAGUE) == frozenset()
    with stage.desk.open_work_in(stage.workspace_id) as work:
        queued = delivery_claims.claim_due(work.session, work.now, 50, 60)
    mentor = stage.person_id(MENTOR)
    assert [one.kind for one in queued if one.recipient == mentor] == ["governance.role_given"]


def test_whoever_in_line_has_left_as_well_is_passed_over(stage: Stage, cohort: Cohort) -> None:
    set_line(stage, cohort, MENTOR, COLLEAGUE, by=PROGRAM_MANAGER)
    slack_says(stage, MENTOR, closed=True)
    slack_says(stage, PROGRAM_MANAGER, closed=True)
    clock_ticks(stage)
    assert held(stage, COLLEAGUE) == {RoleHeld(Role.PROGRAM_MANAGER, cohort.program.id)}


def test_nobody_takes_over_while_another_program_manager_is_there(
    stage: Stage, cohort: Cohort
) -> None:
    stage.give(LIAISON, Role.PROGRAM_MANAGER, cohort.program.id)
    set_line(stage, cohort, MENTOR, by=PROGRAM_MANAGER)
    slack_says(stage, PROGRAM_MANAGER, closed=True)
    assert clock_ticks(stage)  # what she left open goes on
    assert not clock_ticks(stage)
    assert held(stage, MENTOR) == frozenset()
    assert next_after(stage, cohort, PROGRAM_MANAGER) == LIAISON.slack_user


def test_with_nobody_in_line_nothing_happens_and_the_clock_does_not_spin(
    stage: Stage, cohort: Cohort
) -> None:
    slack_says(stage, PROGRAM_MANAGER, closed=True)
    assert clock_ticks(stage)
    assert not clock_ticks(stage)
    assert next_after(stage, cohort, PROGRAM_MANAGER) is None


def test_an_account_that_opens_again_has_its_role_and_can_leave_again(
    stage: Stage, cohort: Cohort
) -> None:
    for _ in range(2):
        slack_says(stage, PROGRAM_MANAGER, closed=True)
        assert clock_ticks(stage)
        slack_says(stage, PROGRAM_MANAGER, closed=False)
        assert clock_ticks(stage)
        assert not clock_ticks(stage)
    assert held(stage, PROGRAM_MANAGER) == {RoleHeld(Role.PROGRAM_MANAGER, None)}


def test_what_somebody_leaves_goes_first_to_those_in_line_who_run_it_already(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    clock.move(days=1)
    stage.give(COLLEAGUE, Role.PROGRAM_MANAGER, cohort.program.id)
    stage.give(LIAISON, Role.PROGRAM_MANAGER, cohort.program.id)
    set_line(stage, cohort, MENTOR, LIAISON, by=PROGRAM_MANAGER)
    assert next_after(stage, cohort, PROGRAM_MANAGER) == LIAISON.slack_user
    assert next_after(stage, cohort, LIAISON) == PROGRAM_MANAGER.slack_user


def test_the_same_line_again_changes_nothing(stage: Stage, cohort: Cohort) -> None:
    for _ in range(2):
        set_line(stage, cohort, MENTOR, COLLEAGUE, MENTOR, by=PROGRAM_MANAGER)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        line = succession.line_of(look, cohort.program.id)
    noted = [one for one in audit_entries(stage) if one.entry == "governance.line_set"]
    assert [one.slack_user for one in line] == [MENTOR.slack_user, COLLEAGUE.slack_user]
    assert len(noted) == 1


@pytest.mark.parametrize("account", [GUEST, OUTSIDER, FORMER])
def test_only_colleagues_stand_in_line(stage: Stage, cohort: Cohort, account: SlackPerson) -> None:
    with pytest.raises(Refusal) as refused:
        set_line(stage, cohort, account, by=PROGRAM_MANAGER)
    assert refused.value.troubles[0].field == "line"


@pytest.mark.parametrize("account", [MENTEE, LIAISON, SPONSOR, GUEST, OUTSIDER])
def test_nobody_but_a_program_manager_sets_the_line(
    stage: Stage, cohort: Cohort, account: SlackPerson
) -> None:
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)
    stage.give(SPONSOR, Role.SPONSOR, cohort.program.id)
    with pytest.raises(Refusal, match="permissions"):
        set_line(stage, cohort, MENTOR, by=account)


def test_the_line_outlives_a_restart(store: Store, clock: FrozenClock) -> None:
    stage = set_stage(store, Desk(store, clock))
    cohort = open_cohort(stage)
    set_line(stage, cohort, MENTOR, by=PROGRAM_MANAGER)
    slack_says(stage, PROGRAM_MANAGER, closed=True)
    again = Stage(Desk(store, clock), stage.workspace_id)
    assert clock_ticks(again)
    assert held(again, MENTOR) == {RoleHeld(Role.PROGRAM_MANAGER, cohort.program.id)}
