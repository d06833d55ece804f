"""Opening the house: keys and database together, or not at all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot import clock
from bot.explain import explain
from bot.opening import database_state, open_store
from bot.settings import load
from store.migrate import MigrationState
from store.migrations import REVISIONS
from store.troubles import KeyTrouble, NewerDatabase, StoreTrouble


def test_the_first_start_makes_keys_and_database_closed_to_others() -> None:
    settings = load()
    open_store(settings, clock.now).close()
    assert database_state(settings) is MigrationState.CURRENT
    for folder in (settings.data_folder, settings.keys_folder):
        assert folder.stat().st_mode & 0o077 == 0


def test_the_second_start_finds_what_the_first_left() -> None:
    settings = load()
    first = open_store(settings, clock.now)
    first.enrol(team_id="T1", enterprise_id=None, name="Acme", app_id=None, bot_user_id=None)
    first.close()
    second = open_store(settings, clock.now)
    assert [workspace.name for workspace in second.workspaces()] == ["Acme"]
    second.close()


def test_asking_how_the_database_stands_makes_nothing(folder: Path) -> None:
    assert database_state(load()) is MigrationState.EMPTY
    assert list(folder.iterdir()) == []


def test_a_database_without_its_keys_is_refused_and_no_new_ones_are_made() -> None:
    settings = load()
    open_store(settings, clock.now).close()
    settings.keys_folder.rename("keys-elsewhere")
    with pytest.raises(KeyTrouble):
        open_store(settings, clock.now)
    assert not settings.keys_folder.exists()


def test_the_keys_of_another_database_are_refused() -> None:
    settings = load()
    open_store(settings, clock.now).close()
    settings.database_file.rename("mine.db") if settings.database_file else None
    settings.keys_folder.rename("my-keys")
    open_store(settings, clock.now).close()
    settings.keys_folder.rename("other-keys")
    Path("my-keys").rename(settings.keys_folder)
    with pytest.raises(KeyTrouble, match=r"keys\.wrong"):
        open_store(settings, clock.now)


def test_a_database_from_a_newer_version_is_refused_and_left_alone() -> None:
    settings = load()
    open_store(settings, clock.now).close()
    file = settings.database_file
    assert file is not None
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    with pytest.raises(NewerDatabase) as raised:
        open_store(settings, clock.now)
    explained = explain(raised.value)
    assert explained is not None
    assert "newer version" in explained.lines[0][0]
    assert database_state(settings) is MigrationState.NEWER


def test_an_older_database_is_left_alone_where_migrating_is_a_step_of_its_own() -> None:
    settings = load()
    open_store(settings, clock.now).close()
    file = settings.database_file
    assert file is not None
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", [REVISIONS[0]])
        raw.commit()
    assert database_state(settings) is MigrationState.BEHIND
    with pytest.raises(StoreTrouble, match="behind"):
        open_store(settings, clock.now, may_migrate=False)


@contextmanager
def as_an_ordinary_account() -> Iterator[None]:
    """The right to write anywhere is given up meanwhile, where the tests run with it."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_is_one_sentence(folder: Path) -> None:
    settings = load()
    for parent in (folder, *folder.parents[:4]):
        if os.geteuid() == 0 and parent != Path("/tmp"):
            parent.chmod(parent.stat().st_mode | 0o055)
    folder.chmod(0o555)
    with as_an_ordinary_account(), pytest.raises(OSError) as raised:  # noqa: PT011
        open_store(settings, clock.now)
    explained = explain(raised.value)
    assert explained is not None
    assert "does not let Baton in" in explained.lines[0][0]
    assert explained.code == 1
