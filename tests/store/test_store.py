"""One transaction per unit of work, on a database that keeps what it was told."""

import os
import pwd
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from store import serving
from store.engine import address, open_engines
from store.keys import Keyring
from store.session import StoreSession
from store.store import Store
from store.tasks import TaskRow
from store.troubles import StoreTrouble, TenantTrouble, named
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles


def _row(session: StoreSession, key: str, at: datetime | None = None) -> TaskRow:
    moments = {"queued_at": at or session.now, "not_before": session.now}
    return TaskRow(kind="x", ids={}, key=key, state="waiting", **moments)


def _add(store: Store, workspace: Workspace, key: str, at: datetime | None = None) -> None:
    with store.work(workspace.id) as session:
        session.add(_row(session, key, at))


def _add_and_stop(session: StoreSession) -> None:
    session.add(_row(session, "a"))
    session.flush()
    raise KeyboardInterrupt


def _keys(store: Store, workspace: Workspace) -> list[str]:
    with store.look(workspace.id) as session:
        return sorted(session.scalars(select(TaskRow.key)))


def test_work_is_kept_when_it_ends_well(store: Store, home: Workspace) -> None:
    _add(store, home, "a")
    assert _keys(store, home) == ["a"]


def test_work_is_undone_by_any_exception(store: Store, home: Workspace) -> None:
    with pytest.raises(KeyboardInterrupt), store.work(home.id) as session:
        _add_and_stop(session)
    assert _keys(store, home) == []
    _add(store, home, "b")


def test_a_unit_of_work_has_one_moment(store: Store, home: Workspace, clock: FrozenClock) -> None:
    with store.work(home.id) as session:
        before = session.now
        clock.move(hours=1)
        assert session.now == before


def test_work_does_not_open_work(store: Store, home: Workspace) -> None:
    with (
        store.work(home.id),
        pytest.raises(RuntimeError, match="does not open another"),
        store.work(home.id),
    ):
        pass
    _add(store, home, "a")


def test_a_look_sees_one_moment_throughout(store: Store, home: Workspace) -> None:
    _add(store, home, "a")
    with store.look(home.id) as session:
        assert len(session.scalars(select(TaskRow.key)).all()) == 1
        other = threading.Thread(target=_add, args=(store, home, "b"))
        other.start()
        other.join()
        assert len(session.scalars(select(TaskRow.key)).all()) == 1
    assert _keys(store, home) == ["a", "b"]


def test_the_database_itself_refuses_writes_of_a_look(store: Store) -> None:
    with (
        store.engines.look.connect() as connection,
        pytest.raises(StoreTrouble, match=r"store\.readonly"),
    ):
        connection.execute(text("DELETE FROM task"))


def test_many_at_once_lose_nothing(store: Store, home: Workspace) -> None:
    """Read, then write: what a deferred transaction would lose."""

    def count_up() -> None:
        for _ in range(10):
            with store.work(home.id) as session:
                row = session.scalars(select(TaskRow)).one()
                row.done += 1

    _add(store, home, "a")
    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.look(home.id) as session:
        assert session.scalars(select(TaskRow.done)).one() == 80


def test_times_come_back_aware_and_in_utc(store: Store, home: Workspace) -> None:
    tokyo = timezone(timedelta(hours=9))
    _add(store, home, "a", at=datetime(2026, 3, 1, 8, 30, 0, 123456, tzinfo=tokyo))
    with store.look(home.id) as session:
        found = session.scalars(select(TaskRow.queued_at)).one()
    assert found == datetime(2026, 2, 28, 23, 30, 0, 123456, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(store: Store, home: Workspace) -> None:
    with pytest.raises(Exception, match="without a zone"):
        _add(store, home, "a", at=datetime(2026, 3, 1))  # noqa: DTZ001 - that is the point


def test_a_workspace_is_enrolled_once(store: Store) -> None:
    first = store.enrol(team_id="T1", enterprise_id=None, name="Old", app_id="A", bot_user_id="B")
    second = store.enrol(team_id="T1", enterprise_id="E1", name="New", app_id="A", bot_user_id="B")
    assert (first.id, second.name) == (second.id, "New")
    assert store.workspaces() == [second]
    assert store.workspace_of("T1") == second
    assert store.workspace_of("T2") is None


def test_an_app_of_a_whole_organization_is_found_from_each_workspace(store: Store) -> None:
    whole = store.enrol(team_id="E1", enterprise_id="E1", name="All", app_id=None, bot_user_id=None)
    assert store.workspace_of("T7", "E1") == whole
    assert store.workspace_of("T7") is None


def test_a_workspace_that_left_is_not_served_until_it_comes_back(
    store: Store, home: Workspace, other: Workspace
) -> None:
    _add(store, home, "a")
    serving.serve_no_longer(store, home.id)
    assert store.workspaces() == [other]
    assert store.workspace_of(home.team_id) is None
    back = store.enrol(
        team_id=home.team_id, enterprise_id=None, name="Acme", app_id=None, bot_user_id=None
    )
    assert back.id == home.id
    assert _keys(store, home) == ["a"]


def test_services_neither_commit_nor_roll_back(store: Store, home: Workspace) -> None:
    with store.work(home.id) as session:
        for forbidden in (session.commit, session.rollback):
            with pytest.raises(TenantTrouble):
                forbidden()


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgres://a:b@h/d", "postgresql+psycopg"),
        ("postgresql://a:b@h/d", "postgresql+psycopg"),
        ("postgresql+psycopg://a:b@h/d", "postgresql+psycopg"),
        ("sqlite:////tmp/x.db", "sqlite+pysqlite"),
    ],
)
def test_addresses_are_taken_as_people_write_them(given: str, driver: str) -> None:
    assert address(given).drivername == driver


@pytest.mark.parametrize(
    "given", ["", "x", "mysql://h/d", "sqlite://", "sqlite:///:memory:", "postgresql+asyncpg://h/d"]
)
def test_an_address_we_cannot_serve_is_named(given: str) -> None:
    with pytest.raises(StoreTrouble, match=r"store\.url"):
        address(given)


def test_sqlite_keeps_every_commit_and_no_deleted_word(tmp_path: Path) -> None:
    engines = open_engines(f"sqlite:///{tmp_path / 'data' / 'baton.db'}")
    with engines.work.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    engines.dispose()
    assert settings == {
        "journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1,
    }  # fmt: skip


def test_sqlite_enforces_references(sqlite_store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        _add(sqlite_store, Workspace("nowhere", "T", None, "x", None, None), "a")


def test_the_database_file_is_for_our_eyes_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    engines = open_engines(f"sqlite:///{folder / 'baton.db'}")
    with engines.work.begin() as connection:
        connection.execute(text("CREATE TABLE some (thing TEXT)"))
        assert {file.stat().st_mode & 0o077 for file in folder.iterdir()} == {0}
    engines.dispose()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in its place")
    with pytest.raises(StoreTrouble, match=r"store\.readonly"):
        open_engines(f"sqlite:///{tmp_path / 'data' / 'baton.db'}")


def test_the_file_of_another_program_is_named(tmp_path: Path) -> None:
    (tmp_path / "baton.db").write_text("this is not a database, but long enough to look like one")
    with pytest.raises(StoreTrouble, match=r"store\.damaged"):
        open_engines(f"sqlite:///{tmp_path / 'baton.db'}")


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "baton.db").mkdir()
    with pytest.raises(StoreTrouble, match=r"store\.readonly"):
        open_engines(f"sqlite:///{tmp_path / 'baton.db'}")


def test_a_locked_database_is_named(sqlite_store: Store, tmp_path: Path) -> None:
    workspace = sqlite_store.enrol(
        team_id="T1", enterprise_id=None, name="x", app_id=None, bot_user_id=None
    )
    stranger = sqlite3.connect(tmp_path / "data" / "baton.db", isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with sqlite_store.engines.work.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA busy_timeout=1")
    with pytest.raises(StoreTrouble, match=r"store\.locked"):
        _add(sqlite_store, workspace, "a")
    stranger.execute("ROLLBACK")
    stranger.close()
    _add(sqlite_store, workspace, "a")
    assert _keys(sqlite_store, workspace) == ["a"]


def test_a_full_disk_is_named_and_nothing_is_changed(sqlite_store: Store) -> None:
    workspace = sqlite_store.enrol(
        team_id="T1", enterprise_id=None, name="x", app_id=None, bot_user_id=None
    )
    with sqlite_store.engines.work.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={pages}")  # SQLite's own way to run out of room

    def fill() -> None:
        for number in range(2000):
            _add(sqlite_store, workspace, f"k{number:04d}" + "x" * 200)

    with pytest.raises(StoreTrouble, match=r"store\.full"):
        fill()
    count = len(_keys(sqlite_store, workspace))
    assert 0 < count < 2000


@contextmanager
def _without_root() -> Iterator[None]:
    """Root may write anywhere; for a moment this process is nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_only_be_read_is_named(sqlite_files: SqliteFiles) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        url = sqlite_files.fresh(folder)
        (folder / "baton.db").chmod(0o444)
        folder.chmod(0o555)
        with _without_root(), pytest.raises(StoreTrouble, match=r"store\.readonly"):
            open_engines(url)
        folder.chmod(0o755)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (psycopg.errors.DiskFull(), "store.full"),
        (psycopg.errors.ReadOnlySqlTransaction(), "store.readonly"),
        (psycopg.errors.LockNotAvailable(), "store.locked"),
        (psycopg.errors.AdminShutdown(), "store.away"),
        (psycopg.errors.ConnectionFailure(), "store.away"),
        (psycopg.OperationalError("connection refused"), "store.away"),
        (psycopg.errors.UniqueViolation(), None),
        (psycopg.errors.UndefinedTable(), None),
    ],
)
def test_troubles_of_a_server_are_named(error: psycopg.Error, code: str | None) -> None:
    kind = OperationalError if isinstance(error, psycopg.OperationalError) else ProgrammingError
    trouble = named(kind("SELECT 1", {}, error))
    assert (trouble.code if trouble else None) == code


def test_a_database_that_does_not_answer_is_named(keys: Keyring, clock: FrozenClock) -> None:
    with pytest.raises(StoreTrouble, match=r"store\.away"):
        Store.open("postgresql://nobody@127.0.0.1:9/none?connect_timeout=2", keys, clock)


def test_an_error_never_quotes_what_was_written(store: Store, home: Workspace) -> None:
    _add(store, home, "a-very-private-key")
    with pytest.raises(Exception, match=r"(?i)unique") as caught:
        _add(store, home, "a-very-private-key")
    shown = str(caught.value) if store.engines.is_sqlite else repr(caught.value.__class__)
    assert "a-very-private-key" not in shown


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Zoë 🦊 <!channel> 張", "Zoë 🦊 <!channel> 張"),
        ("a\x00b", "ab"),
        ("half a \ud83d pair", "half a \ufffd pair"),
    ],
)
def test_any_name_can_be_kept(store: Store, given: str, kept: str) -> None:
    store.enrol(team_id="T1", enterprise_id=None, name=given, app_id=None, bot_user_id=None)
    assert [workspace.name for workspace in store.workspaces()] == [kept]
