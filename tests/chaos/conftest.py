"""A nursery for each test process, and a town over one database or the other."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from store.keys import Keyring
from tests.chaos.lives import Nursery, nursery
from tests.chaos.town import Town, chaos_town
from tests.kit.databases import PostgresServer, SqliteFiles

CROWD = 30
"""Somebody new for each step: a person who waits for one message is sent no second one."""
A_BUSY_MACHINE = 400
"""Seconds a test here may take where others want the processors too; alone it is some ten."""
OpenTown = Callable[..., AbstractContextManager[Town]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole lives of the bot, one after the other, need more patience than other tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(A_BUSY_MACHINE))


@pytest.fixture(scope="session")
def lives() -> Iterator[Nursery]:
    with nursery() as ready:
        yield ready


@pytest.fixture
def town(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, lives: Nursery
) -> Iterator[Town]:
    """On SQLite alone: for what does not depend on the database."""
    url = sqlite_files.fresh(tmp_path / "data")
    with chaos_town(url, keys, tmp_path, lives, crowd_of=CROWD) as opened:
        opened.settle()
        yield opened


@pytest.fixture
def postgres_town(
    postgres: PostgresServer, tmp_path: Path, keys: Keyring, lives: Nursery
) -> Iterator[Town]:
    """On PostgreSQL alone: for what takes several replicas."""
    url = postgres.fresh()
    with chaos_town(url, keys, tmp_path, lives) as opened:
        opened.settle()
        yield opened
    postgres.wipe(url)


@pytest.fixture
def both_towns(database_url: str, tmp_path: Path, keys: Keyring, lives: Nursery) -> Iterator[Town]:
    """Once on SQLite and once on PostgreSQL."""
    with chaos_town(database_url, keys, tmp_path, lives, crowd_of=CROWD) as opened:
        opened.settle()
        yield opened


@pytest.fixture
def open_town(database_url: str, tmp_path: Path, keys: Keyring, lives: Nursery) -> OpenTown:
    """For a test that needs a town with settings of its own."""
    return partial(chaos_town, database_url, keys, tmp_path, lives)
