"""A tick of the planner goes on until nothing is due, and ends whatever a plan does."""

from dataclasses import dataclass, field
from datetime import datetime

from program.delivery import Delivery
from program.outcome import Outcome
from program.task import Task
from scheduler.planner import MOST_ROUNDS, Plan, Planner
from services.desk import Look, Work
from tests.scheduler.house import PRIVATE, TimeHouse


@dataclass
class Pile:
    """So much is due at once, and one round does only a part of it."""

    left: int
    a_round: int = 10
    done: list[int] = field(default_factory=list)

    def plan(self) -> Plan:
        return Plan("pile", self._next_due, self._run)

    def _next_due(self, look: Look) -> datetime | None:
        return look.now if self.left else None

    def _run(self, _: Work) -> None:
        some = min(self.left, self.a_round)
        self.left -= some
        self.done.append(some)


def never_moves_on() -> Plan:
    return Plan("stuck", lambda look: look.now, lambda _: None)


def breaks() -> Plan:
    def run(_: Work) -> None:
        raise ZeroDivisionError(PRIVATE)

    return Plan("broken", lambda look: look.now, run)


@dataclass
class Watching:
    """A witness that keeps what the planner tells."""

    ran: list[int] = field(default_factory=list)

    def carried(self, delivery: Delivery, outcome: Outcome) -> None: ...

    def refused_for_speed(self, workspace_id: str, method: str) -> None: ...

    def planned(self, ran: int, seconds: float) -> None:
        assert seconds >= 0
        self.ran.append(ran)

    def worked(self, task: Task, outcome: str) -> None: ...


def test_a_tick_does_all_that_is_due_in_several_rounds(house: TimeHouse) -> None:
    pile, watching = Pile(left=95), Watching()
    planner = Planner(house.desk, [pile.plan()], watching)
    assert planner.tick() == 10
    assert pile.done == [10] * 9 + [5]
    assert planner.tick() == 0
    assert watching.ran == [10, 0]


def test_a_plan_that_never_moves_on_ends_the_tick_all_the_same(house: TimeHouse) -> None:
    assert Planner(house.desk, [never_moves_on()]).tick() == MOST_ROUNDS


def test_a_plan_that_breaks_does_not_stop_the_others(house: TimeHouse) -> None:
    pile = Pile(left=25)
    assert Planner(house.desk, [breaks(), pile.plan()]).tick() == 3
    assert pile.left == 0


def test_asked_to_finish_up_it_leaves_the_rest_due(house: TimeHouse) -> None:
    pile = Pile(left=25)
    planner = Planner(house.desk, [pile.plan()])
    planner.finish_up()
    assert planner.tick() == 0
    assert pile.left == 25
