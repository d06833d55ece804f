"""A workspace, a database and the lives of a bot between them; what was promised and what came."""

import json
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from program.delivery import DeliveryClass, DeliveryState, Method, NewDelivery
from program.person import SlackPerson
from services import people as known
from services import tasks
from services.carrying import LEASE
from services.desk import Desk
from store import audit_check, deliveries
from store.delivery_tables import DeliveryRow
from store.keys import Keyring
from store.store import Store
from store.tasks import TaskRow
from tests.chaos.feature import ANEW, KINDS
from tests.chaos.lives import Life, Nursery
from tests.chaos.orders import Order, TownClock
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import START
from tests.kit.house import workspace_seed
from tests.kit.pulse import vault_in
from tests.kit.sandbox import PagePerson, RunningSandbox, running_sandbox

Json = dict[str, Any]
PAST_THE_LEASE = max(LEASE, tasks.LEASE).total_seconds() + 60.0
AN_HOUR = 3600.0
_UNSETTLED = (DeliveryState.CLAIMED, DeliveryState.UNKNOWN)
NEWS = "C0NEWS"
ACCOUNT_PREFIX = "U0CROWD"


def crowd(number: int) -> list[SlackPerson]:
    """People beside the cast, so that not everybody waits for one conversation."""
    someone = cast.COLLEAGUE
    return [
        replace(
            someone,
            slack_user=f"{ACCOUNT_PREFIX}{n:02}",
            real_name=f"Crowd {n:02}",
            display_name=f"Crowd {n:02}",
            email=f"crowd{n:02}@example.com",
        )
        for n in range(number)
    ]


def waits_for_nobody(row: DeliveryRow) -> bool:
    """Whether it is to be sent at any hour, so that nothing but Slack may hold it up."""
    return row.cls == DeliveryClass.REPLY


@dataclass
class Town:
    """Lives are begun one after the other or side by side; the database is looked at from here."""

    sandbox: RunningSandbox
    store: Store
    stage: Stage
    clock: TownClock
    nursery: Nursery
    order: Order
    folder: Path
    people: list[SlackPerson]
    _numbers: Iterator[int] = field(default_factory=count)

    def queue(
        self, key: str, method: Method = Method.POST, *, to: SlackPerson | None = None
    ) -> str:
        """Owe somebody something under this key, which is also its text."""
        is_news = method is Method.CHANNEL_POST
        new = NewDelivery(
            kind=KINDS[method],
            recipient=None if is_news else self.stage.person_id(to or cast.COLLEAGUE),
            about={"thing": key},
            cls=DeliveryClass.REPLY,
            key=key,
            method=method,
            channel=NEWS if is_news else None,
        )
        with self.store.work(self.stage.workspace_id) as session:
            deliveries.queue(session, new)
        return key

    def retouch(self, key: str) -> None:
        """What was sent under this key is to be shown anew."""
        with self.store.work(self.stage.workspace_id) as session:
            deliveries.retouch(session, f"thing:{key}")

    def begin(self, **told: Any) -> Life:
        """A life of the bot, from now on."""
        log = str(self.folder / f"life-{next(self._numbers)}")
        return self.nursery.begin(replace(self.order, log=log, **told))

    def live(self, **told: Any) -> tuple[str, list[str]]:
        """A life of the bot, to its end: how it ended and which steps it reached."""
        life = self.begin(**told)
        return life.end(), life.steps()

    def let_pass(self, seconds: float = PAST_THE_LEASE) -> None:
        """For the bot and for Slack alike: claims run out."""
        self.clock.move(seconds)
        self.sandbox.set_clock(self.clock().timestamp())

    def settle(self, lives: int = 12) -> None:
        """One life after the other does what is due, until nothing is; hours pass between."""
        for _ in range(lives):
            self.let_pass()
            how, _steps = self.live()
            assert how == "ended"
            if not self.waiting():
                return
            self.let_pass(AN_HOUR)
        raise AssertionError(f"still waiting: {self.waiting()}")

    def waiting(self) -> list[tuple[str, str]]:
        """Deliveries that are due, in somebody's hands or in doubt, by key and state."""
        now = self.clock()
        return [
            (one.key, one.state)
            for one in self.rows()
            if one.look_at is not None
            and (one.look_at <= now or one.state in _UNSETTLED or waits_for_nobody(one))
        ]

    def rows(self) -> list[DeliveryRow]:
        """All deliveries."""
        with self.store.look(self.stage.workspace_id) as session:
            return list(session.scalars(select(DeliveryRow)))

    def tasks(self) -> dict[str, str]:
        """All long work, by key: where it stands."""
        with self.store.look(self.stage.workspace_id) as session:
            return {one.key: one.state for one in session.scalars(select(TaskRow))}

    def row(self, key: str) -> DeliveryRow:
        """The delivery of a key."""
        return next(one for one in self.rows() if one.key == key)

    def is_doubtful(self, key: str) -> bool:
        """Whether it stands before the operator as something nobody knows."""
        row = self.row(key)
        return row.state == DeliveryState.UNKNOWN and row.look_at is None

    def read(self, account: SlackPerson | None = None) -> list[Json]:
        """Every message in somebody's conversation with the bot, page by page."""
        where = self.person(account or cast.COLLEAGUE).dm()
        found: list[Json] = []
        asked: Json = {"channel": where, "limit": 200, "include_all_metadata": "true"}
        while True:
            query = urllib.parse.urlencode(asked)
            headers = {"Authorization": f"Bearer {self.sandbox.bot_token}"}
            answer = self.sandbox.http.get(f"/api/conversations.history?{query}", headers=headers)
            page: Json = json.loads(answer.content)
            assert page["ok"], page
            found += page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return found
            asked["cursor"] = cursor

    def copies(
        self, account: SlackPerson | None = None, channel: str | None = None
    ) -> Counter[str]:
        """How often each text was said there, by key."""
        whom = self.person(cast.COLLEAGUE)
        messages = whom.messages(channel) if channel else self.read(account)
        return Counter(one["text"].removesuffix(ANEW) for one in messages)

    def person(self, account: SlackPerson) -> PagePerson:
        """Somebody in front of Slack."""
        return self.sandbox.person(account.slack_user)

    def broken_chains(self) -> list[Any]:
        """What is wrong with the audit log: nothing."""
        return list(audit_check.verify(self.store))


@contextmanager
def chaos_town(
    url: str, keys: Keyring, folder: Path, nursery: Nursery, crowd_of: int = 0, **settings: Any
) -> Iterator[Town]:
    """Everybody known, on a Monday at ten, and nobody there yet who delivers anything."""
    people = crowd(crowd_of)
    everyone = (*cast.EVERYONE, *people)
    patience = {"ack_seconds": 2.0, **settings}
    with running_sandbox(workspace_seed(everyone), **patience) as sandbox:
        members = [cast.COLLEAGUE.slack_user, sandbox.app_id]
        sandbox.seed({"channels": [{"id": NEWS, "name": "news", "members": members}]})
        clock = _monday(sandbox, folder / "clock")
        store = Store.open(url, keys, clock, vault=vault_in(folder), durable=False)
        stage = cast.set_stage(store, Desk(store, clock))
        order = Order(
            url=url, keys=str(keys.folder), home=str(folder), clock=str(folder / "clock"), log="",
            api_url=sandbox.api_url, bot_token=sandbox.bot_token, app_token=sandbox.app_token,
        )  # fmt: skip
        with stage.desk.open_work_in(stage.workspace_id) as work:
            known.keep(work, people)
        try:
            yield Town(sandbox, store, stage, clock, nursery, order, folder, people)
        finally:
            store.close()


def _monday(sandbox: RunningSandbox, file: Path) -> TownClock:
    clock = TownClock(file, 0.0)
    clock.move((START - clock()).total_seconds())
    sandbox.set_clock(clock().timestamp())
    return clock
