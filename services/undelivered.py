"""What did not arrive: how the queue stands, what a person has to settle, and settling it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from program.delivery import DeliveryState, Failure, failure_of
from program.permissions import Act, may_somewhere, require
from program.person import Person
from program.refusal import Refusal
from program.task import TaskState
from program.undelivered import OPEN_STATES, OpenDelivery, OpenTask, Overview
from services.desk import Look, Work
from store import delivery_overview as kept
from store import delivery_settling as settling
from store import people as kept_people
from store import tasks as task_rows

ARRIVED = "arrived"
AGAIN = "again"
DROPPED = "dropped"

_ON_ITS_WAY = frozenset(
    {DeliveryState.DUE, DeliveryState.HELD, DeliveryState.CLAIMED, DeliveryState.SENT}
)
_AFTER = {
    ARRIVED: frozenset({DeliveryState.SENT}),
    AGAIN: _ON_ITS_WAY,
    DROPPED: frozenset({DeliveryState.DROPPED}),
}
"""Where a delivery stands once this was done: doing it again is quiet there."""
_TASK_AFTER = {
    AGAIN: frozenset({TaskState.WAITING, TaskState.RUNNING, TaskState.DONE}),
    DROPPED: frozenset({TaskState.DROPPED}),
}


@dataclass(frozen=True)
class Stuck:
    """One delivery that is not over, and whom it is for."""

    delivery: OpenDelivery
    to: Person | None
    """None: a post in a channel, or somebody who is not known any more."""

    @property
    def failure(self) -> Failure:
        """Why it did not arrive; an account that was closed since then goes before all else."""
        if self.to is not None and self.to.deactivated:
            return Failure.ACCOUNT_CLOSED
        return failure_of(self.delivery.reason or "")


@dataclass(frozen=True)
class StuckTask:
    """Long work that was given up, and who asked for it."""

    task: OpenTask
    asked_by: Person | None
    """None: the house itself, or somebody who is not known any more."""


def overview(look: Look) -> Overview:
    """How the queue stands at this moment, in counts. Raises Refusal `permissions.*`."""
    _ask(look, Act.DELIVERIES_READ)
    return kept.overview(look.session)


def waiting(look: Look) -> tuple[Stuck, ...]:
    """What nothing more happens to unless somebody settles it, the longest queued first.

    Deliveries of the pulse are never among them.
    """
    _ask(look, Act.DELIVERIES_READ)
    return _with_people(look, kept.for_a_person(look.session))


def in_states(
    look: Look, states: Collection[DeliveryState] = OPEN_STATES
) -> tuple[OpenDelivery, ...]:
    """Every delivery in one of these states, without those of the pulse."""
    _ask(look, Act.DELIVERIES_READ)
    return kept.deliveries(look.session, states)


def pulse_counts(look: Look) -> dict[DeliveryState, int]:
    """How many deliveries of the pulse are in each open state: all that is shown of them."""
    _ask(look, Act.DELIVERIES_READ)
    return {state: kept.pulse_count(look.session, state) for state in OPEN_STATES}


def tasks(look: Look, states: Collection[TaskState]) -> tuple[OpenTask, ...]:
    """Long work in these states, the longest queued first."""
    _ask(look, Act.DELIVERIES_READ)
    return kept.tasks(look.session, states)


def given_up(look: Look) -> tuple[StuckTask, ...]:
    """Long work that is not tried again unless somebody says so."""
    found = tasks(look, [TaskState.FAILED])
    known = kept_people.by_ids(look.session, {one.asked_by for one in found if one.asked_by})
    return tuple(StuckTask(one, known.get(one.asked_by or "")) for one in found)


def arrived(work: Work, delivery_id: str) -> None:
    """Somebody saw that it is there. Raises Refusal `undelivered.*` where it moved on meanwhile."""
    _settle(work, delivery_id, ARRIVED, settling.settle_sent)


def send_again(work: Work, delivery_id: str) -> None:
    """Send it once more, whether or not it arrived. Raises Refusal `undelivered.*`."""
    _settle(work, delivery_id, AGAIN, settling.settle_again)


def drop(work: Work, delivery_id: str) -> None:
    """Let it go. Raises Refusal `undelivered.*` where it moved on meanwhile."""
    _settle(work, delivery_id, DROPPED, settling.settle_dropped)


def task_again(work: Work, task_id: str) -> None:
    """Take up once more what was given up. Raises Refusal `undelivered.*`."""
    _settle_task(work, task_id, AGAIN, task_rows.settle_again)


def drop_task(work: Work, task_id: str) -> None:
    """Let go of what was given up. Raises Refusal `undelivered.*`."""
    _settle_task(work, task_id, DROPPED, task_rows.settle_dropped)


def _ask(look: Look, act: Act) -> None:
    """Any program manager may: a message belongs to a person, not to one program."""
    if not may_somewhere(look.actor, act):
        require(look.actor, act)


def _settle(work: Work, delivery_id: str, outcome: str, write: Callable[..., bool]) -> None:
    _ask(work, Act.DELIVERIES_SETTLE)
    found = kept.one(work.session, delivery_id)
    if found is None:
        raise Refusal("undelivered.gone")
    if outcome == AGAIN and found.is_asked_about:
        return
    if write(work.session, delivery_id):
        work.note("delivery.settled", about=f"delivery:{delivery_id}", outcome=outcome)
    elif found.state not in _AFTER[outcome]:
        raise Refusal("undelivered.moved_on", state=found.state)


def _settle_task(work: Work, task_id: str, outcome: str, write: Callable[..., bool]) -> None:
    _ask(work, Act.DELIVERIES_SETTLE)
    found = kept.one_task(work.session, task_id)
    if found is None:
        raise Refusal("undelivered.gone")
    if write(work.session, task_id):
        work.note("task.settled", about=f"task:{task_id}", outcome=outcome)
    elif found.state not in _TASK_AFTER[outcome]:
        raise Refusal("undelivered.task_moved_on", state=found.state)


def _with_people(look: Look, found: Collection[OpenDelivery]) -> tuple[Stuck, ...]:
    known = kept_people.by_ids(look.session, {one.recipient for one in found if one.recipient})
    return tuple(Stuck(one, known.get(one.recipient or "")) for one in found)
