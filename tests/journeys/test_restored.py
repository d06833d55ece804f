"""A database breaks and yesterday's copy takes its place: nobody is sent anything twice."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import clock
from bot.assemble import assemble
from bot.house import House
from bot.parts import FEATURES
from handlers.feature import Feature
from program.delivery import DeliveryClass, DeliveryState, Method, Rendered
from program.person import SlackPerson
from scheduler.pace import Pace
from services.deliveries import Message
from store.backup import back_up
from store.keys import Keyring
from store.people import by_slack_user
from store.restoring import readied
from store.store import Store
from tests.kit.cast import MENTEE, PROGRAM_MANAGER, set_stage
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.house import settings_for, workspace_seed
from tests.kit.pulse import vault_in
from tests.kit.pulse_results import answer, asked
from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.kit.trail import deliveries_of

KIND = "probe.reminder"
REMINDER = Feature(
    "probe",
    lambda *_: None,
    messages=(
        Message(
            KIND,
            lambda *_: True,
            lambda _, delivery: delivery.key,
            lambda key: Rendered(f"Reminder {key}"),
        ),
    ),
)


class Life:
    """One bot on one database, in a sandbox that outlives both."""

    def __init__(self, sandbox: RunningSandbox, url: str, keys: Keyring, home: Path) -> None:
        self.sandbox, self.url, self.keys, self.home = sandbox, url, keys, home
        self.clock = FrozenClock(clock.now())  # Slack's messages are stamped by it as well

    @contextmanager
    def house(self) -> Iterator[House]:
        """The bot without its threads: it delivers when told to."""
        vault = vault_in(self.home)
        store = Store.open(self.url, self.keys, self.clock, vault=vault, durable=False)
        settings = settings_for(self.sandbox, self.home)
        house = assemble(
            settings, store, self.clock, features=(REMINDER, *FEATURES), pace=_at_once()
        )
        house.enrol()
        set_stage(store, house.desk)
        try:
            yield house
        finally:
            house.stop()
            store.close()

    def queue(self, house: House, key: str, **how: Any) -> None:
        """As the planner queues what falls due: under a key that is the same again."""
        (workspace,) = house.desk.workspaces()
        with house.desk.open_work_in(workspace.id) as work:
            mentee = by_slack_user(work.session, MENTEE.slack_user)
            assert mentee is not None
            about = {"day": "today"}
            work.send(KIND, to=mentee.id, about=about, cls=DeliveryClass.REPLY, key=key, **how)

    def restore(self, copy: Path) -> None:
        with readied(self.url, self.keys, copy, self.clock, replace=True):
            pass

    def heard(self) -> list[str]:
        """What the mentee reads, in order."""
        texts = [one["text"] for one in self.sandbox.person(MENTEE.slack_user).messages()]
        return [text for text in texts if text.startswith("Reminder")]

    def read_by(self, account: SlackPerson) -> list[str]:
        """Everything somebody was sent, blocks and all."""
        return [json.dumps(one) for one in self.sandbox.person(account.slack_user).messages()]


def _at_once() -> Pace:
    """No waiting between calls."""
    return Pace(time.time, lambda _: None)


@pytest.fixture
def life(sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring) -> Iterator[Life]:
    url = sqlite_files.fresh(tmp_path / "data")
    with running_sandbox(workspace_seed()) as sandbox:
        yield Life(sandbox, url, keys, tmp_path)


def test_what_was_due_at_the_copy_and_sent_since_is_found_in_slack(
    life: Life, tmp_path: Path
) -> None:
    with life.house() as house:
        life.queue(house, "sent since")
        back_up(life.url, life.keys, tmp_path / "copy")
        house.clockwork.settle()
    assert life.heard() == ["Reminder sent since"]
    life.clock.move(minutes=20)
    life.restore(tmp_path / "copy")
    with life.house() as house:
        house.clockwork.settle()
    assert life.heard() == ["Reminder sent since"]


def test_what_was_not_sent_yet_is_sent_once_after_slack_was_asked(
    life: Life, tmp_path: Path
) -> None:
    with life.house() as house:
        life.queue(house, "never sent")
        back_up(life.url, life.keys, tmp_path / "copy")
    life.clock.move(minutes=20)
    life.restore(tmp_path / "copy")
    for _ in range(2):
        with life.house() as house:
            house.clockwork.settle()
    assert life.heard() == ["Reminder never sent"]


def test_what_was_planned_and_sent_since_the_copy_is_not_sent_when_it_is_planned_anew(
    life: Life, tmp_path: Path
) -> None:
    with life.house():
        back_up(life.url, life.keys, tmp_path / "copy")
    life.clock.move(hours=3)
    with life.house() as house:
        life.queue(house, "of today")
        house.clockwork.settle()
    life.clock.move(minutes=20)
    life.restore(tmp_path / "copy")
    with life.house() as house:
        life.queue(house, "of today")
        life.queue(house, "of now")
        house.clockwork.settle()
    assert sorted(life.heard()) == ["Reminder of now", "Reminder of today"]


def test_a_file_is_left_to_a_person(life: Life, tmp_path: Path) -> None:
    with life.house() as house:
        life.queue(house, "a file", method=Method.UPLOAD)
        back_up(life.url, life.keys, tmp_path / "copy")
    life.restore(tmp_path / "copy")
    with life.house() as house:
        house.clockwork.settle()
        stage = set_stage(house.store, house.desk)
        (row,) = deliveries_of(stage, KIND)
    assert (row.state, row.look_at) == (DeliveryState.UNKNOWN, None)


def test_a_pulse_that_was_open_at_the_copy_is_void_and_its_program_manager_is_told_once(
    life: Life, tmp_path: Path
) -> None:
    with life.house() as house:
        pulse = asked(set_stage(house.store, house.desk), house.store)
        answer(pulse, 6)
        back_up(life.url, life.keys, tmp_path / "copy")
    life.restore(tmp_path / "copy")
    for _ in range(9):  # through a night and a weekend
        life.clock.move(hours=8)
        with life.house() as house:
            house.clockwork.settle()

    void = [one for one in life.read_by(PROGRAM_MANAGER) if "Support code: restored-" in one]

    assert len(void) == 1, "however often it is started"
    assert "deleted unread. Please ask again." in void[0]
    assert not any("Support code" in one for one in life.read_by(MENTEE))
