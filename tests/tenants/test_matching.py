"""Drafts of another workspace: what takes a desk instead of a transaction refuses as well."""

from collections.abc import Callable

import pytest

from program.matching.records import Edit, EditKind
from program.refusal import Refusal
from services import matching_edits
from services.desk import Desk
from services.matching_running import carry_out
from store.store import Store
from tests.kit.cast import PROGRAM_MANAGER, set_stage
from tests.kit.matching_drafts import draft_now, drafted, pairs_of, set_cohort


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, caller, _, draft: matching_edits.apply(
            desk, caller, draft, 0, Edit(EditKind.LOCK, "mentee", "mentor")
        ),
        lambda desk, caller, _, draft: matching_edits.undo(desk, caller, draft, 0),
        lambda desk, caller, _, draft: matching_edits.rerun(desk, caller, draft),
        lambda desk, _, there, draft: carry_out(desk, there, draft, lambda *_: None),
    ],
    ids=["apply", "undo", "rerun", "carry_out"],
)
def test_a_draft_of_another_workspace_is_no_draft_here(
    sqlite_store: Store, clock: Callable[[], object], act: Callable[..., object]
) -> None:
    desk = Desk(sqlite_store, clock)  # type: ignore[arg-type]
    theirs, ours = (set_stage(sqlite_store, desk, team) for team in ("T0ALPHA", "T0BETA"))
    draft = drafted(theirs, set_cohort(theirs).cohort)
    before = draft_now(theirs, draft), pairs_of(theirs, draft)
    with pytest.raises(Refusal) as refused:
        act(desk, ours.caller(PROGRAM_MANAGER), ours.workspace_id, draft.id)
    assert refused.value.code == "matching.no_draft"
    assert (draft_now(theirs, draft), pairs_of(theirs, draft)) == before
