"""A workspace that took the app out is deleted after thirty days, and only then, and only it."""

from pathlib import Path

import pytest

from bot.erasing import erase_again, erase_left
from store import erasing_workspace, erasure_list
from store.serving import serve_no_longer
from store.store import Store
from store.workspaces import Workspace
from tests.kit.cast import TEAM, Stage
from tests.kit.clock import FrozenClock
from tests.kit.erasing import live, remembered
from tests.store.conftest import enrol


@pytest.fixture
def keys_folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def rows_in(store: Store, workspace_id: str) -> int:
    return sum(one.text == workspace_id for one in remembered(store))


def test_all_of_it_goes_a_month_after_it_left_and_nothing_of_the_others(
    stage: Stage, store: Store, clock: FrozenClock, keys_folder: Path, other: Workspace
) -> None:
    live(stage, clock)
    gone = stage.workspace_id
    others = rows_in(store, other.id)
    serve_no_longer(store, gone)
    clock.move(days=30)
    assert erase_left(store, keys_folder) == 0
    assert rows_in(store, gone) > 100
    clock.move(seconds=1)
    assert erase_left(store, keys_folder) == 1
    assert rows_in(store, gone) == 0
    assert rows_in(store, other.id) == others
    assert erase_left(store, keys_folder) == 0


def test_one_that_came_back_within_the_month_finds_everything(
    stage: Stage, store: Store, clock: FrozenClock, keys_folder: Path
) -> None:
    serve_no_longer(store, stage.workspace_id)
    clock.move(days=29)
    enrol(store, TEAM)
    clock.move(days=2)
    assert erase_left(store, keys_folder) == 0
    assert rows_in(store, stage.workspace_id) > 1


def test_one_that_comes_back_while_it_is_deleted_begins_anew(
    stage: Stage, store: Store, clock: FrozenClock, keys_folder: Path
) -> None:
    serve_no_longer(store, stage.workspace_id)
    half = store.workspace_of(TEAM)
    assert half is None
    assert erasing_workspace.let_go(store, stage.workspace_id, served_too=False)
    again = enrol(store, TEAM)
    assert again.id != stage.workspace_id
    assert erase_left(store, keys_folder) == 1, "whatever was begun is ended"
    assert store.workspace_of(TEAM) == again


def test_one_that_is_served_is_left_alone(stage: Stage, store: Store) -> None:
    assert erasing_workspace.erase_workspace(store, stage.workspace_id) == 0
    assert rows_in(store, stage.workspace_id) > 1


def test_an_older_backup_does_not_bring_it_back(
    stage: Stage, store: Store, clock: FrozenClock, keys_folder: Path
) -> None:
    erasure_list.note(keys_folder, stage.workspace_id, None, clock.now)
    assert erase_again(store, clock, keys_folder) == 1
    assert rows_in(store, stage.workspace_id) == 0
    assert erase_again(store, clock, keys_folder) == 0
