"""What Slack told us of is known for a day, in its own workspace."""

from store import heard
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock


def _remember(store: Store, workspace: Workspace, event_id: str) -> bool:
    with store.work(workspace.id) as session:
        return heard.remember(session, event_id)


def _known(store: Store, workspace: Workspace, event_id: str) -> bool:
    with store.look(workspace.id) as session:
        return heard.is_known(session, event_id)


def test_an_event_is_remembered_once_in_its_own_workspace(
    store: Store, home: Workspace, other: Workspace
) -> None:
    assert not _known(store, home, "Ev1")

    assert _remember(store, home, "Ev1")
    assert not _remember(store, home, "Ev1")

    assert _known(store, home, "Ev1")
    assert not _known(store, other, "Ev1")
    assert _remember(store, other, "Ev1")


def test_after_a_day_it_is_forgotten_some_at_a_time(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    for number in range(5):
        _remember(store, home, f"Ev{number}")
    clock.move(hours=23)
    _remember(store, home, "EvNew")
    clock.move(hours=1, seconds=1)

    with store.work(home.id) as session:
        gone = [heard.forget(session, batch=3) for _ in range(3)]

    assert gone == [3, 2, 0]
    assert _known(store, home, "EvNew")
