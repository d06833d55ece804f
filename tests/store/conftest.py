"""Two workspaces, so that every test can ask what the other one sees; the cast in one; copies."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.desk import Desk
from store.store import Store
from store.workspaces import Workspace
from tests.kit.cast import Stage, set_stage
from tests.kit.clock import FrozenClock
from tests.kit.databases import PostgresServer, tools
from tests.store.copies import Place, send_all


@pytest.fixture
def home(store: Store) -> Workspace:
    return enrol(store, "T0HOME")


@pytest.fixture
def home_alone(sqlite_store: Store) -> Workspace:
    """The same on SQLite alone, for what does not depend on the database."""
    return enrol(sqlite_store, "T0HOME")


@pytest.fixture
def other(store: Store) -> Workspace:
    return enrol(store, "T0OTHER")


@pytest.fixture
def stage(store: Store, clock: FrozenClock) -> Stage:
    """The cast, for rows that only a service writes."""
    return set_stage(store, Desk(store, clock))


def enrol(store: Store, team_id: str) -> Workspace:
    return store.enrol(
        team_id=team_id, enterprise_id=None, name="Acme", app_id="A0APP", bot_user_id="U0BOT"
    )


@pytest.fixture
def tools_on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the server that tests start."""
    monkeypatch.setenv("PATH", f"{tools()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def place(
    store: Store, stage: Stage, database_url: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Place:
    clock: FrozenClock = request.getfixturevalue("clock")
    send_all(store, stage.workspace_id)  # what setting the stage owed
    return Place(store, stage, database_url, store.keys, clock, tmp_path)


@pytest.fixture
def elsewhere(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """An address of the same kind, where nothing is yet."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'elsewhere' / 'baton.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.empty()
    yield url
    server.drop(url)
