"""What the tests of the time door drive: queue something, let time pass, look what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from program.delivery import (
    Delivery,
    DeliveryClass,
    DeliveryState,
    File,
    Method,
    NewDelivery,
    Rendered,
)
from program.person import SlackPerson
from program.refusal import Refusal
from program.task import NewTask, TaskState
from scheduler.clockwork import Clockwork
from scheduler.courier import Courier
from scheduler.kinds import Kinds
from scheduler.pace import Pace
from scheduler.planner import Plan, Planner
from scheduler.slack import Call
from scheduler.worker import Worker
from services.deliveries import Message
from services.desk import Desk, Look
from services.tasks import TaskKind
from store import deliveries, delivery_outcomes, people, tasks
from store.delivery_tables import DeliveryRow
from store.store import Store
from store.tasks import TaskRow
from tests.kit.clock import FrozenClock
from tests.kit.slack import FakeSlack

MENTEE = "U0MENTEE"
MENTOR = "U0MENTOR"
PRIVATE = "a private sentence"
"""What somebody wrote, and what no log may hold."""


class Stopwatch:
    """Real time that passes only where somebody sleeps, and the clock with it."""

    def __init__(self, clock: FrozenClock | None = None) -> None:
        self.now = 1000.0
        self._clock = clock
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        if self._clock is not None:
            self._clock.move(seconds=seconds)


@dataclass
class Board:
    """What the made-up kinds answer: the tests write on it."""

    said: dict[str, str] = field(default_factory=dict)
    unwanted: set[str] = field(default_factory=set)
    nothing_to_say: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def message(self, name: str) -> Message:
        return Message(name, self._wanted, self._content, self._render)

    def _wanted(self, _: Look, delivery: Delivery) -> bool:
        return delivery.key not in self.unwanted

    def _content(self, _: Look, delivery: Delivery) -> str:
        if delivery.key in self.broken:
            raise ZeroDivisionError(PRIVATE)
        if delivery.key in self.nothing_to_say:
            raise Refusal("test.withdrawn")
        return self.said.get(delivery.key, delivery.key)

    def _render(self, content: str) -> Rendered:
        section = {"type": "section", "text": {"type": "mrkdwn", "text": content}}
        return Rendered(content, (section,), File("a.csv", "A sheet", b"a,b"))


class TimeHouse:
    """The time door over a real store."""

    def __init__(self, store: Store, clock: FrozenClock) -> None:
        self.store = store
        self.clock = clock
        self.slack = FakeSlack(clock)
        self.call: Call = self.slack
        self.desk = Desk(store, clock)
        self.board = Board()
        self.stopwatch = Stopwatch(clock)
        self.pace = Pace(self.stopwatch, self.stopwatch.sleep)
        self.workspace = self.enrol("T0ONE")
        self.mentee = self.person(MENTEE)

    def keep_the_pace(self, a_second: float = 5.0) -> None:
        """From here on Slack's limits are kept, in the stopwatch's time."""
        self.pace = Pace(self.stopwatch, self.stopwatch.sleep, a_second)

    def enrol(self, team: str) -> str:
        return self.store.enrol(
            team_id=team, enterprise_id=None, name=team, app_id="A0", bot_user_id="U0BOT"
        ).id

    def person(
        self,
        slack_user: str,
        *,
        zone: str = "UTC",
        deactivated: bool = False,
        workspace: str | None = None,
    ) -> str:
        with self.store.work(workspace or self.workspace) as session:
            said = SlackPerson(slack_user, "T0ONE", slack_user, zone=zone, deactivated=deactivated)
            people.keep(session, [said])
            known = people.by_slack_user(session, slack_user)
        assert known is not None
        return known.id

    def queue(
        self,
        key: str,
        cls: DeliveryClass = DeliveryClass.REPLY,
        *,
        to: str | None = None,
        method: Method = Method.POST,
        kind: str = "test.note",
        about: Mapping[str, str] | None = None,
        expires_at: datetime | None = None,
        channel: str | None = None,
        workspace: str | None = None,
    ) -> bool:
        new = NewDelivery(
            kind=kind,
            recipient=None if channel else to or self.mentee,
            about=about or {},
            cls=cls,
            key=key,
            method=method,
            expires_at=expires_at,
            channel=channel,
        )
        self.clock.move(microseconds=1)  # so that age tells one from the next
        with self.store.work(workspace or self.workspace) as session:
            return deliveries.queue(session, new)

    def courier(self, *kinds: str, senders: int = 1) -> Courier:
        """A new one, as after a start of the process."""
        messages = Kinds([self.board.message(name) for name in kinds or ("test.note",)])
        return Courier(self.desk, messages, lambda _: self.call, self.pace, senders=senders)

    def worker(self, *kinds: TaskKind) -> Worker:
        return Worker(self.desk, Kinds(kinds))

    def clockwork(self, plans: Sequence[Plan] = (), kinds: Sequence[TaskKind] = ()) -> Clockwork:
        planner = Planner(self.desk, plans)
        return Clockwork(
            self.desk, planner, self.courier(), self.worker(*kinds), self.stopwatch.sleep
        )

    def state(self, key: str) -> tuple[DeliveryState, str | None]:
        row = self.row(key)
        return DeliveryState(row.state), row.reason

    def row(self, key: str) -> DeliveryRow:
        with self.store.look(self.workspace) as session:
            return session.scalars(select(DeliveryRow).where(DeliveryRow.key == key)).one()

    def record_with(self, claim: str, key: str) -> bool:
        """What a courier of long ago would note now: that it failed."""
        row = self.row(key)
        with self.store.work(self.workspace) as session:
            return delivery_outcomes.record_failed(session, row.id, claim, reason="late")

    def retouch(self, about: str) -> None:
        with self.store.work(self.workspace) as session:
            deliveries.retouch(session, about)

    def enqueue(self, key: str, kind: str = "test.work") -> bool:
        with self.store.work(self.workspace) as session:
            return tasks.enqueue(session, NewTask(kind=kind, ids={"file": "F1"}, key=key))

    def task(self, key: str) -> tuple[TaskState, int, str | None]:
        with self.store.look(self.workspace) as session:
            row = session.scalars(select(TaskRow).where(TaskRow.key == key)).one()
        return TaskState(row.state), row.attempts, row.reason
