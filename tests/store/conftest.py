"""Two workspaces, so that every test can ask what the other one sees; and the cast in one."""

import pytest

from services.desk import Desk
from store.store import Store
from store.workspaces import Workspace
from tests.kit.cast import Stage, set_stage
from tests.kit.clock import FrozenClock


@pytest.fixture
def home(store: Store) -> Workspace:
    return enrol(store, "T0HOME")


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
