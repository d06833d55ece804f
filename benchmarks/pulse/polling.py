"""An open pulse on a database whose commits last, and a table for ordinary rows beside it."""

import secrets
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

from store import migrate
from store.keys import Keyring
from store.store import Store
from tests.kit.databases import DURABLE, postgres_server
from tests.kit.pulse import OpenPulse, open_pulse, vault_in

DATABASES = ("SQLite", "PostgreSQL")
ORDINARY = Table(
    "ordinary",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("person", String(26)),
    Column("answer", LargeBinary),
)
"""What a survey that hides nothing would write: one row with a person and an answer."""
ANSWER_BYTES = 2048
"""As much as the slips of a vote with one comment."""


@dataclass(frozen=True)
class Polling:
    """A store, and an open pulse in it."""

    store: Store
    workspace_id: str

    def opened(self, people: int) -> OpenPulse:
        """A pulse for so many people, with one comment."""
        return open_pulse(self.store, self.workspace_id, people=people, comments=1)

    def insert(self, number: int) -> None:
        """An ordinary row, by the same way into the same database: one transaction."""
        row = {"person": f"{number:026}", "answer": secrets.token_bytes(ANSWER_BYTES)}
        with self.store.engines.work.begin() as connection:
            connection.execute(ORDINARY.insert(), row)


@contextmanager
def polling(database: str) -> Iterator[Polling]:
    """A migrated, empty database on disk."""
    with tempfile.TemporaryDirectory() as folder, _address(database, Path(folder)) as url:
        migrate.upgrade(url)
        home = Path(folder)
        store = Store.open(url, Keyring.create(home / "keys"), _now, vault=vault_in(home))
        try:
            with store.engines.work.begin() as connection:
                ORDINARY.create(connection)
            workspace = store.enrol(
                team_id="T0BENCH", enterprise_id=None, name="Bench", app_id="A0", bot_user_id="U0"
            )
            yield Polling(store, workspace.id)
        finally:
            store.close()


def timed(act: Callable[[], object]) -> float:
    """Seconds one act takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def at_once(voters: int, acts: Sequence[Callable[[], object]]) -> list[float]:
    """Seconds each act takes while so many are under way at a time."""
    begin = threading.Barrier(voters)
    shares = [acts[number::voters] for number in range(voters)]

    def one(mine: Sequence[Callable[[], object]]) -> list[float]:
        begin.wait()
        return [timed(act) for act in mine]

    with ThreadPoolExecutor(voters) as threads:
        return [seconds for some in threads.map(one, shares) for seconds in some]


@contextmanager
def _address(database: str, folder: Path) -> Iterator[str]:
    if database == "SQLite":
        (folder / "data").mkdir()
        yield f"sqlite:///{folder / 'data' / 'baton.db'}"
        return
    with postgres_server(DURABLE) as server:
        yield server.empty()


def _now() -> datetime:
    return datetime.now(UTC)
