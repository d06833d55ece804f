"""When it is time to ask a pair, by their cadence, their dates and their rests."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from program.cohort import Cohort, Program
from program.pairing import Pairing, PairingKind, PairingState
from program.rhythm import (
    Beat,
    Meetings,
    Rhythm,
    asked_on,
    kept_round,
    rhythm_of,
    round_of,
    who_books,
)
from tests.kit.clock import START

DAY = date(2026, 3, 2)
COHORT = Cohort("c", Program("p", "Lead", "UTC"), "Spring", DAY, DAY, date(2027, 3, 1), (), ())
PAIRING = Pairing(
    id="pairing",
    cohort=COHORT,
    mentor="mentor",
    mentee="mentee",
    kind=PairingKind.ADVISORY,
    state=PairingState.ACTIVE,
    since=START,
    version=1,
    asked_at=START,
    asked_by="manager",
    answer_by=DAY,
    started_on=DAY,
)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def on(day: date, meetings: Meetings = Meetings(), pairing: Pairing = PAIRING) -> Rhythm:  # noqa: B008
    found = rhythm_of(pairing, meetings, day)
    assert found is not None
    return found


def test_a_pairing_that_has_not_begun_has_no_rhythm() -> None:
    assert rhythm_of(replace(PAIRING, started_on=None), Meetings(), DAY) is None


def test_before_the_first_meeting_it_is_too_early_to_say_until_it_is_overdue() -> None:
    assert on(after(20)).beat is Beat.TOO_EARLY
    assert on(after(21)).beat is Beat.CHECK_IN
    assert on(after(21)).overdue_on == after(21)


def test_a_meeting_begins_a_new_round() -> None:
    met = Meetings(last_met=after(10))

    assert on(after(30), met).beat is Beat.ON_TRACK
    assert on(after(31), met).beat is Beat.CHECK_IN
    assert on(after(31), met).long_overdue_on == after(38)


def test_half_a_day_of_an_odd_cadence_is_rounded_up() -> None:
    weekly = replace(PAIRING, cohort=replace(COHORT, cadence_days=7))

    assert on(DAY, pairing=weekly).overdue_on == after(11)


def test_a_date_that_is_agreed_puts_it_off_until_it_has_passed() -> None:
    agreed = Meetings(next_date=after(40))

    assert on(after(39), agreed).beat is Beat.TOO_EARLY
    assert on(after(40), agreed).next_date == after(40)
    assert on(after(41), agreed).beat is Beat.CHECK_IN
    assert on(after(41), agreed).next_date is None


def test_a_date_before_the_last_meeting_says_nothing() -> None:
    met = Meetings(last_met=after(10), next_date=after(9))

    assert on(after(11), met).next_date is None
    assert on(after(11), met).round == after(10)


def test_open_notes_that_differ_put_it_off_as_well() -> None:
    asked = Meetings(asked_until=after(25))

    assert on(after(25), asked).beat is Beat.TOO_EARLY
    assert on(after(26), asked).beat is Beat.CHECK_IN


def test_a_resting_pairing_is_never_overdue_and_begins_anew_when_it_goes_on() -> None:
    rests = replace(PAIRING, state=PairingState.PAUSED, resting_until=after(90))
    goes_on = replace(PAIRING, resumed_on=after(90))

    assert on(after(80), pairing=rests).beat is Beat.RESTING
    assert not on(after(80), pairing=rests).is_overdue(after(80))
    assert on(after(91), pairing=goes_on).counting_from == after(90)
    assert on(after(110), pairing=goes_on).beat is Beat.TOO_EARLY


def test_a_wish_for_quiet_puts_the_asking_off_and_begins_another_round() -> None:
    overdue = on(after(21))

    assert asked_on(overdue, None) == after(21)
    assert asked_on(overdue, after(28)) == after(28)
    assert asked_on(overdue, after(2)) == after(21)
    assert round_of(overdue, None) != round_of(overdue, after(28))


def test_the_mentee_books() -> None:
    assert who_books(PAIRING) == "mentee"


@pytest.mark.parametrize(
    ("met", "last", "kept"),
    [
        ((), 13, None),
        ((), 14, False),
        ((1,), 14, True),
        ((0,), 14, False),
        ((20,), 19, False),
        ((20,), 33, True),
        ((20,), 34, False),
    ],
)
def test_a_round_is_kept_by_a_meeting_within_one_cadence(
    met: tuple[int, ...], last: int, kept: bool | None
) -> None:
    assert kept_round(PAIRING, [after(day) for day in met], after(last)) is kept


def test_a_pair_that_rests_or_has_ended_is_not_counted() -> None:
    rests = replace(PAIRING, state=PairingState.PAUSED)
    resumed = replace(PAIRING, resumed_on=after(60))
    ended = replace(PAIRING, state=PairingState.ENDED, ended_on=after(30))

    assert kept_round(rests, [], after(100)) is None
    assert kept_round(resumed, [], after(73)) is None
    assert kept_round(resumed, [], after(74)) is False
    assert kept_round(ended, [], after(29)) is False
    assert kept_round(ended, [], after(30)) is None


def test_the_29_february_counts_as_a_day() -> None:
    begun = replace(PAIRING, started_on=date(2028, 2, 8))

    assert on(date(2028, 2, 28), pairing=begun).beat is Beat.TOO_EARLY
    assert on(date(2028, 2, 29), pairing=begun).beat is Beat.CHECK_IN
