"""A launch of another workspace is none here: not read, not carried on, not launched again."""

from collections.abc import Callable

import pytest

from bot.release_tasks import carry_out
from program.matching_draft import Draft
from program.refusal import Refusal
from program.release import Choice, Release
from services import release, release_checklist, releases
from services.desk import Desk
from store.store import Store
from tests.kit.cast import PROGRAM_MANAGER, Stage, set_stage
from tests.kit.clock import FrozenClock
from tests.kit.matching_drafts import draft_now, drafted, set_cohort
from tests.kit.releases import asks, decide, pairings_of

Act = Callable[[Stage, Draft, Release], object]


def _check(here: Stage, draft: Draft, _: Release) -> None:
    with here.desk.open_look(here.caller(PROGRAM_MANAGER)) as look:
        release_checklist.check(look, draft.id, Choice())


def _release(here: Stage, draft: Draft, _: Release) -> None:
    with here.desk.open_work(here.caller(PROGRAM_MANAGER)) as work:
        release.release(work, draft.id, Choice(), made_on=0, seen=1)


def _not_possible(here: Stage, _: Draft, made: Release) -> None:
    with here.desk.open_look(here.caller(PROGRAM_MANAGER)) as look:
        releases.not_possible(look, made.id)


def _carry_out(here: Stage, _: Draft, made: Release) -> None:
    carry_out(here.desk, here.workspace_id, made.id, lambda *_: None)


@pytest.mark.parametrize("act", [_check, _release, _not_possible, _carry_out])
def test_a_launch_of_another_workspace_is_none_here(
    sqlite_store: Store, clock: FrozenClock, act: Act
) -> None:
    desk = Desk(sqlite_store, clock)
    here, there = (set_stage(sqlite_store, desk, team) for team in ("T0HERE", "T0THERE"))
    draft = drafted(there, set_cohort(there).cohort)
    made = decide(there, draft)
    before = draft_now(there, draft), asks(there, made), pairings_of(there, made)
    with pytest.raises(Refusal) as refused:
        act(here, draft, made)
    assert refused.value.code in ("matching.no_draft", "matching.no_release")
    assert (draft_now(there, draft), asks(there, made), pairings_of(there, made)) == before


def test_what_was_launched_is_listed_in_its_own_workspace_alone(
    sqlite_store: Store, clock: FrozenClock
) -> None:
    desk = Desk(sqlite_store, clock)
    here, there = (set_stage(sqlite_store, desk, team) for team in ("T0HERE", "T0THERE"))
    draft = drafted(there, set_cohort(there).cohort)
    decide(there, draft)
    for stage, number in ((here, 0), (there, 1)):
        with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
            assert len(releases.of_draft(look, draft.id)) == number
