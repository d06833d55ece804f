"""The long work of a launch: killed at any transaction, it goes on and asks nobody twice."""

from contextlib import AbstractContextManager

import pytest

from bot import matching_tasks, release_tasks
from program.matching_draft import DraftState
from scheduler.kinds import Kinds
from scheduler.worker import Worker
from services.desk import Desk, Look, Work
from store.store import Store
from tests.kit import cast
from tests.kit.cast import LIAISON, MENTOR, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import MENTEES, draft_now, drafted, pairs_of, set_cohort
from tests.kit.releases import asked, asks, close_account, decide, pairings_of, told
from tests.kit.trail import audit_entries

STEPS = range(1, 10)
"""A look, a question each, a look, the next best ones, the end."""


class Killed(BaseException):
    """The process is gone: nothing after this line ran."""


class DyingDesk:
    """A desk whose process is killed as it opens its n-th transaction."""

    def __init__(self, desk: Desk, last: int) -> None:
        self._desk, self._left = desk, last

    def open_look_in(self, workspace_id: str) -> AbstractContextManager[Look]:
        self._live()
        return self._desk.open_look_in(workspace_id)

    def open_work_in(self, workspace_id: str) -> AbstractContextManager[Work]:
        self._live()
        return self._desk.open_work_in(workspace_id)

    def _live(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise Killed


@pytest.fixture
def stage(sqlite_store: Store, clock: FrozenClock) -> Stage:
    return cast.set_stage(sqlite_store, Desk(sqlite_store, clock))


def work_off(stage: Stage) -> None:
    """The worker comes by until nothing is due."""
    worker = Worker(stage.desk, Kinds([matching_tasks.run(), release_tasks.carry()]))
    while worker.work_due():
        pass


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_transaction_the_next_one_goes_on(
    stage: Stage, clock: FrozenClock, step: int
) -> None:
    ready = set_cohort(stage, MENTEES, (MENTOR, SPONSOR, LIAISON), places=2)
    draft = drafted(stage, ready.cohort)
    mentee, gone = next(iter(pairs_of(stage, draft).items()))
    close_account(stage, gone)
    made = decide(stage, draft)
    desk = DyingDesk(stage.desk, step)
    try:
        release_tasks.carry_out(desk, stage.workspace_id, made.id, lambda *_: None, 1)  # type: ignore[arg-type]
    except Killed:
        clock.move(hours=1)
    work_off(stage)

    assert asked(stage, made).keys() == set(ready.mentees)
    assert asked(stage, made)[mentee].mentor != gone
    assert len(pairings_of(stage, made)) == 3
    assert len(told(stage, "pairings.mentor_ask")) == 3
    assert draft_now(stage, draft).state is DraftState.RELEASED
    carried = [one.entry for one in audit_entries(stage)].count("matching.release_carried")
    assert carried == 1


def test_a_worker_that_comes_again_after_the_end_changes_nothing(
    stage: Stage, clock: FrozenClock
) -> None:
    draft = drafted(stage, set_cohort(stage).cohort)
    made = decide(stage, draft)
    work_off(stage)
    before = asks(stage, made), pairings_of(stage, made)
    clock.move(hours=1)
    release_tasks.carry_out(stage.desk, stage.workspace_id, made.id, lambda *_: None)
    work_off(stage)

    assert (asks(stage, made), pairings_of(stage, made)) == before
