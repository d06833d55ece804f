"""What people wrote can neither mention nor link; days never shift, moments always do."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.said import clock_time, counted, day, local_day, named, said
from program.person import Person

NINE = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@given(st.text())
def test_nothing_said_can_mention_link_or_notify(text: str) -> None:
    shown = said(text)

    assert "<" not in shown
    assert ">" not in shown
    assert not re.search(r"&(?!amp;|lt;|gt;)", shown)


def test_a_name_that_is_a_mention_is_only_a_name() -> None:
    assert said("<!channel>") == "&lt;!channel&gt;"


def test_a_day_is_short_and_names_its_year_only_when_it_is_another() -> None:
    assert day(date(2026, 3, 3)) == "Tue 3 Mar"
    assert day(date(2026, 3, 3), today=date(2026, 1, 1)) == "Tue 3 Mar"
    assert day(date(2027, 3, 3), today=date(2026, 1, 1)) == "Wed 3 Mar 2027"


def test_the_day_of_a_moment_is_the_readers_own() -> None:
    late = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)

    assert local_day(late, "Asia/Tokyo") == "Wed 4 Mar"
    assert local_day(late, "America/New_York") == "Tue 3 Mar"


def test_the_time_of_a_moment_is_the_readers_own() -> None:
    assert clock_time(NINE, "Europe/Berlin") == "10:00"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "no mentees"), (1, "1 mentee"), (2, "2 mentees"), (2000, "2,000 mentees")],
)
def test_one_function_makes_plurals(number: int, shown: str) -> None:
    assert counted(number, "mentee", "mentees") == shown


def test_names_of_other_scripts_turn_nothing_round() -> None:
    assert named(Person("1", "U1", "Ann")) == "Ann"
    assert named(Person("1", "U1", "שרה")) == "\u2068שרה\u2069"
