"""When digests are due, what they ask, and how figures are kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from program.report import (
    Ask,
    AskKind,
    AskState,
    Done,
    Figures,
    Week,
    Wish,
    as_facts,
    asks_for,
    check_wish,
    from_facts,
    is_news,
    is_quiet,
    rests_until,
    slot,
    spans,
    sponsor_slot,
    team_slot,
    week_of_cohort,
)
from tests.kit.fullest import COHORT

BERLIN = "Europe/Berlin"
MONDAY = date(2027, 3, 8)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
WEEKS = tuple(Week(MONDAY - timedelta(days=7 * back), met=8, planned=8) for back in range(8, 0, -1))
FIGURES = Figures(
    week=8,
    weeks_in_all=37,
    accepted=20,
    paired=18,
    attention=0,
    resting=1,
    waiting=0,
    places_free=4,
    mentors=12,
    minutes=900,
    weeks=WEEKS,
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return slot(day, hour, BERLIN) + timedelta(minutes=minute)


NEVER, DEFAULT = Done(), Wish()


def due(now: datetime, done: Done = NEVER, wish: Wish = DEFAULT) -> datetime:
    return sponsor_slot(wish, done, LONG_AGO, now, BERLIN)


def test_a_sponsors_digest_is_due_on_monday_at_nine_in_their_own_zone() -> None:
    assert due(at(MONDAY, 8)) == datetime(2027, 3, 8, 8, tzinfo=UTC)
    assert due(at(MONDAY, 9)) <= at(MONDAY, 9)


def test_made_once_it_is_due_a_week_later() -> None:
    done = Done(sponsor_on=MONDAY)
    assert due(at(MONDAY, 9, 1), done) == at(MONDAY + timedelta(days=7), 9)


def test_day_and_hour_of_choice() -> None:
    wish = Wish(weekday=3, hour=16)
    assert due(at(MONDAY, 9), Done(MONDAY - timedelta(days=4)), wish) == at(date(2027, 3, 11), 16)


def test_one_that_could_not_be_made_in_time_comes_late_or_next_week() -> None:
    assert due(at(date(2027, 3, 10), 12)) == at(MONDAY, 9)
    assert due(at(date(2027, 3, 12), 12)) == at(date(2027, 3, 15), 9)


def test_a_new_sponsor_waits_for_their_first_day() -> None:
    given_at = at(MONDAY, 9, 30)
    found = sponsor_slot(Wish(), Done(), given_at, at(MONDAY, 10), BERLIN)
    assert found == at(date(2027, 3, 15), 9)


def test_a_day_that_is_changed_brings_no_second_digest_for_the_same_day() -> None:
    done = Done(sponsor_on=MONDAY)
    assert due(at(MONDAY, 10), done, Wish(hour=11)) == at(date(2027, 3, 15), 11)
    assert due(at(MONDAY, 10), done, Wish(weekday=2)) == at(date(2027, 3, 17), 9)


@pytest.mark.parametrize("day", [date(2027, 3, 29), date(2026, 10, 26)])
def test_over_a_change_of_the_clocks_nine_stays_nine(day: date) -> None:
    moment = due(at(day, 0, 30), Done(day - timedelta(days=7)))
    assert moment.astimezone(UTC).hour == (7 if day.month == 3 else 8)


def test_the_program_teams_digest_is_due_each_working_morning_once() -> None:
    friday = date(2027, 3, 5)
    assert team_slot(NEVER, LONG_AGO, at(friday, 8), BERLIN) == at(friday, 9)
    assert team_slot(Done(team_on=friday), LONG_AGO, at(friday, 12), BERLIN) == at(MONDAY, 9)
    tuesday = date(2027, 3, 9)
    assert team_slot(Done(team_on=MONDAY), LONG_AGO, at(MONDAY, 9, 1), BERLIN) == at(tuesday, 9)
    assert team_slot(NEVER, at(MONDAY, 10), at(MONDAY, 11), BERLIN) == at(tuesday, 9)


def test_whole_weeks_since_the_start_are_shown_at_most_eight() -> None:
    cohort = replace(COHORT, starts=date(2027, 1, 18), ends=date(2027, 9, 30))
    assert spans(cohort, date(2027, 1, 24)) == ()
    assert spans(cohort, date(2027, 2, 1)) == (
        (date(2027, 1, 18), date(2027, 1, 24)),
        (date(2027, 1, 25), date(2027, 1, 31)),
    )
    assert len(spans(cohort, date(2027, 9, 1))) == 8


@pytest.mark.parametrize(
    ("day", "week"), [(date(2026, 12, 1), 1), (date(2027, 1, 18), 1), (date(2027, 3, 8), 8)]
)
def test_the_week_of_a_cohort(day: date, week: int) -> None:
    cohort = replace(COHORT, starts=date(2027, 1, 18), ends=date(2027, 9, 30))
    assert week_of_cohort(cohort, day) == (week, 37)


def test_figures_are_the_same_after_they_were_kept() -> None:
    assert from_facts(as_facts(FIGURES)) == FIGURES
    assert from_facts(as_facts(replace(FIGURES, weeks=()))) == replace(FIGURES, weeks=())


def test_a_week_on_course_is_quiet() -> None:
    assert is_quiet(FIGURES)
    assert not is_quiet(replace(FIGURES, attention=1))
    assert not is_quiet(replace(FIGURES, waiting=1))
    missed = (*WEEKS[:-1], replace(WEEKS[-1], met=7))
    assert not is_quiet(replace(FIGURES, weeks=missed))


def test_asks_come_of_the_figures_and_rest_after_an_answer() -> None:
    missed = tuple(replace(one, met=1) for one in WEEKS)
    bad = replace(FIGURES, weeks=missed, waiting=9, places_free=1)
    assert asks_for(FIGURES, ()) == (AskKind.THANK,)
    assert asks_for(bad, ()) == (AskKind.PLACES, AskKind.PROTECT, AskKind.THANK)
    assert asks_for(bad, {AskKind.PROTECT, AskKind.THANK}) == (AskKind.PLACES,)


def test_nothing_is_concluded_from_few() -> None:
    few = tuple(replace(one, met=0, planned=1) for one in WEEKS)
    assert asks_for(replace(FIGURES, weeks=few, mentors=4), ()) == ()


def test_what_is_done_rests_longer_than_what_is_put_off() -> None:
    asked = Ask("1", "c", AskKind.THANK, MONDAY, AskState.OPEN)
    answered_at = at(MONDAY, 10)
    assert rests_until(asked, BERLIN) is None
    done = replace(asked, state=AskState.DONE, answered_at=answered_at)
    assert rests_until(done, BERLIN) == date(2027, 4, 5)
    not_now = replace(done, state=AskState.NOT_NOW)
    assert rests_until(not_now, BERLIN) == date(2027, 3, 22)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Wish(weekday=6), "weekday"),
        (Wish(weekday=-1), "weekday"),
        (Wish(hour=3), "hour"),
        (Wish(delegate="me"), "delegate"),
        (Wish(only_delegate=True), "delegate"),
    ],
)
def test_settings_that_cannot_be_are_said_under_their_field(wish: Wish, field: str) -> None:
    (trouble,) = check_wish(wish, "me")
    assert trouble.field == field


def test_news_is_what_the_last_digest_did_not_say() -> None:
    assert not is_news({"requests": 0}, None)
    assert is_news({"requests": 1}, None)
    assert not is_news({"requests": 1}, {"requests": 1})
    assert is_news({"requests": 1}, {"requests": 2})
    assert not is_news({"requests": 0, "nominations": 3}, None)
