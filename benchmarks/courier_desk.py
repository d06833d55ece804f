"""A queue of plain messages and what sends them: the time door without the rest of the house."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from slack_sdk import WebClient
from sqlalchemy import select

from benchmarks import rig
from program.delivery import Delivery, DeliveryClass, NewDelivery, Rendered
from program.person import SlackPerson
from scheduler.courier import Courier
from scheduler.kinds import Kinds
from scheduler.pace import Pace
from scheduler.slack import Call, calls
from scheduler.witness import Unwatched
from services.deliveries import Message
from services.desk import Desk, Look
from store import deliveries, migrate, people
from store.delivery_tables import DeliveryRow
from store.keys import Keyring
from store.store import Store

TEXT = "Your next check-in is due on Friday. It takes two minutes."
KIND = "bench.note"


class Refusals(Unwatched):
    """Counts how often Slack said that it was too fast."""

    def __init__(self) -> None:
        self.count = 0

    def refused_for_speed(self, workspace_id: str, method: str) -> None:  # noqa: ARG002
        self.count += 1


def _content(_: Look, delivery: Delivery) -> str:
    return delivery.key


def rendered(key: str) -> Rendered:
    """What every message looks like: a text that tells it from the others."""
    text = f"{TEXT} {key}"
    return Rendered(text, ({"type": "section", "text": {"type": "mrkdwn", "text": text}},))


MESSAGE = Message(KIND, lambda _, __: True, _content, rendered)


@dataclass
class CourierDesk:
    """One process's store and desk."""

    store: Store
    desk: Desk
    workspace_id: str
    call: Call

    def courier(self, pace: Pace, witness: Refusals, senders: int) -> Courier:
        kinds = Kinds([MESSAGE])
        return Courier(self.desk, kinds, lambda _: self.call, pace, witness, senders=senders)

    def queue(self, keys: Sequence[str], recipients: Sequence[str]) -> None:
        """One message under each key, to one recipient after the other."""
        with self.store.work(self.workspace_id) as session:
            for number, key in enumerate(keys):
                to = recipients[number % len(recipients)]
                new = NewDelivery(KIND, to, {}, DeliveryClass.REPLY, key)
                deliveries.queue(session, new)

    def states(self) -> dict[str, int]:
        """How many deliveries stand where."""
        with self.store.look(self.workspace_id) as session:
            states = session.scalars(select(DeliveryRow.state)).all()
        return {state: states.count(state) for state in set(states)}


@contextmanager
def courier_desk(folder: Path, slack: rig.Slack) -> Iterator[CourierDesk]:
    """Over a durable SQLite file in the folder; made where it is not there yet."""
    url = f"sqlite:///{folder / 'bench.db'}"
    fresh = not (folder / "bench.db").exists()
    if fresh:
        migrate.upgrade(url)
    keys = Keyring.create(folder / "keys") if fresh else Keyring.load(folder / "keys")
    store = Store.open(url, keys, lambda: datetime.now(UTC))
    try:
        workspace = store.enrol(
            team_id=rig.TEAM, enterprise_id=None, name="Bench", app_id=rig.APP, bot_user_id=None
        )
        client = WebClient(token=slack.tokens["bot_token"], base_url=f"{slack.address}/api/")
        yield CourierDesk(store, Desk(store, store.clock), workspace.id, calls(client))
    finally:
        store.close()


def meet(desk: CourierDesk, count: int) -> list[str]:
    """Write down the sandbox's people; their ids."""
    said = [SlackPerson(rig.member(n), rig.TEAM, f"Member {n}") for n in range(count)]
    with desk.store.work(desk.workspace_id) as session:
        people.keep(session, said)
        known = [people.by_slack_user(session, one.slack_user) for one in said]
    return [one.id for one in known if one is not None]


def texts(desk: CourierDesk, members: int) -> list[str]:
    """All that can be read in the people's conversations with the bot."""
    found: list[str] = []
    for number in range(members):
        opened = desk.call("conversations.open", {"users": rig.member(number)})
        asked = {"channel": opened["channel"]["id"], "limit": 999}
        answer = desk.call("conversations.history", asked)
        found += [str(message["text"]) for message in answer["messages"]]
    return found
