"""How fast a lane goes: the arithmetic, without a clock."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from program.speed import Speed, at_full_speed

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)
A_MINUTE = timedelta(minutes=1)


def test_a_fresh_lane_gives_a_seconds_worth() -> None:
    speed = at_full_speed(NOW, 5.0)

    moments, rest = speed.take(speed.places(NOW, SECOND))

    assert [(one - NOW).total_seconds() for one in moments] == [0.0, 0.2, 0.4, 0.6, 0.8]
    assert rest.places(NOW, SECOND) == 0


def test_what_was_not_used_does_not_add_up() -> None:
    rested = at_full_speed(NOW, 5.0).right_for(NOW + A_MINUTE, 5.0, SECOND)

    assert rested.places(NOW + A_MINUTE, SECOND) == 5


def test_what_is_given_back_is_given_out_again() -> None:
    _, rest = at_full_speed(NOW, 5.0).take(5)

    assert rest.give_back(3).places(NOW, SECOND) == 3


def test_a_refusal_pauses_and_slows_and_minutes_win_it_back() -> None:
    slowed = at_full_speed(NOW, 5.0).slowed(NOW, 30 * SECOND, 5.0)

    assert slowed.places(NOW + 29 * SECOND, SECOND) == 0
    after = NOW + 30 * SECOND
    assert slowed.right_for(after, 5.0, SECOND).a_second == 3.5
    assert slowed.right_for(after + A_MINUTE, 5.0, SECOND).a_second == 4.0
    assert slowed.right_for(after + 10 * A_MINUTE, 5.0, SECOND).a_second == 5.0


def test_a_storm_of_refusals_slows_once() -> None:
    speed = at_full_speed(NOW, 5.0)
    for _ in range(20):
        speed = speed.slowed(NOW, 30 * SECOND, 5.0)

    assert speed.a_second == 3.5


def test_no_refusal_brings_it_to_a_halt() -> None:
    speed, now = at_full_speed(NOW, 5.0), NOW
    for _ in range(50):
        speed = speed.slowed(now, SECOND, 5.0)
        now += 2 * SECOND

    assert speed.a_second >= 0.5


def test_a_clock_set_back_by_a_week_pauses_nothing() -> None:
    speed = at_full_speed(NOW, 5.0).take(5)[1].slowed(NOW, 30 * SECOND, 5.0)
    before = NOW - timedelta(days=7)

    assert speed.right_for(before, 5.0, SECOND).places(before, SECOND) > 0


@given(
    steps=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 30)), max_size=60),
    a_second=st.sampled_from([0.5, 0.83, 5.0, 20.0]),
)
def test_however_it_is_asked_no_second_holds_more_than_its_share(
    steps: list[tuple[int, int]], a_second: float
) -> None:
    """Any number of couriers, at any moments, for any number of places."""
    speed, now = at_full_speed(NOW, a_second), NOW
    given_out: list[datetime] = []
    for milliseconds, wanted in steps:
        now += timedelta(milliseconds=milliseconds)
        speed = speed.right_for(now, a_second, SECOND)
        moments, speed = speed.take(min(wanted, speed.places(now, SECOND)))
        given_out += moments

    gaps = [later - earlier for earlier, later in itertools.pairwise(given_out)]
    apart = timedelta(seconds=1 / a_second) - timedelta(milliseconds=1)
    assert all(gap >= apart for gap in gaps)


@given(a_second=st.floats(0.05, 20), behind=st.floats(0, 3))
def test_every_place_begins_within_the_window(a_second: float, behind: float) -> None:
    speed = Speed(free_at=NOW + timedelta(seconds=behind), a_second=a_second, since=NOW)

    moments, _ = speed.take(speed.places(NOW, SECOND))

    assert all(one < NOW + SECOND for one in moments)
