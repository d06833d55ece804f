"""Working hours by a person's own clock, through changes of the clocks, weekends and holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.hours import (
    WorkingHours,
    add_working_days,
    is_working_day,
    is_working_hour,
    local_day,
    next_working_moment,
    start_of_day,
    week_of,
)

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]

moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001  Hypothesis wants naive bounds and adds the zone
    max_value=datetime(2027, 12, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
working_hours = st.builds(
    WorkingHours,
    zone=st.sampled_from(ZONES),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    start=st.integers(4, 12).map(time),
    end=st.integers(14, 23).map(time),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2027, 1, 1)), max_size=12),
)


@given(moments, working_hours)
def test_the_next_working_moment_is_one_and_is_not_past(
    moment: datetime, hours: WorkingHours
) -> None:
    found = next_working_moment(moment, hours)

    assert found >= moment
    assert found.tzinfo is UTC
    assert is_working_hour(found, hours)


@given(moments, working_hours, st.floats(0, 1, exclude_max=True))
def test_no_working_moment_is_passed_over(
    moment: datetime, hours: WorkingHours, share: float
) -> None:
    found = next_working_moment(moment, hours)
    between = moment + (found - moment) * share

    assert between == found or not is_working_hour(between, hours)


@given(moments, working_hours)
def test_asking_again_at_the_answer_changes_nothing(moment: datetime, hours: WorkingHours) -> None:
    found = next_working_moment(moment, hours)

    assert next_working_moment(found, hours) == found


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 30), working_hours)
def test_working_days_are_counted_one_by_one(day: date, count: int, hours: WorkingHours) -> None:
    reached = add_working_days(day, count, hours)
    days_between = (day + timedelta(days=n) for n in range(1, (reached - day).days + 1))

    assert is_working_day(reached, hours)
    if count:
        assert sum(is_working_day(one, hours) for one in days_between) == count


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [(date(2026, 3, 27), 8), (date(2026, 3, 30), 7), (date(2026, 10, 26), 8)],
    ids=["winter", "after the clocks went forward", "after they went back"],
)
def test_nine_in_the_morning_follows_the_clocks(day: date, hour_in_utc: int) -> None:
    hours = WorkingHours(zone="Europe/Berlin")

    found = next_working_moment(start_of_day(day, hours.zone), hours)

    assert found == datetime(day.year, day.month, day.day, hour_in_utc, tzinfo=UTC)


def test_a_start_that_the_clocks_skip_still_comes() -> None:
    hours = WorkingHours(zone="Europe/Berlin", days=frozenset({6}), start=time(2, 30), end=time(8))

    found = next_working_moment(datetime(2026, 3, 28, 23, tzinfo=UTC), hours)

    assert found.astimezone(ZoneInfo("Europe/Berlin")).time() == time(3, 30)


def test_a_start_that_comes_twice_counts_the_first_time() -> None:
    hours = WorkingHours(zone="Europe/Berlin", days=frozenset({6}), start=time(2, 30), end=time(8))

    found = next_working_moment(datetime(2026, 10, 24, 22, tzinfo=UTC), hours)

    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_end_of_the_day_is_outside() -> None:
    assert is_working_hour(datetime(2026, 3, 4, 16, 59, tzinfo=UTC), WorkingHours())
    assert not is_working_hour(datetime(2026, 3, 4, 17, 0, tzinfo=UTC), WorkingHours())


def test_a_holiday_is_passed_over() -> None:
    hours = WorkingHours(holidays=frozenset({date(2026, 5, 1)}))

    found = next_working_moment(datetime(2026, 4, 30, 18, tzinfo=UTC), hours)

    assert found == datetime(2026, 5, 4, 9, tzinfo=UTC)


def test_the_week_begins_on_the_readers_own_monday() -> None:
    sunday_evening_in_utc = datetime(2026, 3, 1, 20, tzinfo=UTC)

    assert week_of(sunday_evening_in_utc, "UTC") == date(2026, 2, 23)
    assert week_of(sunday_evening_in_utc, "Asia/Kolkata") == date(2026, 3, 2)
    assert local_day(sunday_evening_in_utc, "Asia/Kolkata") == date(2026, 3, 2)


@pytest.mark.parametrize("name", ["", "Nowhere/City", "../etc/passwd", "Europe", "x" * 300])
def test_a_zone_nobody_knows_counts_as_utc(name: str) -> None:
    hours = WorkingHours(zone=name)

    assert is_working_hour(datetime(2026, 3, 4, 9, tzinfo=UTC), hours)
    assert local_day(datetime(2026, 3, 4, 23, tzinfo=UTC), name) == date(2026, 3, 4)


def test_hours_that_are_never_reached_are_not_accepted() -> None:
    with pytest.raises(ValueError, match="weekday"):
        WorkingHours(days=frozenset())
    with pytest.raises(ValueError, match="end after the start"):
        WorkingHours(start=time(9), end=time(9))
