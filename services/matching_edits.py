"""Edits of a draft by its program managers: lock, veto, undo, run again, discard, go back.

The pairs that follow are found outside every transaction. An edit names the number it was made
on; of two made on the same number the later one is told who was first, and nothing of it applies.
"""

from collections.abc import Sequence

from program.matching.records import Edit, EditKind, Inputs, Solution
from program.matching_draft import (
    BY_HAND,
    DISCARDABLE,
    REASON_LIMIT,
    REPLACED,
    Draft,
    DraftState,
    Edited,
    EditMade,
    after_edit,
    changes_nothing,
    edits_of,
    in_force,
)
from program.permissions import Act, require
from program.refusal import Refusal
from services import matching_engine, matching_runs
from services.desk import Caller, Desk, Look, Work
from services.matching_drafts import draft, edits, inputs, solution, solution_at
from services.matching_figures import figures_of, others_moved
from services.matching_standing import (
    Seen,
    edited_meanwhile,
    moved,
    require_not_mine,
    require_number,
    require_ready,
    seen_for,
)
from store import matching_drafts as kept
from store import matching_edits as kept_edits
from store import matching_seats as kept_seats

_INVERSE = {
    EditKind.LOCK: EditKind.UNLOCK,
    EditKind.UNLOCK: EditKind.LOCK,
    EditKind.VETO: EditKind.UNVETO,
    EditKind.UNVETO: EditKind.VETO,
}


def apply(
    desk: Desk, caller: Caller, draft_id: str, made_on: int, edit: Edit, *, reason: str = ""
) -> Edited:
    """Lock or veto a pair, or lift that, and find the pairs that follow; few others move.

    A lock takes the place of the mentee's lock to somebody else. What is so already, and the same
    press twice, are a quiet success. Raises Refusal `matching.edited_meanwhile` (by, at, number),
    `.not_ready` (state), `.not_in_draft`, `.reason_too_long` (over), `.never_pair`,
    `.locks_beyond_places`, `.no_draft`, `.copy_gone`, `permissions.*` (also where the program
    manager is one of the two).
    """
    _check_reason(reason)
    with desk.open_look(caller) as look:
        seen = seen_for(look, draft_id, edit)
        if changes_nothing(edits_of(seen.made), edit) or _twice(look, seen.made, made_on, edit):
            return Edited(seen.draft, seen.pairs)
        require_number(seen.draft, made_on)
    found = _solved(desk, seen, after_edit(edits_of(seen.made), edit))
    with desk.open_work(caller) as work:
        made = EditMade(made_on + 1, made_on, edit, work.now, work.me, reason)
        return _keep(work, seen, made, found)


def undo(desk: Desk, caller: Caller, draft_id: str, made_on: int) -> Edited:
    """Take the last edit back that still counts: the draft is as it was before that one.

    The same press twice undoes one. Raises Refusal `matching.nothing_to_undo`,
    `matching.edited_meanwhile` and others as `apply` does.
    """
    with desk.open_look(caller) as look:
        seen = seen_for(look, draft_id)
        last = _last(seen.made)
        if _twice(look, seen.made, made_on, None):
            return Edited(seen.draft, seen.pairs)
        require_number(seen.draft, made_on)
        if last is None:
            raise Refusal("matching.nothing_to_undo")
        require_not_mine(look, seen.draft, last.edit)
        found = solution_at(look, seen.draft, last.made_on)
    back = Edit(_INVERSE[last.edit.kind], last.edit.mentee, last.edit.mentor)
    with desk.open_work(caller) as work:
        made = EditMade(made_on + 1, made_on, back, work.now, work.me, undoes=last.number)
        return _keep(work, seen, made, found)


def rerun(desk: Desk, caller: Caller, draft_id: str) -> Draft:
    """Find the pairs anew from today's profiles; those of this draft stay where that costs little.

    A new draft, on its way; how many others moved stands in its figures once it is ready. Raises
    Refusal `matching.not_ready` (state) and others as `matching_runs.ask` does.
    """
    with desk.open_work(caller) as work:
        seen = draft(work, draft_id)
        require(work.actor, Act.MATCHING_RUN, seen.subject)
        if seen.state is not DraftState.READY and seen.reason != REPLACED:
            raise Refusal("matching.not_ready", state=seen.state)
        return matching_runs.ask(work, seen.cohort.id)


def discard(work: Work, draft_id: str) -> Draft:
    """Nobody wants this draft; its places are free. Again is a quiet success.

    Raises Refusal `matching.launched` for one that is being released, `permissions.*`.
    """
    seen = draft(work, draft_id)
    require(work.actor, Act.MATCHING_RUN, seen.subject)
    if seen.state is DraftState.DISCARDED:
        return seen
    if seen.state not in DISCARDABLE:
        raise Refusal("matching.launched")
    made = moved(work, seen, DraftState.DISCARDED, BY_HAND)
    kept_seats.let_go(work.session, made.id)
    if made.ready_at is None:
        kept.forget_copy(work.session, made.id)
    work.note("matching.discarded", about=f"matching_draft:{made.id}", number=made.number)
    return made


def back(work: Work, draft_id: str) -> Draft:
    """Go back to the draft that this one was made from; this one is discarded.

    Answers the draft before, ready again with its places. Raises Refusal
    `matching.nothing_before`, `matching.not_ready` (state), `permissions.*`.
    """
    seen = draft(work, draft_id)
    require(work.actor, Act.MATCHING_RUN, seen.subject)
    require_ready(seen)
    before = None if seen.made_from is None else kept.draft(work.session, seen.made_from)
    if before is None or before.state is not DraftState.DISCARDED or before.reason != REPLACED:
        raise Refusal("matching.nothing_before")
    moved(work, seen, DraftState.DISCARDED, BY_HAND)
    again = moved(work, before, DraftState.READY, None)
    kept_seats.hold(work.session, again, solution(work, again).pairs)
    work.note("matching.went_back", about=f"matching_draft:{again.id}", number=again.number)
    return again


def _solved(desk: Desk, seen: Seen, edits: Sequence[Edit]) -> Solution:
    """The pairs after these edits, out of the copy of this draft; outside every transaction."""

    def load() -> Inputs:
        with desk.open_look_in(seen.workspace_id) as look:
            return inputs(look, seen.draft)

    return matching_engine.study(seen.draft.copy, load).solve(edits, before=seen.pairs)


def _keep(work: Work, seen: Seen, made: EditMade, found: Solution) -> Edited:
    """Write the edit and what followed, unless somebody was quicker."""
    now = draft(work, seen.draft.id)
    require_not_mine(work, now, made.edit)
    require_ready(now)
    if _twice(work, edits(work, now), made.made_on, None if made.undoes else made.edit):
        return Edited(now, solution(work, now))
    require_number(now, made.made_on)
    elsewhere = others_moved(seen.pairs, found, made.edit.mentee)
    in_all = edits_of((*seen.made, made))
    figures = figures_of(now.figures, found, in_all, moved=len(elsewhere))
    after = kept.edited(work.session, seen.draft, figures, by=work.me)
    if after is None:
        raise edited_meanwhile(now)
    kept_edits.add(work.session, after.id, made, found)
    kept_seats.hold(work.session, after, found.pairs)
    work.note(
        "matching.edited",
        about=f"matching_draft:{after.id}",
        number=made.number,
        kind="undo" if made.undoes else made.edit.kind.value,
        moved=len(elsewhere),
    )
    work.retouch(f"matching_draft:{after.id}")
    return Edited(after, found, elsewhere)


def _last(made: tuple[EditMade, ...]) -> EditMade | None:
    """The last edit that counts; one taken over from the draft before is lifted, not undone."""
    own = [one for one in in_force(made) if not one.carried]
    return own[-1] if own else None


def _twice(look: Look, made: Sequence[EditMade], made_on: int, edit: Edit | None) -> bool:
    """Is this the last edit (None: an undo), sent once more by the same person?"""
    last = made[-1] if made else None
    return (
        last is not None
        and last.made_on == made_on
        and last.by == look.actor.person_id
        and (last.undoes is not None if edit is None else last.edit == edit)
        and (edit is None or last.undoes is None)
    )


def _check_reason(reason: str) -> None:
    over = len(reason) - REASON_LIMIT
    if over > 0:
        raise Refusal("matching.reason_too_long", field="reason", over=over)
