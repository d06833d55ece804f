"""The planner: looks at what the rules make due by now and lets them queue it."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.traces import trace_of
from scheduler.witness import Unwatched, Witness
from services.desk import Desk, Look, Work

_LOG = logging.getLogger(__name__)

MOST_ROUNDS = 200
"""Rounds of one tick. Each round is some short transactions, so that presses get in between."""


@dataclass(frozen=True)
class Plan:
    """A rule with a rhythm. `run` queues under unique keys, so that planning twice changes nothing.

    `next_due` answers the earliest moment at which `run` has something to do, by index, and moves
    on once it has run; None when nothing is to come.
    """

    name: str
    next_due: Callable[[Look], datetime | None]
    run: Callable[[Work], None]


class Planner:
    """Runs the plans that are due, each in a transaction of its own per workspace."""

    def __init__(
        self,
        desk: Desk,
        plans: Sequence[Plan],
        witness: Witness | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk = desk
        self._plans = tuple(plans)
        self._witness = witness or Unwatched()
        self._monotonic = monotonic
        self._stopping = threading.Event()

    def tick(self) -> int:
        """Plan until nothing more is due, as far as one tick goes; how many plans ran."""
        began, ran = self._monotonic(), 0
        for _ in range(MOST_ROUNDS):
            some = 0 if self._stopping.is_set() else self.plan()
            ran += some
            if not some:
                break
        self._witness.planned(ran, self._monotonic() - began)
        return ran

    def finish_up(self) -> None:
        """End the running tick after the plan in hand; what is due stays due."""
        self._stopping.set()

    def plan(self) -> int:
        """Run every plan that is due in every workspace; how many ran."""
        return sum(
            self._run(one.id, plan)
            for one in self._desk.workspaces()
            for plan in self._due_in(one.id)
        )

    def next_due(self, look: Look) -> datetime | None:
        """The earliest moment at which a plan of this workspace has something to do."""
        moments = (plan.next_due(look) for plan in self._plans)
        return min((moment for moment in moments if moment is not None), default=None)

    def _due_in(self, workspace_id: str) -> list[Plan]:
        """The plans that have something to do, as one transaction sees it."""
        with self._desk.open_look_in(workspace_id) as look:
            return [plan for plan in self._plans if _is_due(plan, look)]

    def _run(self, workspace_id: str, plan: Plan) -> int:
        try:
            with self._desk.open_work_in(workspace_id) as work:
                plan.run(work)
        except Exception as error:  # noqa: BLE001  one rule must not stop the others
            named = {"workspace": workspace_id}
            _LOG.error("The plan %s raised %s", plan.name, trace_of(error), extra=named)
            return 0
        return 1


def _is_due(plan: Plan, look: Look) -> bool:
    try:
        due = plan.next_due(look)
    except Exception as error:  # noqa: BLE001  one rule must not stop the others
        named = {"workspace": look.workspace.id}
        _LOG.error("The plan %s raised %s", plan.name, trace_of(error), extra=named)
        return False
    return due is not None and due <= look.now
