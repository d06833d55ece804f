"""The whole bot in a running sandbox, for tests of the Slack door; and the cast without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.desk import Desk
from store.keys import Keyring
from store.store import Store
from tests.kit.cast import Stage, set_stage
from tests.kit.clock import FrozenClock
from tests.kit.databases import SqliteFiles
from tests.kit.house import Town, running_town


@pytest.fixture
def town(
    sqlite_files: SqliteFiles, tmp_path: Path, keys: Keyring, clock: FrozenClock
) -> Iterator[Town]:
    """A connected bot, the sandbox, and the cast in both."""
    url = sqlite_files.fresh(tmp_path / "data")
    with running_town(url, keys, clock, tmp_path) as running:
        yield running


@pytest.fixture
def stage(sqlite_store: Store, clock: FrozenClock) -> Stage:
    """The cast and a desk, for what is rendered from the store without a door."""
    return set_stage(sqlite_store, Desk(sqlite_store, clock))
