"""An operator's folder, empty or in use, and nothing of the machine the tests run on."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.keys import Keyring
from store.store import Store
from tests.bot.processes import slack_with_tokens
from tests.kit.clock import FrozenClock
from tests.kit.databases import PostgresServer, SqliteFiles
from tests.kit.pulse import SECRET, vault_in
from tests.kit.sandbox import RunningSandbox


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test here starts in a folder of its own with nothing set."""
    for name in list(os.environ):
        if name.startswith(("BATON_", "SLACK_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def pulses_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BATON_PULSE_SECRET", base64.b64encode(SECRET).decode())


@pytest.fixture
def apart(pulses_on: None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder outside BATON_HOME for the keys of pulses."""
    made = folder / "disk-of-its-own"
    made.mkdir(mode=0o700)
    monkeypatch.setenv("BATON_PULSE_KEYS", str(made))
    return made


@pytest.fixture
def home(
    sqlite_files: SqliteFiles,
    keys: Keyring,
    clock: FrozenClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Store]:
    """A home folder as `baton run` leaves it, and a look into its database."""
    url = sqlite_files.fresh(tmp_path / "data")
    monkeypatch.setenv("BATON_HOME", str(tmp_path))
    monkeypatch.setenv("BATON_DATABASE_URL", url)
    opened = Store.open(url, keys, clock, vault=vault_in(tmp_path), durable=False)
    yield opened
    opened.close()


@pytest.fixture
def database(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database on PostgreSQL that every `baton` of the test uses."""
    url = postgres.empty()
    monkeypatch.setenv("BATON_DATABASE_URL", url)
    yield url
    postgres.drop(url)


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningSandbox]:
    """A workspace for processes of `baton run`, with its tokens in the environment."""
    with slack_with_tokens(monkeypatch) as sandbox:
        yield sandbox
