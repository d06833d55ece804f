"""The whole time door in one hand: what falls due next, and doing all of it until it is quiet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from scheduler.courier import Courier
from scheduler.planner import Planner
from scheduler.worker import Worker
from services import deliveries, tasks
from services.desk import Desk

_MOST_ROUNDS = 100
"""Rounds after which something must be making work for itself."""

_LONGEST_PAUSE = 60.0
"""Seconds of quiet that are worth waiting for in person."""


class NeverQuietError(RuntimeError):
    """A plan, a task or a delivery makes new work at the same moment without end."""


@dataclass(frozen=True)
class Settled:
    """How much was done until it was quiet."""

    plans: int = 0
    deliveries: int = 0
    tasks: int = 0


class Clockwork:
    """Used where time is moved by hand: tests, and the practice workspace."""

    def __init__(
        self,
        desk: Desk,
        planner: Planner,
        courier: Courier,
        worker: Worker,
        sleep: Callable[[float], object],
    ) -> None:
        self._desk = desk
        self._planner = planner
        self._courier = courier
        self._worker = worker
        self._sleep = sleep

    def next_due(self) -> datetime | None:
        """The earliest moment at which anything is to be done, past ones too; None: nothing."""
        found = []
        for workspace in self._desk.workspaces():
            with self._desk.open_look_in(workspace.id) as look:
                found += [self._planner.next_due(look), deliveries.next_due(look)]
                found += [tasks.next_due(look)]
        return min((moment for moment in found if moment is not None), default=None)

    def settle(self) -> Settled:
        """Plan, deliver and work until nothing more is due at this moment.

        A short pause that Slack asked for is waited for in real time; what has to wait longer stays
        due. Raises NeverQuietError.
        """
        done = Settled()
        for _ in range(_MOST_ROUNDS):
            round_ = Settled(self._planner.plan(), self._deliver_all(), self._work_all())
            if round_ == Settled():
                return done
            done = Settled(
                done.plans + round_.plans,
                done.deliveries + round_.deliveries,
                done.tasks + round_.tasks,
            )
        raise NeverQuietError

    def _deliver_all(self) -> int:
        delivered = 0
        for _ in range(_MOST_ROUNDS * _MOST_ROUNDS):
            quiet = self._courier.quiet_for()
            if 0 < quiet <= _LONGEST_PAUSE:
                self._sleep(quiet)
            some = self._courier.deliver_due()
            if not some:
                return delivered
            delivered += some
        raise NeverQuietError

    def _work_all(self) -> int:
        worked = 0
        for _ in range(_MOST_ROUNDS):
            some = self._worker.work_due()
            if not some:
                return worked
            worked += some
        raise NeverQuietError
