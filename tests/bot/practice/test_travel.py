"""Moving the practice clock: from one due moment to the next, and never back."""

import threading
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.practice.travel import AGAIN_AFTER, OUT_OF_REACH, Traveller, target_of
from tests.kit.sandbox import eventually

MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class FakeControl:
    """Hands out wishes, and keeps what the page was told of the clock."""

    def __init__(self, *wishes: dict[str, Any]) -> None:
        self.waiting = deque(wishes)
        self.toasts: list[tuple[str, str]] = []

    def toast(self, text: str, *, level: str = "info") -> None:
        self.toasts.append((text, level))

    def wishes(self, wait: float) -> list[dict[str, Any]]:
        return [self.waiting.popleft()] if self.waiting else []


class FakeClock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.stops: list[tuple[datetime, str, bool]] = []

    def __call__(self) -> datetime:
        return self.now

    def set(
        self, moment: datetime, *, label: str = "", line: str = "", moving: bool = False
    ) -> None:
        assert moment >= self.now
        self.now = moment
        self.stops.append((moment, line, moving))


class Town:
    """Moments at which something falls due; settling does what is due."""

    def __init__(self, clock: FakeClock, *due: datetime) -> None:
        self.clock = clock
        self.due = sorted(due)
        self.done: list[datetime] = []

    def next_due(self) -> datetime | None:
        return self.due[0] if self.due else None

    def settle(self) -> int:
        ready = [moment for moment in self.due if moment <= self.clock.now]
        self.due = [moment for moment in self.due if moment > self.clock.now]
        self.done += [self.clock.now] * len(ready)
        return len(ready)


def traveller(control: FakeControl, clock: FakeClock, town: Town) -> Traveller:
    return Traveller(
        control,  # type: ignore[arg-type]
        clock,  # type: ignore[arg-type]
        zone="Europe/London",
        next_due=town.next_due,
        settle=town.settle,
    )


def test_each_due_moment_is_stopped_at_in_its_order() -> None:
    clock = FakeClock(MONDAY)
    town = Town(clock, MONDAY + 2 * HOUR, MONDAY + HOUR, MONDAY + 50 * HOUR)
    sent = traveller(FakeControl(), clock, town).go(MONDAY + 10 * HOUR)
    assert sent == 2
    assert town.done == [MONDAY + HOUR, MONDAY + 2 * HOUR]
    assert clock.now == MONDAY + 10 * HOUR
    assert town.due == [MONDAY + 50 * HOUR]


def test_the_page_is_told_how_far_it_is_and_that_it_has_arrived() -> None:
    clock = FakeClock(MONDAY)
    traveller(FakeControl(), clock, Town(clock, MONDAY + HOUR)).go(MONDAY + 2 * HOUR)
    assert [(line, moving) for _, line, moving in clock.stops] == [
        ("Mon 9 Mar, 10:00: no messages yet", True),
        ("Mon 9 Mar, 11:00: 1 message sent", True),
        ("", False),
    ]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"to": (MONDAY + 2 * HOUR).timestamp()}, "It is Mon 9 Mar, 11:00: 1 message sent."),
        ({"to": (MONDAY + HOUR / 2).timestamp()}, "It is Mon 9 Mar, 09:30: no messages sent."),
        ({"to": (MONDAY - HOUR).timestamp()}, OUT_OF_REACH),
    ],
    ids=["something was due", "nothing was due", "the past"],
)
def test_a_wish_ends_with_a_sentence_on_the_page(wish: dict[str, Any], told: str) -> None:
    clock = FakeClock(MONDAY)
    control = FakeControl({"type": "clock", **wish})
    travelling = traveller(control, clock, Town(clock, MONDAY + HOUR))
    listening = threading.Thread(target=travelling.listen)
    listening.start()
    eventually(lambda: control.toasts, what="a toast")
    travelling.stop()
    listening.join()
    assert [text for text, _ in control.toasts] == [told]


def test_what_cannot_go_now_does_not_stop_the_clock() -> None:
    clock = FakeClock(MONDAY)

    class Stuck(Town):
        def settle(self) -> int:
            return 0

    traveller(FakeControl(), clock, Stuck(clock, MONDAY)).go(MONDAY + HOUR)
    steps = [moment - MONDAY for moment, _, moving in clock.stops if moving]
    assert steps == [AGAIN_AFTER * number for number in range(1, 5)]


def test_stop_ends_the_journey_where_it_is() -> None:
    clock = FakeClock(MONDAY)
    town = Town(clock, *(MONDAY + HOUR * number for number in range(1, 9)))
    control = FakeControl({"type": "clock", "stop": True})
    traveller(control, clock, town).go(MONDAY + 9 * HOUR)
    assert clock.now == MONDAY
    assert town.done == []


@pytest.mark.parametrize(
    ("now", "arrives"),
    [
        (MONDAY, MONDAY + 24 * HOUR),
        (datetime(2026, 3, 13, 18, 0, tzinfo=UTC), datetime(2026, 3, 16, 9, 0, tzinfo=UTC)),
        (datetime(2026, 3, 27, 12, 0, tzinfo=UTC), datetime(2026, 3, 30, 8, 0, tzinfo=UTC)),
    ],
    ids=["the next day", "after a weekend", "after the clocks went forward"],
)
def test_next_morning_is_nine_on_a_working_day_there(now: datetime, arrives: datetime) -> None:
    assert target_of({"button": "next_morning"}, now, "Europe/London") == arrives


def test_in_a_week_is_the_same_hour_on_the_wall() -> None:
    before = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)
    assert target_of({"button": "in_a_week"}, before, "Europe/London") == datetime(
        2026, 4, 3, 11, 0, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "wish",
    [
        {"to": (MONDAY - HOUR).timestamp()},
        {"to": MONDAY.timestamp()},
        {"to": (MONDAY + timedelta(days=2000)).timestamp()},
        {"button": "yesterday"},
        {},
    ],
    ids=["the past", "now", "beyond any program", "an unknown button", "nothing"],
)
def test_what_cannot_be_reached_is_left_alone(wish: dict[str, Any]) -> None:
    assert target_of(wish, MONDAY, "Europe/London") is None


def test_a_date_is_gone_to() -> None:
    wish = {"to": (MONDAY + 30 * HOUR).timestamp()}
    assert target_of(wish, MONDAY, "Europe/London") == MONDAY + 30 * HOUR
