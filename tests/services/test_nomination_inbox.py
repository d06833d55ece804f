"""What waits for a program manager, and how the cohorts stand, without anybody's words."""

import pytest

from program.actor import Role
from program.nomination_steps import NominationState, Step
from program.person import SlackPerson
from services import nomination_inbox
from services.nomination_inbox import Inbox
from store import cohorts
from tests.kit.cast import (
    COLLEAGUE,
    LIAISON,
    MENTEE,
    MENTOR,
    PROGRAM_MANAGER,
    SPONSOR,
    Stage,
)
from tests.kit.clock import FrozenClock
from tests.kit.nominations import decide, nominate, open_cohort


def inbox(stage: Stage, account: SlackPerson) -> Inbox | None:
    with stage.desk.open_look(stage.caller(account)) as look:
        return nomination_inbox.inbox(look)


def test_whoever_waits_longest_comes_first(stage: Stage, clock: FrozenClock) -> None:
    cohort = open_cohort(stage)
    for account in (MENTEE, COLLEAGUE):
        nominate(stage, account, cohort)
        clock.move(hours=1)

    found = inbox(stage, PROGRAM_MANAGER)
    assert found is not None
    assert found.waiting == 2
    assert found.longest is not None
    assert found.longest.nominee == stage.person_id(MENTEE)


def test_ones_own_nomination_waits_for_somebody_else(stage: Stage) -> None:
    cohort = open_cohort(stage)
    nominate(stage, PROGRAM_MANAGER, cohort)

    found = inbox(stage, PROGRAM_MANAGER)
    assert found is not None
    assert (found.waiting, found.longest) == (0, None)
    assert found.tallies[0].counts == {NominationState.IN_REVIEW: 1}


def test_a_cohort_is_counted_state_by_state(stage: Stage) -> None:
    cohort = open_cohort(stage)
    for account, step in (
        (MENTEE, Step.ACCEPTED),
        (COLLEAGUE, Step.WAIT_LISTED),
        (SPONSOR, None),
    ):
        standing = nominate(stage, account, cohort)
        if step is not None:
            decide(stage, standing, step)

    found = inbox(stage, PROGRAM_MANAGER)
    assert found is not None
    (tally,) = found.tallies
    assert tally.cohort.id == cohort.id
    assert tally.counts == {
        NominationState.ACCEPTED: 1,
        NominationState.WAIT_LISTED: 1,
        NominationState.IN_REVIEW: 1,
    }


def test_a_program_manager_of_another_program_sees_nothing_of_this_one(stage: Stage) -> None:
    cohort = open_cohort(stage)
    nominate(stage, MENTEE, cohort)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        others = cohorts.add_program(work.session, "A program of others", "UTC")
    stage.give(MENTOR, Role.PROGRAM_MANAGER, others.id)

    assert inbox(stage, MENTOR) is None


@pytest.mark.parametrize("account", [MENTEE, LIAISON])
def test_whoever_does_not_decide_has_no_inbox(stage: Stage, account: SlackPerson) -> None:
    open_cohort(stage)
    stage.give(LIAISON, Role.LIAISON)

    assert inbox(stage, account) is None


def test_before_the_first_program_nothing_is_shown(stage: Stage) -> None:
    assert inbox(stage, PROGRAM_MANAGER) is None
