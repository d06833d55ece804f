"""Two full workspaces, fresh for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assemble import assemble
from store.store import Store
from tests.kit.clock import FrozenClock
from tests.kit.installed import install, settings_of
from tests.tenants.full import full
from tests.tenants.slack_heard import slack_heard
from tests.tenants.two import ALPHA, BETA, TOKENS, Two


@pytest.fixture
def two(sqlite_store: Store, clock: FrozenClock, tmp_path: Path) -> Iterator[Two]:
    with slack_heard() as slack:
        settings = settings_of(f"{slack.url}api/", tmp_path)
        house = assemble(settings, sqlite_store, clock)
        stages = {}
        for team, word in ((ALPHA, "Alpha"), (BETA, "Beta")):
            install(sqlite_store, team, bot=TOKENS[team], refresh=None, expires_at=None)
            stages[team] = full(sqlite_store, house.desk, clock, team, word)
        yield Two(house, slack, stages[ALPHA], stages[BETA])
        house.stop()
