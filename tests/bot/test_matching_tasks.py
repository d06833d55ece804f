"""The long work of the matching: killed anywhere it goes on, given up it tells who asked."""

from collections.abc import Callable
from typing import Any

import pytest

from bot import matching_tasks
from program.matching.records import Inputs
from program.matching_draft import Draft, DraftState
from program.task import Task, TaskState
from scheduler.kinds import Kinds
from scheduler.worker import MOST_ATTEMPTS, Worker
from services import matching_drafts, matching_runs
from services.desk import Desk
from services.matching_running import carry_out
from store.matching_tables import MatchingDraftRow
from store.store import Store
from tests.kit import cast
from tests.kit.cast import PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import Ready, ask, draft_now, pairs_of, set_cohort
from tests.kit.trail import audit_entries, deliveries_of


class Killed(BaseException):
    """The process is gone: nothing after this line ran."""


@pytest.fixture
def stage(sqlite_store: Store, clock: FrozenClock) -> Stage:
    return cast.set_stage(sqlite_store, Desk(sqlite_store, clock))


@pytest.fixture
def ready(stage: Stage) -> Ready:
    return set_cohort(stage)


def worker_of(stage: Stage) -> Worker:
    return Worker(stage.desk, Kinds([matching_tasks.run()]))


def ready_lines(stage: Stage) -> int:
    return [one.entry for one in audit_entries(stage)].count("matching.ready")


def inputs_of(stage: Stage, draft: Draft) -> Inputs:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return matching_drafts.inputs(look, draft)


def test_the_worker_finds_the_pairs_and_tells_who_asked(stage: Stage, ready: Ready) -> None:
    draft = ask(stage, ready.cohort)

    worker_of(stage).work_due()

    assert draft_now(stage, draft).state is DraftState.READY
    assert len(pairs_of(stage, draft)) == 3
    (told,) = deliveries_of(stage, matching_runs.DRAFT_READY)
    assert told.recipient == stage.person_id(PROGRAM_MANAGER)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        done, total = matching_runs.progress(look, draft)
    assert total is None or done <= total


def test_a_worker_that_comes_again_after_the_end_changes_nothing(
    stage: Stage, ready: Ready, clock: FrozenClock
) -> None:
    draft = ask(stage, ready.cohort)
    worker_of(stage).work_due()
    before = draft_now(stage, draft), pairs_of(stage, draft)
    clock.move(hours=1)

    carry_out(stage.desk, stage.workspace_id, draft.id, lambda _done, _total: None)
    worker_of(stage).work_due()

    assert (draft_now(stage, draft), pairs_of(stage, draft)) == before
    assert ready_lines(stage) == 1


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_killed_at_any_transaction_the_next_one_goes_on(
    stage: Stage, ready: Ready, clock: FrozenClock, step: int
) -> None:
    """The opened transactions are counted; at the one named the process is gone."""
    draft = ask(stage, ready.cohort)

    killed_at(stage, draft, step)
    clock.move(hours=1)
    worker_of(stage).work_due()

    assert draft_now(stage, draft).state is DraftState.READY
    assert len(pairs_of(stage, draft)) == 3
    assert ready_lines(stage) == 1
    assert len(deliveries_of(stage, matching_runs.DRAFT_READY)) == 1


class DyingDesk:
    """A desk whose process is killed as it opens its n-th transaction."""

    def __init__(self, desk: Desk, last: int) -> None:
        self._desk, self._left = desk, last

    def open_look_in(self, workspace_id: str) -> object:
        return self._open(self._desk.open_look_in, workspace_id)

    def open_work_in(self, workspace_id: str) -> object:
        return self._open(self._desk.open_work_in, workspace_id)

    def _open(self, opens: Callable[[str], object], workspace_id: str) -> object:
        self._left -= 1
        if not self._left:
            raise Killed
        return opens(workspace_id)


def test_killed_after_it_gathered_the_next_one_takes_the_same_inputs(
    stage: Stage, ready: Ready
) -> None:
    draft = ask(stage, ready.cohort)
    killed_at(stage, draft, 3)
    kept = inputs_of(stage, draft)

    worker_of(stage).work_due()

    assert inputs_of(stage, draft) == kept


def test_a_run_that_always_breaks_is_given_up_and_told(
    stage: Stage, ready: Ready, clock: FrozenClock
) -> None:
    """A copy of a form that this version does not know breaks each attempt."""
    draft = ask(stage, ready.cohort)
    killed_at(stage, draft, 3)
    spoil(stage, draft)
    worker = worker_of(stage)
    for _ in range(MOST_ATTEMPTS):
        worker.work_due()
        clock.move(hours=2)

    failed = draft_now(stage, draft)
    assert (failed.state, failed.reason) == (DraftState.FAILED, "not_found")
    (told,) = deliveries_of(stage, matching_runs.DRAFT_READY)
    assert told.recipient == stage.person_id(PROGRAM_MANAGER)
    assert ask(stage, ready.cohort).number == 2


def killed_at(stage: Stage, draft: Draft, step: int) -> None:
    """Carry the run out by a process that ends at the transaction of this number."""
    desk: Any = DyingDesk(stage.desk, step)
    with pytest.raises(Killed):
        carry_out(desk, stage.workspace_id, draft.id, lambda _done, _total: None)


def spoil(stage: Stage, draft: Draft) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        row = work.session.get(MatchingDraftRow, draft.id)
        assert row is not None
        work.session.seal(row, "inputs", "bm90IGEgY29weQ==")


def test_given_up_after_it_was_ready_it_stays_ready(stage: Stage, ready: Ready) -> None:
    draft = ask(stage, ready.cohort)
    worker_of(stage).work_due()
    kind = matching_tasks.run()
    assert kind.gave_up is not None
    task = Task(
        "t",
        stage.workspace_id,
        kind.name,
        {"draft": draft.id},
        "k",
        TaskState.RUNNING,
        stage.desk.now(),
    )
    with stage.desk.open_work_in(stage.workspace_id) as work:
        kind.gave_up(work, task)
    assert draft_now(stage, draft).state is DraftState.READY
