"""Time travel: from one due moment to the next, each delivered in its turn, never a leap."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from bot.practice.clock import PracticeClock
from bot.practice.control import Control, ControlTrouble

MORNING = time(9, 0)
CLOCK_BUTTONS = (
    {"id": "next_morning", "label": "Next morning"},
    {"id": "in_a_week", "label": "In a week"},
)
AGAIN_AFTER = timedelta(minutes=15)
FURTHEST = timedelta(days=750)  # two years and a bit: longer than any program lasts
OUT_OF_REACH = "Practice time goes forward only, and two years at most."

log = structlog.get_logger(__name__)


def target_of(wish: dict[str, Any], now: datetime, zone: str) -> datetime | None:
    """The moment a wish asks for, or None where it asks for none that can be reached.

    A time that has passed cannot be reached: the clock never goes back.
    """
    local = now.astimezone(ZoneInfo(zone))
    if wish.get("button") == "next_morning":
        target = _morning_after(local)
    elif wish.get("button") == "in_a_week":
        target = local + timedelta(days=7)
    elif wish.get("to") is not None:
        target = datetime.fromtimestamp(float(wish["to"]), tz=UTC)
    else:
        return None
    target = target.astimezone(UTC)
    return target if now < target <= now + FURTHEST else None


def _morning_after(local: datetime) -> datetime:
    day = local.date() + timedelta(days=1)
    while day.isoweekday() > 5:  # a morning people work
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=local.tzinfo)


class Traveller:
    """Listens for wishes of who sits at the page, and moves the clock as they ask."""

    def __init__(
        self,
        control: Control,
        clock: PracticeClock,
        *,
        zone: str,
        next_due: Callable[[], datetime | None],
        settle: Callable[[], int],
    ) -> None:
        self._control = control
        self._clock = clock
        self._zone = zone
        self._next_due = next_due
        self._settle = settle
        self._ended = threading.Event()

    def stop(self) -> None:
        """End listening; a journey under way ends at its next step."""
        self._ended.set()

    def listen(self) -> None:
        """Carry out wishes until stopped. A sandbox that restarts is waited for."""
        while not self._ended.is_set():
            try:
                for wish in self._control.wishes(wait=5):
                    self._carry_out(wish)
            except ControlTrouble:
                self._ended.wait(1)

    def _carry_out(self, wish: dict[str, Any]) -> None:
        if wish.get("type") != "clock" or wish.get("stop"):
            return
        target = target_of(wish, self._clock(), self._zone)
        if target is None:
            self._control.toast(OUT_OF_REACH, level="warning")
            return
        sent = self.go(target)
        self._control.toast(f"It is {self._spoken(self._clock())}: {_messages(sent)}.")

    def go(self, target: datetime) -> int:
        """Step to `target`; answers how many messages went out on the way."""
        label = f"Going to {self._spoken(target)}"
        sent = self._settle()
        while not self._ended.is_set() and not self._stop_wished():
            due = self._next_step()
            step = min(target, due)
            line = f"{self._spoken(step)}: {_messages(sent, 'yet')}"
            self._clock.set(step, label=label, line=line, moving=True)
            if due <= target:
                sent += self._settle()
            if step >= target:
                break
        self._clock.set(self._clock())
        log.info("practice.travelled", sent=sent)
        return sent

    def _next_step(self) -> datetime:
        """The next due moment. What is due and did not go now is tried again a while later."""
        now, due = self._clock(), self._next_due()
        if due is None:
            return now + FURTHEST
        return due if due > now else now + AGAIN_AFTER

    def _stop_wished(self) -> bool:
        return any(wish.get("stop") for wish in self._control.wishes(wait=0))

    def _spoken(self, moment: datetime) -> str:
        return moment.astimezone(ZoneInfo(self._zone)).strftime("%a %-d %b, %H:%M")


def _messages(count: int, when_none: str = "sent") -> str:
    number = f"{count} message" if count == 1 else f"{count or 'no'} messages"
    return f"{number} {'sent' if count else when_none}"
