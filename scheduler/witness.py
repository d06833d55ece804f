"""Who watches the time door: told what became of things, in ids and figures, never in words."""

from typing import Protocol

from program.delivery import Delivery
from program.outcome import Outcome
from program.task import Task


class Witness(Protocol):
    """Called from several threads; returns at once and raises nothing."""

    def carried(self, delivery: Delivery, outcome: Outcome) -> None:
        """One attempt at a delivery came to this outcome."""

    def refused_for_speed(self, workspace_id: str, method: str) -> None:
        """Slack said that we call this method too fast."""

    def planned(self, ran: int, seconds: float) -> None:
        """The planner looked once; so many plans ran, and it took so long."""

    def worked(self, task: Task, outcome: str) -> None:
        """A task ended, was put off, or was given up: `done`, `later`, `given_up`, `put_down`."""


class Unwatched:
    """For tests and for moving time by hand."""

    def carried(self, delivery: Delivery, outcome: Outcome) -> None: ...

    def refused_for_speed(self, workspace_id: str, method: str) -> None: ...

    def planned(self, ran: int, seconds: float) -> None: ...

    def worked(self, task: Task, outcome: str) -> None: ...
