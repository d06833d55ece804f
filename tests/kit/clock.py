"""A clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday, ten o'clock."""


class FrozenClock:
    """Hand it in wherever a Clock is asked for."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta | None = None, **parts: float) -> datetime:
        """Moves on by a timedelta, or by its parts: `clock.move(hours=3)`."""
        self.now += by if by is not None else timedelta(**parts)
        return self.now

    def set(self, now: datetime) -> None:
        """Moves to a moment."""
        self.now = now
