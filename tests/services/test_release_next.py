"""After a no, no answer, or what came between: the next best by rule, and nobody twice."""

from collections import Counter

import pytest

from program.pairing import DeclineReason
from program.release import AskState
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import NILS, drafted, set_cohort
from tests.kit.pairings import accept, let_time_pass
from tests.kit.refused import troubles_of
from tests.kit.releases import (
    account_of,
    asked,
    asks,
    launched,
    released,
    say_no,
    told,
    work_off,
)


def test_after_a_no_the_next_best_free_mentor_is_asked(stage: Stage) -> None:
    ready = set_cohort(stage)
    draft = drafted(stage, ready.cohort)
    made = released(stage, draft)
    first = asked(stage, made)[ready.mentees[0]]
    say_no(stage, first, account_of(stage, first.mentor))
    assert work_off(stage) == 1

    second = asked(stage, made)[ready.mentees[0]]
    assert second.mentor != first.mentor
    turns = [one for one in asks(stage, made) if one.mentee == ready.mentees[0]]
    assert [one.state for one in turns] == [AskState.FELL, AskState.ASKED]
    assert not told(stage, "pairings.started")
    tally = launched(stage, draft)[0].tally
    assert (tally.no, tally.next_asked, tally.open) == (1, 1, 3)


def test_three_mentors_at_most_are_asked_for_one_mentee_then_they_hear(stage: Stage) -> None:
    ready = set_cohort(stage, mentors=(MENTOR, SPONSOR, LIAISON, COLLEAGUE), places=3)
    draft = drafted(stage, ready.cohort)
    made = released(stage, draft)
    mentee = ready.mentees[0]
    said_no = []
    while (pairing := asked(stage, made).get(mentee)) is not None:
        said_no.append(pairing.mentor)
        say_no(stage, pairing, account_of(stage, pairing.mentor))
        work_off(stage)
    assert len(said_no) == len(set(said_no)) == 3
    assert told(stage, "matching.no_mentor") == [mentee]
    assert launched(stage, draft)[0].tally.without == 1


@pytest.mark.parametrize(
    ("reason", "asked_again"),
    [
        (DeclineReason.NO_TIME, False),
        (DeclineReason.AWAY, False),
        (DeclineReason.NOT_MY_FIELD, True),
    ],
)
def test_who_has_no_time_is_not_asked_for_somebody_else(
    stage: Stage, reason: DeclineReason, asked_again: bool
) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS), mentors=(MENTOR, SPONSOR), places=1)
    draft = drafted(stage, ready.cohort)
    made = released(stage, draft)
    first, other = (asked(stage, made)[one] for one in ready.mentees)
    say_no(stage, first, account_of(stage, first.mentor), reason)
    work_off(stage)
    say_no(stage, other, account_of(stage, other.mentor))
    work_off(stage)
    now = asked(stage, made).get(ready.mentees[1])
    assert (now is not None and now.mentor == first.mentor) is asked_again
    assert (ready.mentees[1] in told(stage, "matching.no_mentor")) is not asked_again


def test_no_answer_in_time_leads_on_as_a_no_does(stage: Stage, clock: FrozenClock) -> None:
    ready = set_cohort(stage, mentees=(MENTEE,), mentors=(MENTOR, SPONSOR))
    draft = drafted(stage, ready.cohort)
    made = released(stage, draft)
    first = asked(stage, made)[ready.mentees[0]]
    let_time_pass(stage, clock, days=9)
    work_off(stage)
    second = asked(stage, made)[ready.mentees[0]]
    assert second.mentor != first.mentor
    assert launched(stage, draft)[0].tally.lapsed == 1


def test_a_mentor_who_accepts_after_expiry_reads_that_the_place_is_gone(
    stage: Stage, clock: FrozenClock
) -> None:
    ready = set_cohort(stage, mentees=(MENTEE,), mentors=(MENTOR, SPONSOR))
    made = released(stage, drafted(stage, ready.cohort))
    first = asked(stage, made)[ready.mentees[0]]
    let_time_pass(stage, clock, days=9)
    work_off(stage)
    refused = troubles_of(lambda: accept(stage, first, account_of(stage, first.mentor)))
    assert refused == [("pairings.is_lapsed", None)]
    assert asked(stage, made)[ready.mentees[0]].mentor != first.mentor


def test_a_place_that_comes_free_goes_to_whoever_waits(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS), mentors=(MENTOR,), places=1)
    draft = drafted(stage, ready.cohort)
    made = released(stage, draft)
    ((first, pairing),) = asked(stage, made).items()
    (waits,) = set(ready.mentees) - {first}
    assert told(stage, "matching.no_mentor") == [waits]
    say_no(stage, pairing, MENTOR)
    work_off(stage)
    assert asked(stage, made)[waits].mentor == pairing.mentor
    assert Counter(told(stage, "matching.no_mentor")) == {waits: 1, first: 1}
    assert launched(stage, draft)[0].tally.without == 1

    say_no(stage, asked(stage, made)[waits], MENTOR)
    work_off(stage)
    assert Counter(told(stage, "matching.no_mentor")) == {waits: 2, first: 1}
    assert launched(stage, draft)[0].tally.without == 2
    assert not asked(stage, made)
