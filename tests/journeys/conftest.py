"""The whole bot in a running sandbox, for whole stories."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.keys import Keyring
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
