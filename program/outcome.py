"""What can become of one attempt to deliver something: exactly one of these is written down."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Delivered:
    """Slack has it. A home page has neither channel nor ts."""

    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True)
class HeldBack:
    """Not tried: hours, budget, or Slack asked for a pause. No attempt is counted."""

    until: datetime
    reason: str


@dataclass(frozen=True)
class TryLater:
    """Tried, and certainly not sent; an attempt is counted."""

    at: datetime
    reason: str


@dataclass(frozen=True)
class NotSure:
    """Slack may have it. Without a moment to ask again at, it is for the operator to look."""

    again_at: datetime | None
    reason: str


@dataclass(frozen=True)
class NotThere:
    """Slack was asked, and does not have it from an earlier attempt: it may be sent."""


@dataclass(frozen=True)
class Undelivered:
    """Will never arrive; `reason` is Slack's code or ours."""

    reason: str


@dataclass(frozen=True)
class NotNeeded:
    """No longer wanted, or its moment has passed."""

    reason: str


@dataclass(frozen=True)
class HandedBack:
    """Claimed and not begun: the next courier takes it."""


Outcome = (
    Delivered | HeldBack | TryLater | NotSure | NotThere | Undelivered | NotNeeded | HandedBack
)
