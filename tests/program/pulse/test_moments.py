"""The planned moments of a survey: the daily count, the one reminder, the next look."""

from datetime import UTC, datetime, timedelta

import pytest

from program.hours import local_day, zone_named
from program.pulse import moments

OPENED = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday, nine o'clock in Berlin."""
BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("closes", "reminded"),
    [
        ("2026-12-04T16:00", "2026-12-02T09:00"),  # Friday: on Wednesday
        ("2026-12-07T16:00", "2026-12-03T09:00"),  # Monday: on Thursday
        ("2026-12-06T16:00", "2026-12-03T09:00"),  # Sunday: on Thursday
    ],
)
def test_the_reminder_comes_two_working_days_before_the_close(closes: str, reminded: str) -> None:
    found = moments.reminder(OPENED, _utc(closes), BERLIN)
    assert found == _utc(reminded)


def test_a_survey_that_is_open_briefly_has_no_reminder() -> None:
    assert moments.reminder(OPENED, OPENED + timedelta(days=2), BERLIN) is None


@pytest.mark.parametrize("zone", [BERLIN, "Asia/Kolkata", "America/New_York", "Pacific/Auckland"])
def test_it_is_counted_once_on_each_day_of_the_program(zone: str) -> None:
    moment, days = OPENED, []
    for _ in range(150):
        moment = moments.next_count(moment, zone)
        days.append(local_day(moment, zone))
        assert moment.astimezone(zone_named(zone)).time() == moments.COUNTED_AT
    assert days == sorted(set(days))
    assert days[-1] - days[0] == timedelta(days=149)


@pytest.mark.parametrize(
    ("now", "reminded", "wanted"),
    [
        ("2026-12-01T12:00", False, "2026-12-02T07:00"),
        ("2026-12-02T07:00", False, "2026-12-02T09:00"),
        ("2026-12-02T07:00", True, "2026-12-03T07:00"),
        ("2026-12-04T07:00", True, "2026-12-04T16:00"),
    ],
)
def test_the_next_look_is_the_first_of_its_moments(
    now: str, wanted: str, *, reminded: bool
) -> None:
    found = moments.next_look(
        _utc(now),
        closes_at=_utc("2026-12-04T16:00"),
        remind_at=_utc("2026-12-02T09:00"),
        reminded=reminded,
        zone=BERLIN,
    )
    assert found == _utc(wanted)


def _utc(moment: str) -> datetime:
    return datetime.fromisoformat(f"{moment}+00:00")
