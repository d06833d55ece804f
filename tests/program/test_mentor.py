"""What may follow an invitation or an offer, and how long somebody has to answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.cohort import Cohort, Competency, Program
from program.hours import WorkingHours, is_working_day, is_working_hour, local_day
from program.mentor import (
    FOLLOWS,
    MOST_HOURS,
    MOST_PLACES,
    MentorState,
    MentorStep,
    after,
    check_capacity,
    deadlines,
    hours_needed,
)
from program.mentor_lists import Times, ordered
from program.refusal import Refusal

COHORT = Cohort(
    id="c1",
    program=Program("p1", "Next Leaders", "UTC"),
    name="Spring 2027",
    nominations_close=date(2026, 12, 11),
    starts=date(2027, 1, 18),
    ends=date(2027, 9, 30),
    competencies=(Competency("k1", "Strategic thinking"),),
    criteria=(),
    hours_a_month=2,
)


def test_whoever_offers_is_on_the_roster_whatever_was_before() -> None:
    for state in MentorState:
        assert after(state, MentorStep.OFFERED) is MentorState.ON_ROSTER


def test_only_an_open_invitation_is_declined_or_lapses() -> None:
    for step in (MentorStep.DECLINED, MentorStep.LAPSED):
        assert [one for one in MentorState if (one, step) in FOLLOWS] == [MentorState.INVITED]


def test_only_whoever_is_on_the_roster_leaves_it() -> None:
    leaving = [one for one in MentorState if (one, MentorStep.LEFT) in FOLLOWS]
    assert leaving == [MentorState.ON_ROSTER]


@pytest.mark.parametrize("state", MentorState)
@pytest.mark.parametrize("step", MentorStep)
def test_what_is_not_in_the_table_is_refused_with_a_reason(
    state: MentorState, step: MentorStep
) -> None:
    if (state, step) in FOLLOWS:
        return
    with pytest.raises(Refusal) as refused:
        after(state, step)
    gone = step is MentorStep.LEFT
    assert refused.value.code == ("mentors.not_on_roster" if gone else "mentors.not_invited")


@given(places=st.integers(-3, 30), hours=st.integers(-3, 60))
def test_capacity_is_accepted_exactly_where_hours_carry_the_places(places: int, hours: int) -> None:
    in_range = 0 <= places <= MOST_PLACES and 1 <= hours <= MOST_HOURS
    fits = in_range and hours_needed(places, COHORT) <= hours
    assert (check_capacity(places, hours, COHORT) == ()) is fits


def test_what_is_missing_is_asked_for_under_its_field() -> None:
    troubles = check_capacity(None, None, COHORT)
    assert [(one.code, one.field) for one in troubles] == [
        ("mentors.places_range", "places"),
        ("mentors.hours_range", "hours"),
    ]


def test_choices_stand_once_and_in_their_order() -> None:
    assert ordered(["tue_am", "mon_pm", "tue_am", "never"], Times) == ("mon_pm", "tue_am")


def test_a_reminder_comes_on_the_third_working_morning_and_the_end_after_the_tenth() -> None:
    friday_evening = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
    until = deadlines(friday_evening, "Europe/Berlin")
    assert until.remind_at == datetime(2026, 12, 2, 8, 0, tzinfo=UTC)
    assert until.answer_by == date(2026, 12, 11)
    assert until.over_at == datetime(2026, 12, 11, 23, 0, tzinfo=UTC)


def test_days_are_those_of_the_invited_person() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # Tuesday already in Tokyo
    assert deadlines(late, "Asia/Tokyo").answer_by == date(2026, 12, 8)
    assert deadlines(late, "America/New_York").answer_by == date(2026, 12, 7)


def test_a_clock_change_and_the_29_february_lie_in_between() -> None:
    before_spring = datetime(2027, 3, 25, 12, 0, tzinfo=UTC)
    assert deadlines(before_spring, "Europe/Berlin").remind_at == datetime(
        2027, 3, 30, 7, 0, tzinfo=UTC
    )
    assert deadlines(datetime(2028, 2, 15, 12, 0, tzinfo=UTC), "UTC").answer_by == date(2028, 2, 29)


@given(
    minutes=st.integers(0, 4 * 365 * 24 * 60),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"]),
)
def test_the_reminder_is_at_work_and_comes_before_the_end(minutes: int, zone: str) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    until = deadlines(moment, zone)
    hours = WorkingHours(zone)
    assert is_working_hour(until.remind_at, hours)
    assert is_working_day(until.answer_by, hours)
    assert moment < until.remind_at < until.over_at
    assert local_day(until.remind_at, zone) < until.answer_by
