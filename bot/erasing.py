"""The long work of erasing: a person step by step, noted beside the keys; again after a restore."""

import logging
from collections.abc import Callable
from pathlib import Path

from program.clock import Clock
from program.task import Task
from services import erasure, erasure_steps
from services.desk import Desk
from services.tasks import Progress, TaskKind
from store import erasure_list, erasures
from store.erasing_workspace import erase_workspace, left_long_ago
from store.store import Store

_LOG = logging.getLogger(__name__)


def erase(keys_folder: Path) -> TaskKind:
    """Erase one person: killed at any step, it goes on when it is taken up again."""

    def run(desk: Desk, task: Task, progress: Progress) -> None:
        person_id = task.ids["person"]
        erase_person(desk, keys_folder, task.workspace_id, person_id, progress)

    return TaskKind(erasure.TASK, run)


def erase_person(
    desk: Desk,
    keys_folder: Path,
    workspace_id: str,
    person_id: str,
    progress: Callable[[int, int | None], None] = lambda _done, _total: None,
) -> None:
    """Everything up to the last word to the person; their account goes once that is out.

    The list beside the keys comes first: from then on no older backup brings them back.
    """
    erasure_list.note(keys_folder, workspace_id, person_id, desk.now())
    with desk.open_work_in(workspace_id) as work:
        erasure_steps.settle(work, person_id)
    done = 0
    while True:
        with desk.open_work_in(workspace_id) as work:
            gone = erasure_steps.clear(work, person_id)
        if not gone:
            break
        done += gone
        progress(done, None)
    with desk.open_work_in(workspace_id) as work:
        erasure_steps.tell(work, person_id)


def ended(desk: Desk, workspace_id: str, person_id: str) -> bool:
    """Let the account go as well where nothing is to be said to it first; whether it is gone."""
    with desk.open_work_in(workspace_id) as work:
        erasure_steps.end_due(work)
        return erasure_steps.is_done(work, person_id)


def erase_left(store: Store, keys_folder: Path) -> int:
    """Erase the workspaces that took the app out 30 days ago and did not come back; how many."""
    left = left_long_ago(store)
    for workspace_id in left:
        rows = erase_workspace(store, workspace_id, keys_folder)
        _LOG.info("Workspace %s left for good: %d rows deleted", workspace_id, rows)
    return len(left)


def erase_again(store: Store, clock: Clock, keys_folder: Path) -> int:
    """After an older backup was put back: erase anew whom and what the list beside the keys names.

    Answers how many people and workspaces had come back. Nobody is told: they were, the first time.
    Killed, it goes on when called again, or by the tasks that wait for the bot.
    """
    desk = Desk(store, clock)
    served = {one.id for one in store.workspaces()}
    found = 0
    for one in erasure_list.noted(keys_folder):
        if one.person_id is None:
            found += erase_workspace(store, one.workspace_id, served_too=True) > 0
        elif one.workspace_id in served:
            with desk.open_work_in(one.workspace_id) as work:
                is_back = erasure.begin_again(work, one.person_id)
            if is_back:
                erase_person(desk, keys_folder, one.workspace_id, one.person_id)
                ended(desk, one.workspace_id, one.person_id)
            found += is_back
    return found


def list_erased(store: Store, keys_folder: Path) -> None:
    """Bring the list beside the keys up to date: another machine may have erased somebody."""
    for workspace in store.workspaces():
        with store.look(workspace.id) as session:
            for one in erasures.begun(session):
                erasure_list.note(keys_folder, workspace.id, one.person_id, one.asked_at)
