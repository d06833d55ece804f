"""What did not arrive, and how the queue stands: counts for machines, rows for whoever settles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from program.delivery import DeliveryClass, DeliveryState, Failure, Method
from program.task import TaskState

PULSE = "pulse."
"""Kinds of the anonymous pulse begin so: nobody sees more of them than how many there are."""

OPEN_STATES = (
    DeliveryState.DUE,
    DeliveryState.HELD,
    DeliveryState.CLAIMED,
    DeliveryState.UNKNOWN,
    DeliveryState.FAILED,
)
"""Where something is still to be done about a delivery, by the courier or by a person."""


@dataclass(frozen=True)
class Overview:
    """How the queue of one workspace stands at a moment, in counts that can name nobody."""

    deliveries: Mapping[tuple[DeliveryState, DeliveryClass], int] = field(default_factory=dict)
    """Of `OPEN_STATES` only; what is sent or dropped is over. What is not there is 0."""
    oldest_due: Mapping[DeliveryClass, datetime] = field(default_factory=dict)
    """Since when the oldest waits whose moment has come; classes without one are left out."""
    failed: Mapping[Failure, int] = field(default_factory=dict)
    doubtful: int = 0
    """Not known whether they arrived, and Slack is not asked any more: for a person to settle."""
    tasks: Mapping[TaskState, int] = field(default_factory=dict)
    """Waiting, running and given up; what is done is over."""
    oldest_task: datetime | None = None
    """Since when the oldest task waits whose moment has come."""

    def in_state(self, state: DeliveryState) -> int:
        """How many deliveries of every class are in a state."""
        return sum(count for (found, _), count in self.deliveries.items() if found is state)

    @property
    def given_up(self) -> int:
        """Tasks that will not be tried again."""
        return self.tasks.get(TaskState.FAILED, 0)


@dataclass(frozen=True)
class OpenDelivery:
    """One delivery that is not over, as whoever settles it sees it: never what it says."""

    id: str
    kind: str
    state: DeliveryState
    cls: DeliveryClass
    method: Method
    recipient: str | None
    """Person id; None for a post in a channel."""
    queued_at: datetime
    look_at: datetime | None
    """When the courier looks at it next; None: never again by itself."""
    attempts: int
    reason: str | None

    @property
    def is_asked_about(self) -> bool:
        """Slack is asked about it at its next moment: nobody has to do anything."""
        return self.state is DeliveryState.UNKNOWN and self.look_at is not None

    @property
    def is_doubtful(self) -> bool:
        """It may have arrived, and Slack cannot say."""
        return self.state is DeliveryState.UNKNOWN and self.look_at is None


@dataclass(frozen=True)
class OpenTask:
    """A piece of long work that waits, runs, or was given up."""

    id: str
    kind: str
    state: TaskState
    asked_by: str | None
    queued_at: datetime
    look_at: datetime | None
    attempts: int
    reason: str | None
