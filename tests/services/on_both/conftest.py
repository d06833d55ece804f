"""A desk with the cast behind it, on both databases."""

import pytest

from services.desk import Desk
from store.store import Store
from tests.kit.cast import Stage, set_stage
from tests.kit.clock import FrozenClock


@pytest.fixture
def stage(store: Store, clock: FrozenClock) -> Stage:
    """The workspace with everyone in it, Petra program manager of all programs."""
    return set_stage(store, Desk(store, clock))
