"""Two workspaces, so that every test can ask what the other one sees."""

import pytest

from store.store import Store
from store.workspaces import Workspace


@pytest.fixture
def home(store: Store) -> Workspace:
    return enrol(store, "T0HOME")


@pytest.fixture
def other(store: Store) -> Workspace:
    return enrol(store, "T0OTHER")


def enrol(store: Store, team_id: str) -> Workspace:
    return store.enrol(
        team_id=team_id, enterprise_id=None, name="Acme", app_id="A0APP", bot_user_id="U0BOT"
    )
