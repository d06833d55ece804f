"""After a vote SQLite's log is empty; who reads meanwhile delays that, and holds up no vote."""

import sqlite3
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from store.keys import Keyring
from store.store import Store
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.pulse import OpenPulse, open_pulse, vault_in

PATIENCE = 60.0


@pytest.fixture
def pulse(sqlite_store: Store) -> OpenPulse:
    home = sqlite_store.enrol(
        team_id="T0HOME", enterprise_id=None, name="Acme", app_id="A0", bot_user_id="U0"
    )
    return open_pulse(sqlite_store, home.id)


@pytest.fixture
def log(sqlite_store: Store) -> Path:
    return Path(f"{sqlite_store.engines.work.url.database}-wal")


def test_after_each_vote_the_log_is_empty(pulse: OpenPulse, log: Path) -> None:
    for person in pulse.people:
        assert pulse.cast(person) == "counted"
        assert log.stat().st_size == 0


def test_the_index_of_the_log_names_no_page_of_the_last_vote(pulse: OpenPulse, log: Path) -> None:
    index = log.with_name("baton.db-shm")
    for person in pulse.people:
        assert pulse.cast(person) == "counted"
        pages = struct.unpack_from("<4062I", index.read_bytes(), 136)  # WAL format, section 2.2
        assert set(pages) == {0, 1}


def test_an_idle_connection_is_not_in_the_way(pulse: OpenPulse, log: Path) -> None:
    with closing(sqlite3.connect(log.with_name("baton.db"))) as idle:
        idle.execute("SELECT count(*) FROM person").fetchall()
        assert pulse.cast(pulse.people[0]) == "counted"
        assert log.stat().st_size == 0


def test_a_reader_holds_up_no_vote_and_the_log_is_emptied_after_it(
    pulse: OpenPulse, log: Path
) -> None:
    with _reading(log.with_name("baton.db")):
        for person in pulse.people[:3]:
            assert pulse.cast(person) == "counted"
        assert log.stat().st_size > 0
        assert len(_waiters()) == 1
    _until(lambda: log.stat().st_size == 0)
    assert pulse.cast(pulse.people[3]) == "counted"
    _until(lambda: log.stat().st_size == 0)


def test_a_store_that_closes_waits_for_nobody(pulse: OpenPulse, log: Path) -> None:
    before = _waiters()
    with _reading(log.with_name("baton.db")):
        pulse.cast(pulse.people[0])
        assert len(_waiters()) == len(before) + 1
        pulse.store.close()
        assert _waiters() == before
    pulse.store.empty_log()  # closed: quiet


def test_a_log_left_by_a_process_that_was_killed_is_emptied_at_the_start(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> None:
    url = sqlite_files.fresh(tmp_path / "data")
    vault = vault_in(tmp_path)
    first = Store.open(url, keys, clock, vault=vault, durable=False)
    log = tmp_path / "data" / "baton.db-wal"
    first.enrol(team_id="T0A", enterprise_id=None, name="A", app_id="A0", bot_user_id="U0")
    assert log.stat().st_size > 0
    second = Store.open(url, keys, clock, vault=vault, durable=False)
    assert log.stat().st_size == 0
    second.close()
    first.close()


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    """Somebody else who holds a reading transaction."""
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchall()
        yield
        reader.execute("ROLLBACK")


def _waiters() -> set[threading.Thread]:
    return {one for one in threading.enumerate() if one.name == "emptying"}


def _until(so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.01)
