"""Who hears of a release, and when: mentees after a yes, or honestly that nobody is left."""

from datetime import timedelta

from tests.kit.cast import MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import NILS, drafted, pairs_of, set_cohort
from tests.kit.pairings import accept, accept_conduct, let_rest
from tests.kit.releases import (
    account_of,
    asked,
    close_account,
    plan_all,
    released,
    told,
)

ONE_DAY = timedelta(days=1)


def test_the_mentee_is_told_after_the_yes_and_nobody_before(
    stage: Stage, clock: FrozenClock
) -> None:
    ready = set_cohort(stage, mentees=(MENTEE,), mentors=(MENTOR, SPONSOR))
    made = released(stage, drafted(stage, ready.cohort))
    pairing = asked(stage, made)[ready.mentees[0]]
    mentor = account_of(stage, pairing.mentor)
    accept_conduct(stage, mentor, MENTEE)
    accept(stage, pairing, mentor)
    assert not told(stage, "pairings.started")
    let_rest(stage, clock)
    assert ready.mentees[0] in told(stage, "pairings.started")


def test_the_report_comes_once_all_is_settled(stage: Stage, clock: FrozenClock) -> None:
    ready = set_cohort(stage, mentees=(MENTEE,), mentors=(MENTOR, SPONSOR))
    made = released(stage, drafted(stage, ready.cohort))
    plan_all(stage)
    assert not told(stage, "matching.launch_report")
    pairing = asked(stage, made)[ready.mentees[0]]
    accept(stage, pairing, account_of(stage, pairing.mentor))
    let_rest(stage, clock)
    plan_all(stage)
    plan_all(stage)
    assert told(stage, "matching.launch_report") == [stage.person_id(PROGRAM_MANAGER)]


def test_the_report_comes_after_five_working_days_whatever_is_open(
    stage: Stage, clock: FrozenClock
) -> None:
    released(stage, drafted(stage, set_cohort(stage).cohort))
    clock.set(clock.now.replace(hour=12))
    for _ in range(9):
        plan_all(stage)
        clock.set(clock.now + ONE_DAY)
    assert len(told(stage, "matching.launch_report")) == 1


def test_who_waits_hears_again_after_fifteen_working_days_and_not_once_paired(
    stage: Stage, clock: FrozenClock
) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS), mentors=(MENTOR,), places=1)
    draft = drafted(stage, ready.cohort)
    released(stage, draft)
    (waits,) = set(ready.mentees) - pairs_of(stage, draft).keys()
    assert told(stage, "matching.no_mentor") == [waits]
    clock.set(clock.now + 30 * ONE_DAY)
    plan_all(stage)
    assert told(stage, "matching.no_mentor") == [waits, waits]
    close_account(stage, waits)
    clock.set(clock.now + 30 * ONE_DAY)
    plan_all(stage)
    assert len(told(stage, "matching.no_mentor")) == 2
