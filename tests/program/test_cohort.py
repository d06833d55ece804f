"""A plan is refused under the field that is wrong; a state follows from the dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.cohort import (
    MOST_CRITERIA,
    Cohort,
    CohortPlan,
    CohortState,
    Competency,
    Criterion,
    Program,
    state_on,
    takes_nominations,
)
from program.cohort_plan import check_plan

TODAY = date(2026, 3, 2)
PLAN = CohortPlan(
    program="Leadership mentoring",
    name="Spring 2026",
    nominations_close=date(2026, 3, 20),
    starts=date(2026, 4, 6),
    ends=date(2026, 12, 18),
    competencies=("Strategic thinking", "Leading change"),
    criteria=("Has led a team through a change", "Asks for feedback and uses it"),
)
COHORT = Cohort(
    id="c1",
    program=Program("p1", "Leadership mentoring", "Pacific/Auckland"),
    name="Spring 2026",
    nominations_close=date(2026, 3, 20),
    starts=date(2026, 4, 6),
    ends=date(2026, 12, 18),
    competencies=(Competency("k1", "Strategic thinking"),),
    criteria=(Criterion("r1", "Has led a team through a change"),),
)


def troubles_of(plan: CohortPlan, *, new_program: bool = True) -> dict[str | None, str]:
    return {one.field: one.code for one in check_plan(plan, TODAY, new_program=new_program)}


def test_a_good_plan_has_nothing_against_it() -> None:
    assert troubles_of(PLAN) == {}


def test_nominations_may_close_today() -> None:
    assert troubles_of(replace(PLAN, nominations_close=TODAY)) == {}


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"program": ""}, "program", "cohorts.name_missing"),
        ({"name": ""}, "name", "cohorts.name_missing"),
        ({"name": "x" * 76}, "name", "cohorts.name_too_long"),
        ({"nominations_close": None}, "nominations_close", "cohorts.date_missing"),
        ({"starts": None}, "starts", "cohorts.date_missing"),
        ({"nominations_close": date(2026, 3, 1)}, "nominations_close", "cohorts.date_past"),
        ({"starts": date(2026, 3, 20)}, "starts", "cohorts.starts_too_early"),
        ({"ends": date(2026, 4, 6)}, "ends", "cohorts.ends_too_early"),
        ({"ends": date(2206, 4, 6)}, "ends", "cohorts.runs_too_long"),
        ({"nominations_close": date(2206, 4, 6)}, "nominations_close", "cohorts.date_too_far"),
        ({"competencies": ()}, "competencies", "cohorts.lines_missing"),
        ({"competencies": ("a", "")}, "competencies", "cohorts.line_empty"),
        ({"competencies": ("x" * 76,)}, "competencies", "cohorts.line_too_long"),
        ({"competencies": ("Vision", " vision ")}, "competencies", "cohorts.line_twice"),
        (
            {"competencies": tuple(f"c{n}" for n in range(21))},
            "competencies",
            "cohorts.too_many_lines",
        ),
        ({"criteria": tuple(f"c{n}" for n in range(6))}, "criteria", "cohorts.too_many_lines"),
        ({"criteria": ("x" * 151,)}, "criteria", "cohorts.line_too_long"),
    ],
)
def test_what_is_wrong_is_said_under_its_field(
    change: dict[str, object], field: str, code: str
) -> None:
    assert troubles_of(replace(PLAN, **change)).get(field) == code  # type: ignore[arg-type]


def test_all_that_is_wrong_is_said_at_once() -> None:
    plan = replace(PLAN, name="", starts=TODAY, criteria=())
    assert set(troubles_of(plan)) == {"name", "starts", "criteria"}


def test_a_cohort_of_a_program_that_exists_needs_no_program_name() -> None:
    assert troubles_of(replace(PLAN, program=""), new_program=False) == {}


def test_a_start_so_far_away_that_the_year_must_be_a_slip_is_refused() -> None:
    plan = replace(PLAN, starts=date(2126, 4, 6), ends=date(2126, 12, 6))
    assert troubles_of(plan) == {"starts": "cohorts.date_too_far"}


def test_the_number_of_criteria_fits_one_step_of_the_form() -> None:
    assert MOST_CRITERIA <= 6


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 3, 20), CohortState.NOMINATIONS_OPEN),
        (date(2026, 3, 21), CohortState.MATCHING),
        (date(2026, 4, 5), CohortState.MATCHING),
        (date(2026, 4, 6), CohortState.ACTIVE),
        (date(2026, 12, 18), CohortState.ACTIVE),
        (date(2026, 12, 19), CohortState.CLOSED),
    ],
)
def test_the_state_follows_from_the_dates(day: date, state: CohortState) -> None:
    assert state_on(COHORT, day) is state


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 400))
def test_a_cohort_never_goes_back_to_an_earlier_state(day: date, days: int) -> None:
    order = list(CohortState)
    later = state_on(COHORT, day + timedelta(days=days))
    assert order.index(later) >= order.index(state_on(COHORT, day))


def test_nominations_stay_open_to_the_end_of_the_day_where_the_program_lives() -> None:
    last_minute = datetime(2026, 3, 20, 10, 59, tzinfo=UTC)  # 23:59 in Auckland
    assert takes_nominations(COHORT, last_minute)
    assert not takes_nominations(COHORT, last_minute + timedelta(minutes=1))
