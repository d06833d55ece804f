"""When two can meet: half-hours of the week by each one's own clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.matching.hours import HALF_HOURS, longest, shared, week
from program.mentor_lists import Times
from tests.program.matching.slow_score import longest_shared

WINTER, SUMMER = date(2027, 1, 13), date(2027, 7, 14)
LONDON, NEW_YORK, KOLKATA = "Europe/London", "America/New_York", "Asia/Kolkata"


def bits(mask: int) -> list[int]:
    return [at for at in range(HALF_HOURS) if mask >> at & 1]


def at(weekday: int, hour: int, minute: int = 0) -> int:
    """The number of a half-hour, UTC."""
    return weekday * 48 + hour * 2 + minute // 30


def test_without_times_the_week_is_monday_to_friday_from_nine_to_five() -> None:
    expected = [slot for day in range(5) for slot in range(at(day, 9), at(day, 17))]
    assert bits(week("UTC", (), WINTER)) == expected


def test_a_morning_is_nine_to_one_and_an_afternoon_one_to_five() -> None:
    assert bits(week("UTC", (Times.TUE_AM,), WINTER)) == list(range(at(1, 9), at(1, 13)))
    assert bits(week("UTC", (Times.FRI_PM,), WINTER)) == list(range(at(4, 13), at(4, 17)))
    assert longest(week("UTC", (Times.WED_AM, Times.WED_PM), WINTER)) == 16


def test_summer_time_moves_the_week_by_an_hour() -> None:
    assert bits(week(LONDON, (Times.MON_AM,), WINTER))[0] == at(0, 9)
    assert bits(week(LONDON, (Times.MON_AM,), SUMMER))[0] == at(0, 8)


def test_the_clocks_of_the_week_of_the_day_count_whichever_weekday_it_is() -> None:
    # Clocks change on Sunday 28 March 2027: the week from the 22nd is winter's to its end.
    for day in range(22, 29):
        assert bits(week(LONDON, (Times.FRI_AM,), date(2027, 3, day)))[0] == at(4, 9)
    assert bits(week(LONDON, (Times.FRI_AM,), date(2027, 3, 29)))[0] == at(4, 8)


def test_between_the_two_changes_of_the_clocks_two_cities_are_an_hour_nearer() -> None:
    def hours(day: date) -> float:
        return shared(week(LONDON, (), day), week(NEW_YORK, (), day)) / 2

    assert hours(WINTER) == hours(SUMMER) == 3
    assert hours(date(2027, 3, 17)) == 4  # New York is in summer time already, London is not


@pytest.mark.parametrize(
    ("zone", "hours"),
    [(KOLKATA, 2.5), ("Australia/Adelaide", 0), ("Asia/Kathmandu", 2), ("America/St_Johns", 4.5)],
)
def test_zones_half_and_quarter_hours_off_share_whole_half_hours(zone: str, hours: float) -> None:
    assert shared(week(LONDON, (), WINTER), week(zone, (), WINTER)) / 2 == hours


def test_a_zone_a_quarter_off_counts_only_half_hours_that_are_free_as_a_whole() -> None:
    morning = bits(week("Asia/Kathmandu", (Times.MON_AM,), WINTER))  # 3:15 to 7:15 UTC
    assert morning == list(range(at(0, 3, 30), at(0, 7)))


def test_the_week_goes_round_for_who_begins_it_before_utc_does() -> None:
    monday = bits(week("Pacific/Auckland", (Times.MON_AM,), WINTER))  # Sunday 20:00 to midnight
    assert monday == list(range(at(6, 20), at(6, 24)))
    whole = week("Pacific/Auckland", (Times.MON_AM, Times.MON_PM), WINTER)
    assert longest(whole) == 16  # on into Monday, UTC
    assert whole & 1


def test_opposite_sides_of_the_earth_share_nothing() -> None:
    assert shared(week("Europe/Madrid", (), WINTER), week("Pacific/Auckland", (), WINTER)) == 0


def test_an_unknown_zone_counts_as_utc_and_unknown_words_as_none() -> None:
    assert week("Mars/Olympus", (), WINTER) == week("UTC", (), WINTER)
    assert week("UTC", ("sat_night",), WINTER) == week("UTC", (), WINTER)


def test_the_longest_stretch_goes_over_the_end_of_the_week() -> None:
    assert longest((0b111 << 333) | 0b11) == 5
    assert longest(0) == 0
    assert longest((1 << HALF_HOURS) - 1) == HALF_HOURS


@given(st.integers(0, (1 << HALF_HOURS) - 1), st.integers(0, (1 << HALF_HOURS) - 1))
def test_the_longest_stretch_is_the_one_counted_slot_by_slot(one: int, other: int) -> None:
    assert shared(one, other) == shared(other, one) == longest_shared(one, other)


@given(
    st.sampled_from([LONDON, NEW_YORK, KOLKATA, "Asia/Tokyo", "Pacific/Auckland", "UTC"]),
    st.sets(st.sampled_from([*Times])),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)
def test_every_half_hour_of_a_mask_is_free_on_the_clock_of_the_wall(
    zone: str, times: set[Times], day: date
) -> None:
    """Slot by slot: what does the wall show then, and did they say that half of that day?"""
    mask = week(zone, sorted(times), day)
    monday = day - timedelta(days=day.weekday())
    chosen = times or set(Times)
    found = 0
    for slot in range(-48, HALF_HOURS + 48):
        begins = datetime.combine(monday, time.min, UTC) + slot * timedelta(minutes=30)
        wall = begins.astimezone(ZoneInfo(zone))
        half = "am" if 9 <= wall.hour < 13 else "pm" if 13 <= wall.hour < 17 else ""
        in_week = monday <= wall.date() < monday + timedelta(days=5)
        if half and in_week and f"{wall:%a}".lower() + f"_{half}" in chosen:
            found |= 1 << slot % HALF_HOURS
    assert mask == found
