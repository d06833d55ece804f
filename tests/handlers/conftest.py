"""The whole bot in a running sandbox, for tests of the Slack door; and the cast without it."""

import pytest

from services.desk import Desk
from store.store import Store
from tests.kit.cast import Stage, set_stage
from tests.kit.clock import FrozenClock


@pytest.fixture
def stage(sqlite_store: Store, clock: FrozenClock) -> Stage:
    """The cast and a desk, for what is rendered from the store without a door."""
    return set_stage(sqlite_store, Desk(sqlite_store, clock))
