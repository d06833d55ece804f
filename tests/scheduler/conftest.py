"""A house reduced to its time door: real store and desk, made-up kinds, a Slack made of lists."""

import pytest

from store.store import Store
from tests.kit.clock import FrozenClock
from tests.scheduler.house import TimeHouse


@pytest.fixture
def house(sqlite_store: Store, clock: FrozenClock) -> TimeHouse:
    """On SQLite alone: for what does not depend on the database."""
    return TimeHouse(sqlite_store, clock)


@pytest.fixture
def both_houses(store: Store, clock: FrozenClock) -> TimeHouse:
    """Once on SQLite and once on PostgreSQL."""
    return TimeHouse(store, clock)
