"""Migrations: up, down and up again on both databases, once even when many start at once."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from store import migrate
from store.engine import address
from store.keys import Keyring
from store.migrate import MigrationState
from store.migrations import FOLDER, HEAD, REVISIONS
from store.store import Store
from store.tables import TABLES
from store.troubles import NewerDatabase, StoreTrouble
from tests.kit.clock import FrozenClock
from tests.kit.databases import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'baton.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.empty()
    yield url
    server.drop(url)


def _tables(url: str) -> set[str]:
    engine = create_engine(address(url))
    try:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def _stamp(url: str, revision: str) -> None:
    engine = create_engine(address(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    engine.dispose()


def test_up_down_and_up_again(empty_url: str) -> None:
    assert migrate.state(empty_url) is MigrationState.EMPTY
    migrate.upgrade(empty_url)
    assert _tables(empty_url) == set(TABLES.tables)
    migrate.downgrade(empty_url, "base")
    assert _tables(empty_url) == set()
    assert migrate.state(empty_url) is MigrationState.EMPTY
    migrate.upgrade(empty_url)
    assert migrate.state(empty_url) is MigrationState.CURRENT


def test_every_single_step_goes_down_and_up(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    for revision in reversed(("base", *REVISIONS[:-1])):
        migrate.downgrade(empty_url, revision)
    for revision in REVISIONS:
        migrate.upgrade(empty_url, revision)
        current = revision == HEAD
        assert migrate.state(empty_url) is (
            MigrationState.CURRENT if current else MigrationState.BEHIND
        )


def test_the_migrated_database_is_the_one_the_tables_describe(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    engine = create_engine(address(empty_url))
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), TABLES)
    engine.dispose()
    assert differences == []


def test_there_is_one_head_and_the_file_names_say_so() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    assert scripts.get_heads() == [HEAD]
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(REVISIONS))
    for revision in REVISIONS:
        assert re.fullmatch(r"\d{4}_[a-z_]+", revision)


def test_several_starts_at_once_migrate_once(empty_url: str) -> None:
    troubles: list[BaseException] = []

    def start() -> None:
        try:
            migrate.upgrade(empty_url)
        except BaseException as trouble:  # noqa: BLE001 - shown by the assertion below
            troubles.append(trouble)

    starts = [threading.Thread(target=start) for _ in range(3)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert troubles == []
    assert migrate.state(empty_url) is MigrationState.CURRENT


def test_migrating_a_current_database_changes_nothing(store: Store, database_url: str) -> None:
    store.enrol(team_id="T1", enterprise_id=None, name="x", app_id=None, bot_user_id=None)
    migrate.upgrade(database_url)
    assert [workspace.team_id for workspace in store.workspaces()] == ["T1"]


def test_a_database_from_a_newer_version_is_left_alone(
    empty_url: str, keys: Keyring, clock: FrozenClock
) -> None:
    migrate.upgrade(empty_url)
    _stamp(empty_url, "9999_from_the_future")
    assert migrate.state(empty_url) is MigrationState.NEWER
    with pytest.raises(NewerDatabase, match="9999_from_the_future"):
        migrate.upgrade(empty_url)
    with pytest.raises(NewerDatabase, match="newer version"):
        Store.open(empty_url, keys, clock, durable=False)


def test_a_database_that_is_behind_is_not_opened(
    empty_url: str, keys: Keyring, clock: FrozenClock
) -> None:
    with pytest.raises(StoreTrouble, match=r"store\.behind"):
        Store.open(empty_url, keys, clock, durable=False)
    migrate.upgrade(empty_url, REVISIONS[0])
    with pytest.raises(StoreTrouble, match=r"store\.behind"):
        Store.open(empty_url, keys, clock, durable=False)


def test_a_migration_that_breaks_off_leaves_all_as_it_was(empty_url: str) -> None:
    migrate.upgrade(empty_url, REVISIONS[0])
    engine = create_engine(address(empty_url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE role (id INTEGER)"))
    engine.dispose()
    before = _tables(empty_url)
    with pytest.raises(Exception, match="role"):
        migrate.upgrade(empty_url)
    assert _tables(empty_url) == before
    assert migrate.state(empty_url) is MigrationState.BEHIND
