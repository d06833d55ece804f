"""Who hears of a release, and when: mentees after a yes, or honestly that nobody is left."""

from datetime import timedelta

from program.person import SlackPerson
from program.release import AskState
from services import releases
from tests.kit.cast import LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import NILS, drafted, pairs_of, set_cohort
from tests.kit.mentors import offer_to_mentor
from tests.kit.pairings import accept, accept_conduct, let_rest, propose
from tests.kit.releases import (
    account_of,
    asked,
    asks,
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


def test_whoever_nobody_was_asked_for_stands_in_the_inbox_until_somebody_is(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS), mentors=(MENTOR, SPONSOR), places=1)
    draft = drafted(stage, ready.cohort)
    close_account(stage, stage.person_id(MENTOR))
    made = released(stage, draft)
    (waits,) = set(ready.mentees) - asked(stage, made).keys()
    assert unserved(stage, PROGRAM_MANAGER) == [waits]
    assert unserved(stage, LIAISON) == []

    offer_to_mentor(stage, ready.cohort, LIAISON)
    propose(stage, ready.cohort, mentee=account_of(stage, waits), mentor=LIAISON)
    assert unserved(stage, PROGRAM_MANAGER) == []


def test_a_mentee_who_begins_with_somebody_is_told_no_more(
    stage: Stage, clock: FrozenClock
) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS), mentors=(MENTOR,), places=1)
    made = released(stage, drafted(stage, ready.cohort))
    (waits,) = set(ready.mentees) - asked(stage, made).keys()
    mentee = account_of(stage, waits)
    offer_to_mentor(stage, ready.cohort, SPONSOR)
    accept_conduct(stage, SPONSOR, mentee)
    accept(stage, propose(stage, ready.cohort, mentee=mentee, mentor=SPONSOR), SPONSOR)
    let_rest(stage, clock)
    assert waits in told(stage, "pairings.started")
    clock.set(clock.now + 30 * ONE_DAY)
    plan_all(stage)
    assert told(stage, "matching.no_mentor") == [waits]
    assert [one.state for one in asks(stage, made) if one.mentee == waits] == [AskState.OVER]


def unserved(stage: Stage, by: SlackPerson) -> list[str]:
    with stage.desk.open_look(stage.caller(by)) as look:
        return [one.mentee.id for one in releases.unserved(look)]
