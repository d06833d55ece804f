"""Days as people type them."""

from datetime import date

import pytest

from program.typed_day import read_day

TODAY = date(2026, 11, 23)
"""A Monday."""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-14", date(2026, 12, 14)),
        ("until 2026-12-14", date(2026, 12, 14)),
        ("14 Dec", date(2026, 12, 14)),
        ("14th december", date(2026, 12, 14)),
        ("1 mar", date(2027, 3, 1)),
        ("29 feb", date(2028, 2, 29)),
        ("1 mar 2028", date(2028, 3, 1)),
        ("friday", date(2026, 11, 27)),
        ("until Mon", date(2026, 11, 30)),
        ("tomorrow", date(2026, 11, 24)),
        ("2w", date(2026, 12, 7)),
        ("in 10 days", date(2026, 12, 3)),
    ],
)
def test_a_day_ahead_is_understood(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("friday", date(2026, 11, 20)),
        ("monday", date(2026, 11, 16)),
        ("yesterday", date(2026, 11, 22)),
        ("20 dec", date(2025, 12, 20)),
        ("1w", date(2026, 11, 16)),
    ],
)
def test_a_day_behind_is_understood_where_one_is_asked_for(typed: str, day: date) -> None:
    assert read_day(typed, TODAY, ahead=False) == day


@pytest.mark.parametrize(
    "typed",
    ["", "3/4", "03/04/2027", "31 feb 2027", "2026-13-01", "soon", "mo", "99999w", "32 jan"],
)
def test_what_is_no_day_or_two_days_is_not_guessed(typed: str) -> None:
    assert read_day(typed, TODAY) is None
