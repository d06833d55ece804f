"""What happens between a draft and its release: seats are held, and today's rules count."""

from collections.abc import Mapping

import pytest

from program.matching_draft import Draft
from program.pairing import DeclineReason
from program.refusal import Refusal
from program.release import AskState, Choice, Obstacle, What
from services import pairing_choices, releases
from tests.kit.cast import MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import MENTEES, NILS, drafted, pairs_of, set_cohort
from tests.kit.pairings import (
    accept,
    accept_conduct,
    disclose,
    let_rest,
    make_superior,
    proposal,
    propose,
)
from tests.kit.profiles import wish
from tests.kit.refused import troubles_of
from tests.kit.releases import (
    account_of,
    asked,
    asks,
    check,
    close_account,
    decide,
    launched,
    lower_places,
    no_longer_accepted,
    prepare_by_hand,
    released,
    say_no,
    told,
    work_off,
)


def test_a_draft_holds_seats_against_pairs_by_hand(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS), mentors=(MENTOR, SPONSOR), places=1)
    draft = drafted(stage, ready.cohort)
    pairs = pairs_of(stage, draft)
    mentee, other = ready.mentees
    wrong = proposal(
        stage, ready.cohort, account_of(stage, mentee), account_of(stage, pairs[other])
    )
    held = troubles_of(lambda: prepare_by_hand(stage, wrong))
    assert held == [("pairings.place_held", "mentor")]
    own = proposal(stage, ready.cohort, account_of(stage, mentee), account_of(stage, pairs[mentee]))
    prepare_by_hand(stage, own)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        found = pairing_choices.mentors_found(look, ready.cohort.id, "")
    assert {free for _, free in found} == {0}


def test_the_next_best_takes_no_seat_that_another_drafted_pair_holds(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS), mentors=(MENTOR, SPONSOR), places=1)
    draft = drafted(stage, ready.cohort)
    first, other = ready.mentees
    made = released(stage, draft, Choice(What.CHOSEN, (first,)))
    pairing = asked(stage, made)[first]
    say_no(stage, pairing, account_of(stage, pairing.mentor), DeclineReason.TOO_CLOSE)
    work_off(stage)
    assert first not in asked(stage, made)
    assert told(stage, "matching.no_mentor") == [first]
    rest = decide(stage, draft, seen=1)
    work_off(stage)
    assert asked(stage, rest)[other].mentor == pairs_of(stage, draft)[other]


def test_who_left_between_draft_and_release_is_not_asked_and_somebody_else_is(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS))
    draft = drafted(stage, ready.cohort)
    mentee, mentor = next(iter(pairs_of(stage, draft).items()))
    close_account(stage, mentor)
    checked = check(stage, draft)
    assert (mentee, Obstacle.MENTOR_GONE) in [
        (one.mentee.id, one.obstacle) for one in checked.impossible
    ]
    made = released(stage, draft)
    assert asked(stage, made)[mentee].mentor != mentor
    assert launched(stage, draft)[0].tally.passed >= 1
    assert mentor not in told(stage, "pairings.mentor_ask")


def test_the_list_of_a_draft_tells_who_was_asked_from_who_could_not_be(stage: Stage) -> None:
    ready = set_cohort(stage, places=1)  # with two, two pairs may share the mentor who is gone
    draft = drafted(stage, ready.cohort)
    pairs = pairs_of(stage, draft)
    gone, other, left = ready.mentees
    assert launched_pairs(stage, draft) == {}
    close_account(stage, pairs[gone])
    released(stage, draft, Choice(What.CHOSEN, (gone, other)))
    assert launched_pairs(stage, draft) == {gone: False, other: True}
    assert left in pairs
    with pytest.raises(Refusal) as refused, stage.desk.open_look(stage.caller(MENTOR)) as look:
        releases.launched_pairs(look, draft)
    assert refused.value.code.startswith("permissions.")


def launched_pairs(stage: Stage, draft: Draft) -> Mapping[str, bool]:
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        return releases.launched_pairs(look, draft)


def test_a_mentee_who_withdrew_is_left_in_peace(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS))
    draft = drafted(stage, ready.cohort)
    close_account(stage, ready.mentees[0])
    made = released(stage, draft)
    assert ready.mentees[0] not in asked(stage, made)
    assert [one.state for one in asks(stage, made) if one.mentee == ready.mentees[0]] == [
        AskState.OVER
    ]
    assert not told(stage, "matching.no_mentor")


def test_a_conflict_declared_meanwhile_is_obeyed_and_told_as_confidential(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS))
    draft = drafted(stage, ready.cohort)
    mentor = pairs_of(stage, draft)[ready.mentees[0]]
    disclose(stage, MENTEE, account_of(stage, mentor))
    assert [one.obstacle for one in check(stage, draft).impossible] == [Obstacle.CONFIDENTIAL]
    made = released(stage, draft)
    assert asked(stage, made)[ready.mentees[0]].mentor != mentor


def test_an_avoid_list_written_meanwhile_is_obeyed_and_told_as_confidential(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS))
    draft = drafted(stage, ready.cohort)
    mentor = pairs_of(stage, draft)[ready.mentees[0]]
    wish(stage, ready.cohort, MENTEE, avoided=[account_of(stage, mentor)])
    assert [one.obstacle for one in check(stage, draft).impossible] == [Obstacle.CONFIDENTIAL]
    made = released(stage, draft)
    assert asked(stage, made)[ready.mentees[0]].mentor != mentor


def test_an_avoid_list_written_after_the_question_stops_it_before_the_start(
    stage: Stage, clock: FrozenClock
) -> None:
    ready = set_cohort(stage, mentees=(MENTEE,), mentors=(MENTOR, SPONSOR))
    draft = drafted(stage, ready.cohort)
    made = released(stage, draft)
    first = asked(stage, made)[ready.mentees[0]]
    mentor = account_of(stage, first.mentor)
    wish(stage, ready.cohort, MENTEE, avoided=[mentor])
    accept_conduct(stage, mentor, MENTEE)
    accept(stage, first, mentor)
    let_rest(stage, clock)
    work_off(stage)
    assert not told(stage, "pairings.started")
    assert asked(stage, made)[ready.mentees[0]].mentor != first.mentor


def test_a_mentor_made_superior_meanwhile_is_not_asked(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS))
    draft = drafted(stage, ready.cohort)
    mentor = pairs_of(stage, draft)[ready.mentees[0]]
    make_superior(stage, account_of(stage, mentor), MENTEE)
    assert [one.obstacle for one in check(stage, draft).impossible] == [Obstacle.IN_ONE_LINE]
    assert asked(stage, released(stage, draft))[ready.mentees[0]].mentor != mentor


def test_a_mentee_paired_by_hand_meanwhile_is_asked_for_once(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS))
    draft = drafted(stage, ready.cohort)
    mentor = pairs_of(stage, draft)[ready.mentees[0]]
    propose(stage, ready.cohort, mentor=account_of(stage, mentor))
    made = released(stage, draft)
    assert told(stage, "pairings.mentor_ask").count(mentor) <= 2
    states = {one.mentee: one.obstacle for one in asks(stage, made)}
    assert states[ready.mentees[0]] is Obstacle.PROMISED


def test_a_mentee_no_longer_accepted_is_left_in_peace(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=(MENTEE, NILS))
    draft = drafted(stage, ready.cohort)
    no_longer_accepted(stage, ready, MENTEE)
    made = released(stage, draft)
    states = {one.mentee: one.obstacle for one in asks(stage, made)}
    assert states[ready.mentees[0]] is Obstacle.NOT_ACCEPTED
    assert ready.mentees[0] not in asked(stage, made)


def test_places_lowered_meanwhile_are_kept_to(stage: Stage) -> None:
    ready = set_cohort(stage, mentees=MENTEES, mentors=(MENTOR, SPONSOR), places=2)
    draft = drafted(stage, ready.cohort)
    pairs = pairs_of(stage, draft)
    full = next(one for one in ready.mentors if list(pairs.values()).count(one) == 2)
    lower_places(stage, ready, full, 1)
    made = released(stage, draft)
    mentors = [one.mentor for one in asked(stage, made).values()]
    assert mentors.count(full) == 1
    assert len(mentors) == 3
