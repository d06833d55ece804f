"""Days of a cohort may be changed as long as they do not cross, nor fall into the past."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.charter import LINE_LIMIT, MOST_LINES, PURPOSE_LIMIT, CharterWords, check_words
from program.cohort import CADENCES, Cohort, CohortState, Competency, Criterion, Program, state_on
from program.cohort_change import Changed, what_changed
from program.cohort_plan import check_days, check_rhythm, days_of

TODAY = date(2028, 2, 28)
LEAP_DAY = date(2028, 2, 29)
COHORT = Cohort(
    id="c1",
    program=Program("p1", "Leadership mentoring", "Pacific/Auckland"),
    name="Spring 2028",
    nominations_close=date(2028, 3, 20),
    starts=date(2028, 4, 6),
    ends=date(2028, 12, 18),
    competencies=(Competency("k1", "Strategic thinking"),),
    criteria=(Criterion("r1", "Has led a team through a change"),),
)


def other(change: dict[str, Any]) -> Cohort:
    return replace(COHORT, **change)


def codes(cohort: Cohort, before: Cohort | None = COHORT) -> dict[str | None, str]:
    return {one.field: one.code for one in check_days(days_of(cohort), TODAY, before)}


def test_days_that_stay_are_fine_even_when_they_are_past() -> None:
    started = replace(COHORT, nominations_close=date(2027, 1, 1), starts=date(2027, 2, 1))
    assert codes(started, started) == {}


def test_a_day_set_anew_may_not_be_past() -> None:
    past = {"nominations_open": date(2028, 2, 27), "nominations_close": date(2028, 2, 27)}
    for field, day in past.items():
        assert codes(other({field: day}))[field] == "cohorts.date_past"


def test_the_leap_day_is_a_day_like_any_other() -> None:
    assert codes(replace(COHORT, nominations_open=LEAP_DAY, nominations_close=LEAP_DAY)) == {}
    assert codes(replace(COHORT, ends=date(2032, 2, 29))) == {"ends": "cohorts.runs_too_long"}
    leap = replace(COHORT, nominations_close=LEAP_DAY, starts=date(2028, 3, 1))
    assert codes(leap) == {}
    assert state_on(leap, LEAP_DAY) is CohortState.NOMINATIONS_OPEN
    assert state_on(leap, LEAP_DAY + timedelta(days=1)) is CohortState.ACTIVE


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"nominations_open": date(2028, 3, 21)}, "nominations_open", "cohorts.opens_too_late"),
        ({"nominations_close": date(2028, 4, 6)}, "starts", "cohorts.starts_too_early"),
        ({"ends": date(2028, 4, 6)}, "ends", "cohorts.ends_too_early"),
        ({"ends": date(2031, 4, 10)}, "ends", "cohorts.runs_too_long"),
    ],
)
def test_days_that_cross_are_refused_under_the_field(
    change: dict[str, date], field: str, code: str
) -> None:
    assert codes(other(change)) == {field: code}


def test_a_cohort_that_has_started_keeps_its_first_day_and_may_end_later() -> None:
    started = replace(COHORT, nominations_close=date(2028, 1, 1), starts=date(2028, 2, 1))
    moved = replace(started, starts=date(2028, 3, 1))
    assert codes(moved, started) == {"starts": "cohorts.started"}
    assert codes(replace(started, ends=date(2029, 2, 28)), started) == {}


def test_nominations_may_wait_for_their_day() -> None:
    planned = replace(COHORT, nominations_open=LEAP_DAY)
    assert state_on(planned, TODAY) is CohortState.PLANNED
    assert state_on(planned, LEAP_DAY) is CohortState.NOMINATIONS_OPEN


@given(st.lists(st.dates(date(2020, 1, 1), date(2040, 1, 1)), min_size=4, max_size=4))
def test_what_is_accepted_never_crosses_and_each_field_hears_one_thing(days: list[date]) -> None:
    opens, closes, starts, ends = days
    troubles = check_days((opens, closes, starts, ends), TODAY)
    assert len({one.field for one in troubles}) == len(troubles)
    if not troubles:
        assert TODAY <= opens <= closes < starts < ends


@pytest.mark.parametrize("cadence", [None, 0, 1, 8, 30, -7])
def test_a_pair_meets_every_one_to_four_weeks(cadence: int | None) -> None:
    assert [one.field for one in check_rhythm(cadence, 2)] == ["cadence_days"]
    assert all(not check_rhythm(one, 2) for one in CADENCES)


@pytest.mark.parametrize("hours", [None, 0, 21, -1, 10**9])
def test_hours_a_month_are_between_one_and_twenty(hours: int | None) -> None:
    assert [one.field for one in check_rhythm(14, hours)] == ["hours_a_month"]


def test_a_charter_needs_a_purpose_and_keeps_its_limits() -> None:
    def fields(words: CharterWords) -> list[str | None]:
        return [one.field for one in check_words(words)]

    assert fields(CharterWords(purpose="To grow leaders.")) == []
    assert fields(CharterWords()) == ["purpose"]
    assert fields(CharterWords(purpose="x" * (PURPOSE_LIMIT + 1))) == ["purpose"]
    many = CharterWords(
        purpose="x", measures=("y",) * (MOST_LINES + 1), ladders=("z" * (LINE_LIMIT + 1),)
    )
    assert fields(many) == ["measures", "ladders"]


def test_another_name_alone_touches_nobody() -> None:
    assert what_changed(COHORT, replace(COHORT, name="Spring", version=2)) == ()
    after = replace(COHORT, cadence_days=21, ends=date(2029, 1, 1))
    assert what_changed(COHORT, after) == (Changed.RUNS, Changed.CADENCE)
