"""Check-ins at rest: one record for a day, words sealed, each only in its own workspace."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from program.blind_answers import (
    BlindAnswer,
)
from program.check_in import (
    CheckIn,
    CheckInState,
    Claim,
    InTheWay,
    Medium,
    OwnWords,
    Worth,
)
from program.cohort import CohortPlan
from program.pairing import Pairing, PairingKind, PairingStep
from program.pairing_forms import NewPairing
from program.person import SlackPerson
from program.refusal import Refusal
from store import check_in_words, check_ins, cohorts, pairing_words, pairings, people, rhythms
from store.check_in_tables import CheckInActionRow, CheckInSideRow
from store.rhythms import Kept
from store.session import StoreSession
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN

DAY = date(2026, 11, 23)
HOUR = Claim(True, DAY, 60)
ONE_DAY = timedelta(days=1)


def _pairing(session: StoreSession, plan: CohortPlan = PLAN) -> Pairing:
    accounts = [
        SlackPerson(slack_user=f"U0{name}", team_id="T0HOME", real_name=name)
        for name in ("MENTOR", "MENTEE")
    ]
    people.keep(session, accounts)
    found = [people.by_slack_user(session, one.slack_user) for one in accounts]
    mentor, mentee = (one.id for one in found if one is not None)
    program = cohorts.add_program(session, plan.program, "UTC")
    cohort = cohorts.add_cohort(session, program, plan, made_by=mentor)
    new = NewPairing(
        cohort_id=cohort.id,
        mentor=mentor,
        mentee=mentee,
        kind=PairingKind.ADVISORY,
        answer_by=DAY,
        look_at=session.now,
        why="They aim for the same.",
    )
    asked = pairing_words.propose(session, new, by=mentor)
    assert asked is not None
    ready = pairings.move(session, asked, PairingStep.ACCEPTED, by=mentor)
    return pairings.move(session, ready, PairingStep.STARTED, by=None, started_on=DAY)


def _noted(session: StoreSession, pairing: Pairing, claim: Claim = HOUR) -> CheckIn:
    return check_ins.add(
        session,
        pairing,
        claim,
        Medium.VIDEO,
        author=pairing.mentee,
        entered_by=None,
        ask_ends_at=session.now + 14 * ONE_DAY,
    )


def _move(session: StoreSession, seen: CheckIn, state: CheckInState) -> CheckIn:
    return check_ins.move(
        session,
        seen,
        state,
        met_on=seen.met_on,
        minutes=seen.minutes,
        medium=seen.medium,
        ask_ends_at=None,
    )


def test_it_comes_back_as_it_was_noted(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        pairing = _pairing(session)
        noted = _noted(session, pairing)

        assert check_ins.check_in(session, noted.id) == noted
        assert noted.claim(pairing.mentee) == HOUR
        assert noted.waits_for(pairing.mentor)


def test_a_day_has_one_record_until_it_is_withdrawn(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        pairing = _pairing(session)
        first = _noted(session, pairing)
    with pytest.raises(IntegrityError), store.work(home.id) as session:
        _noted(session, pairing)
    with store.work(home.id) as session:
        _move(session, first, CheckInState.WITHDRAWN)
        second = _noted(session, pairing)

        assert [one.id for one in check_ins.of_pairing(session, pairing.id, latest=9)] == [
            second.id
        ]


def test_the_later_of_two_moves_is_refused(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        pairing = _pairing(session)
        seen = _noted(session, pairing)
        _move(session, seen, CheckInState.CONFIRMED)
    with pytest.raises(Refusal, match="changed_meanwhile"), store.work(home.id) as session:
        _move(session, seen, CheckInState.DISPUTED)


def test_words_are_sealed_and_each_reads_their_own(store: Store, home: Workspace) -> None:
    words = OwnWords(Worth.PARTLY, (InTheWay.TIME, InTheWay.TOPIC), "Between us: nothing.")
    with store.work(home.id) as session:
        pairing = _pairing(session)
        noted = _noted(session, pairing)
        check_in_words.keep_own(session, noted.id, pairing.mentee, words, DAY)
        check_in_words.keep_actions(session, noted.id, ["Call Ann", "Read it"])
    with store.look(home.id) as session:
        assert check_in_words.own(session, noted.id, pairing.mentee) == words
        assert check_in_words.own(session, noted.id, pairing.mentor) == OwnWords()
        assert check_in_words.actions(session, noted.id) == ("Call Ann", "Read it")
        rows = [
            *session.scalars(select(CheckInSideRow)),
            *session.scalars(select(CheckInActionRow)),
        ]
        kept = b"".join(
            value for row in rows for value in vars(row).values() if isinstance(value, bytes)
        )
    assert b"Between" not in kept
    assert b"partly" not in kept
    assert b"Ann" not in kept


def test_what_is_kept_again_takes_the_place_of_what_was(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        pairing = _pairing(session)
        noted = _noted(session, pairing)
        ids = [one.id for one in pairing.cohort.competencies]
        for chosen in (ids, ids[:1]):
            check_in_words.keep_competencies(session, noted.id, chosen)
            check_in_words.keep_actions(session, noted.id, ["One", "Two"][: len(chosen)])

        assert check_in_words.competencies(session, noted.id) == {ids[0]}
        assert check_in_words.competency_uses(session, pairing.cohort.id) == {ids[0]: 1}
        assert check_in_words.actions(session, noted.id) == ("One",)


def test_a_blind_answer_keeps_its_day_unless_it_changes(store: Store, home: Workspace) -> None:
    words = OwnWords(Worth.VERY, (InTheWay.TIME,))
    with store.work(home.id) as session:
        pairing = _pairing(session)
        noted = _noted(session, pairing)
        check_in_words.keep_own(session, noted.id, pairing.mentee, words, DAY)
        later = replace(words, note="Only the note is new.")
        check_in_words.keep_own(session, noted.id, pairing.mentee, later, DAY + 9 * ONE_DAY)

        found = check_in_words.blind_answers(session, pairing.cohort.id, DAY)
        assert found == (BlindAnswer(pairing.mentee, DAY, Worth.VERY, (InTheWay.TIME,)),)
        assert check_in_words.blind_answers(session, pairing.cohort.id, DAY - ONE_DAY) == ()


def test_meetings_are_counted_by_state_with_their_minutes(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        pairing = _pairing(session)
        confirmed = _noted(session, pairing)
        _move(session, confirmed, CheckInState.CONFIRMED)
        for number in (1, 2):
            _noted(session, pairing, replace(HOUR, met_on=DAY + number * ONE_DAY))

        tally = check_ins.tally(session, pairing.cohort.id, DAY, DAY + ONE_DAY)
        assert tally == {CheckInState.CONFIRMED: (1, 60), CheckInState.ONE_SIDED: (1, 60)}
        assert check_ins.minutes_of(session, [pairing.id], DAY, DAY) == {
            CheckInState.CONFIRMED: (1, 60)
        }
        assert check_ins.last_met(session, [pairing.id]) == {pairing.id: DAY + 2 * ONE_DAY}


def test_what_differs_is_no_meeting_and_is_asked_until_then(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        pairing = _pairing(session)
        noted = _noted(session, pairing)
        until = datetime(2026, 12, 1, tzinfo=UTC)
        check_ins.move(
            session,
            noted,
            CheckInState.DISPUTED,
            met_on=DAY,
            minutes=60,
            medium=Medium.VIDEO,
            ask_ends_at=until,
        )

        check_ins.say(session, noted.id, pairing.mentor, Claim(True, DAY, 20))
        assert check_ins.last_met(session, [pairing.id]) == {pairing.id: DAY}
        check_ins.say(session, noted.id, pairing.mentor, Claim(False, DAY, 0))
        assert check_ins.last_met(session, [pairing.id]) == {}
        assert check_ins.differing_until(session, [pairing.id]) == {pairing.id: until}
        assert check_ins.left_differing(session, DAY) == ()
        check_ins.end_ask(session, [noted.id])
        assert check_ins.left_differing(session, DAY) == (pairing.id,)


def test_the_end_of_asking_is_found_by_its_moment(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    with store.work(home.id) as session:
        noted = _noted(session, _pairing(session))
        assert check_ins.next_end_of_ask(session) == session.now + 14 * ONE_DAY
        assert check_ins.asks_ended(session, 9) == ()
    clock.move(days=14)
    with store.work(home.id) as session:
        assert [one.id for one in check_ins.asks_ended(session, 9)] == [noted.id]
        check_ins.end_ask(session, [noted.id])
        assert check_ins.next_end_of_ask(session) is None


def test_a_pairing_is_looked_at_once_it_began_changed_or_is_due(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    with store.work(home.id) as session:
        pairing = _pairing(session)
        assert rhythms.to_look_at(session, 9) == (pairing.id,)
        assert rhythms.next_look(session) == session.now
        due = session.now + 21 * ONE_DAY
        seen = Kept(pairing.version, look_at=due)
        rhythms.keep(session, {pairing.id: seen})
        assert rhythms.to_look_at(session, 9) == ()
        assert rhythms.next_look(session) == due
        rhythms.keep(session, {pairing.id: replace(seen, late_from=DAY)})
        assert rhythms.late(session, DAY) == (pairing.id,)
        assert rhythms.late(session, DAY - ONE_DAY) == ()
        assert rhythms.late_by_cohort(session, DAY) == {pairing.cohort.id: 1}
        pairings.move(session, pairing, PairingStep.PAUSED, by=None, resting_until=DAY)
        assert rhythms.to_look_at(session, 9) == (pairing.id,)
    clock.move(days=21)
    with store.work(home.id) as session:
        assert rhythms.to_look_at(session, 9) == (pairing.id,)


def test_another_workspace_sees_nothing_of_it(
    store: Store, home: Workspace, other: Workspace
) -> None:
    with store.work(home.id) as session:
        pairing = _pairing(session)
        noted = _noted(session, pairing)
        check_in_words.keep_actions(session, noted.id, ["Call Ann"])
        rhythms.keep(session, {pairing.id: Kept(1, look_at=session.now, late_from=DAY)})
    with store.look(other.id) as session:
        assert check_ins.check_in(session, noted.id) is None
        assert check_ins.of_pairing(session, pairing.id, latest=9) == ()
        assert check_in_words.actions(session, noted.id) == ()
        assert rhythms.next_look(session) is None
        assert rhythms.late(session, DAY) == ()
