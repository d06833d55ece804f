"""A way in to the bot, as the house opens and closes it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class DoorState:
    """How a door is: whether something can come in, and the seconds since it last gave a sign."""

    name: str
    connected: bool
    quiet_for: float | None = None


class Door(Protocol):
    """A way in that is opened at the start and closed first: a socket to Slack, a web server."""

    def connect(self) -> None:
        """Open it; returns once something can come in."""

    def hang_up(self) -> None:
        """Take nothing new, let what is in hand be answered, then close."""

    def state(self) -> DoorState:
        """How it is at this moment."""
