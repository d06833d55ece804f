"""How fast Slack may be spoken to: one lane for each method, kept as figures without a clock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from program.delivery import Delivery, Method


class Lane(StrEnum):
    """Slack limits each method of a workspace by itself; a lane is one of them."""

    POST = "chat.postMessage"
    UPDATE = "chat.update"
    PUBLISH = "views.publish"
    UPLOAD = "files.upload"
    """The steps of an upload, taken as one."""
    ASK = "conversations.history"
    """Asking whether a message is there already, with `conversations.open` before it."""


def lane_of(delivery: Delivery) -> Lane:
    """Which method its next step needs."""
    if delivery.ts is not None:
        return Lane.UPDATE
    if delivery.method is Method.PUBLISH:
        return Lane.PUBLISH
    if delivery.in_doubt and delivery.method.may_be_asked_about:
        return Lane.ASK
    return Lane.UPLOAD if delivery.method is Method.UPLOAD else Lane.POST


A_MINUTE: Mapping[Lane, float] = {
    Lane.UPDATE: 50,
    Lane.PUBLISH: 100,
    Lane.UPLOAD: 20,
    Lane.ASK: 30,
}
"""Slack's tiers. Uploads and asking share `conversations.open`, which has 50."""

SLOWED_BY = 0.7
"""What is left of the speed after Slack said that it is too much."""
SLOWEST = 0.1
"""Part of the ceiling below which no refusal brings the speed."""
WON_BACK_A_MINUTE = 0.1
"""Part of the ceiling that is won back for each minute without a refusal."""
LONGEST_PAUSE = timedelta(hours=1)
"""A pause beyond it was written by a clock that was wrong."""


@dataclass(frozen=True)
class Speed:
    """How fast one lane of one workspace goes, and what was given out of it so far."""

    free_at: datetime
    """When the next call may be made."""
    a_second: float
    """Calls a second, since then."""
    since: datetime
    paused_until: datetime | None = None
    given: int = 0
    """How many calls were given out."""

    def is_paused(self, now: datetime) -> bool:
        """Did Slack ask for a pause that is not over?"""
        until = self.paused_until
        return until is not None and now < until <= now + LONGEST_PAUSE

    def right_for(self, now: datetime, ceiling: float, window: timedelta) -> "Speed":
        """As it stands now: some of the speed won back, and a clock that was set back mended."""
        furthest = now + 2 * window + timedelta(seconds=2 / self.a_second)
        free_at = self.free_at if self.free_at <= furthest else now
        minutes = max(int((now - self.since).total_seconds() // 60), 0)
        won = min(ceiling, self.a_second + WON_BACK_A_MINUTE * ceiling * minutes)
        since = (
            self.since + timedelta(minutes=minutes) if self.since <= now + LONGEST_PAUSE else now
        )
        return replace(self, free_at=max(free_at, now), a_second=won, since=since)

    def places(self, now: datetime, window: timedelta) -> int:
        """How many calls may begin between now and the end of the window."""
        if self.is_paused(now):
            return 0
        left = (now + window - self.free_at).total_seconds()
        return max(-int(-left * self.a_second // 1), 0)

    def take(self, count: int) -> tuple[list[datetime], "Speed"]:
        """The moments of so many calls, one after the other, and what remains."""
        apart = timedelta(seconds=1 / self.a_second)
        moments = [self.free_at + apart * number for number in range(count)]
        rest = replace(self, free_at=self.free_at + apart * count, given=self.given + count)
        return moments, rest

    def give_back(self, count: int) -> "Speed":
        """So many calls were not needed after all."""
        earlier = self.free_at - timedelta(seconds=count / self.a_second)
        return replace(self, free_at=earlier, given=max(self.given - count, 0))

    def slowed(self, now: datetime, pause: timedelta, ceiling: float) -> "Speed":
        """Slack said that it was too fast. Of several refusals at once one alone slows."""
        until = now + min(pause, LONGEST_PAUSE)
        if self.is_paused(now):
            return replace(self, paused_until=max(until, self.paused_until or until))
        slower = max(self.a_second * SLOWED_BY, ceiling * SLOWEST)
        return replace(self, paused_until=until, a_second=slower, since=until)


def at_full_speed(now: datetime, ceiling: float) -> Speed:
    """A lane that nobody used yet."""
    return Speed(free_at=now, a_second=ceiling, since=now)
