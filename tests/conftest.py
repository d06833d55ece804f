"""What every room's tests share: both databases, keys, a clock that stands still, a whole town."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from store.keys import Keyring
from store.pulse.vault import Vault
from store.store import Store
from tests.kit.clock import FrozenClock
from tests.kit.databases import PostgresServer, SqliteFiles, postgres_server
from tests.kit.house import Town, running_town
from tests.kit.pulse import vault_in

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy loads, later than this
settings.register_profile("house", deadline=None)  # no test here asserts how quick a machine is
settings.load_profile("house")


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def keys(tmp_path: Path) -> Keyring:
    return Keyring.create(tmp_path / "keys")


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of each kind."""
    if request.param == "sqlite":
        files: SqliteFiles = request.getfixturevalue("sqlite_files")
        yield files.fresh(tmp_path / "data")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.fresh()
    yield url
    server.wipe(url)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Where the keys of open pulses lie."""
    return vault_in(tmp_path)


@pytest.fixture
def store(database_url: str, keys: Keyring, clock: FrozenClock, vault: Vault) -> Iterator[Store]:
    """The store, once on SQLite and once on PostgreSQL."""
    opened = Store.open(database_url, keys, clock, vault=vault, durable=False)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock, vault: Vault
) -> Iterator[Store]:
    """The store on SQLite alone, for what does not depend on the database."""
    url = sqlite_files.fresh(tmp_path / "data")
    opened = Store.open(url, keys, clock, vault=vault, durable=False)
    yield opened
    opened.close()


@pytest.fixture
def town(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Town]:
    """A connected bot, the sandbox, and the cast in both."""
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path) as running:
        yield running
