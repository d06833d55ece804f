"""Until when a pairing may rest."""

from datetime import UTC, date, datetime, timedelta

import pytest

from program.hours import WorkingHours
from program.request_pause import (
    REASON_LIMIT,
    Pause,
    check_reason,
    check_until,
    ends_at,
    latest_day,
    longer,
    rests_until,
    tell_on,
)

TODAY = date(2026, 11, 23)
"""A Monday."""
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def pause(until: date) -> Pause:
    return Pause("1", "p", "a", until, NOW)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 23), date(2027, 5, 23)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_six_months_end_on_the_same_day_or_at_the_end_of_a_shorter_month(
    day: date, last: date
) -> None:
    assert latest_day(day) == last


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (None, "requests.date_missing"),
        (TODAY, "requests.date_past"),
        (date(1999, 1, 1), "requests.date_past"),
        (date(2027, 5, 24), "requests.pause_too_long"),
        (date(9999, 12, 31), "requests.pause_too_long"),
    ],
)
def test_a_day_that_is_no_end_of_a_pause_is_refused(until: date | None, code: str) -> None:
    (trouble,) = check_until(until, TODAY)
    assert (trouble.code, trouble.field) == (code, "until")


@pytest.mark.parametrize("until", [date(2026, 11, 24), date(2027, 5, 23)])
def test_tomorrow_and_six_months_from_now_are_taken(until: date) -> None:
    assert check_until(until, TODAY) == ()


def test_a_reason_need_not_be_given_and_has_a_limit() -> None:
    assert check_reason("") == ()
    (trouble,) = check_reason("a" * (REASON_LIMIT + 2))
    assert trouble.facts["over"] == 2


def test_a_pairing_rests_until_the_last_of_both_pauses() -> None:
    both = [pause(date(2026, 12, 1)), pause(date(2026, 12, 8))]
    assert rests_until(both) == date(2026, 12, 8)
    assert rests_until([]) is None


def test_a_pause_ends_as_its_day_begins_where_its_person_is() -> None:
    last = pause(date(2026, 12, 1))
    assert ends_at(last, "Asia/Tokyo") == datetime(2026, 11, 30, 15, tzinfo=UTC)
    assert ends_at(last, "America/New_York") == datetime(2026, 12, 1, 5, tzinfo=UTC)


def test_a_pause_over_a_change_of_the_clocks_ends_at_local_midnight_all_the_same() -> None:
    assert ends_at(pause(date(2027, 3, 29)), "Europe/Berlin") == datetime(
        2027, 3, 28, 22, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("until", "told"),
    [
        (date(2026, 12, 4), date(2026, 12, 2)),
        (date(2026, 12, 7), date(2026, 12, 3)),
        (date(2026, 12, 5), date(2026, 12, 3)),
        (date(2026, 11, 26), date(2026, 11, 24)),
        (date(2026, 11, 25), None),
    ],
)
def test_the_coming_end_is_told_two_working_days_before_or_not_at_all(
    until: date, told: date | None
) -> None:
    assert tell_on(until, TODAY, WorkingHours("Europe/Berlin")) == told


def test_two_more_weeks_stay_within_six_months() -> None:
    assert longer(date(2026, 12, 1), TODAY) == date(2026, 12, 15)
    assert longer(date(2027, 5, 20), TODAY) == TODAY + timedelta(days=181)
