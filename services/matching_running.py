"""One run from its row to its pairs: gathered in one look, solved outside every transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from program.matching.reasons import NEVER
from program.matching.records import EditKind, Inputs
from program.matching_draft import (
    UNDER_WAY,
    Draft,
    EditMade,
    edits_of,
    locks_and_vetoes,
)
from program.permissions import Act, require
from program.refusal import Refusal
from services import matching_engine, matching_runs
from services.desk import Desk, Look
from services.matching_drafts import draft, edits, inputs, solution
from services.matching_figures import free_places
from services.matching_gathering import Gathered, gather
from services.tasks import Progress

_SHOWN_BONUS = 100
"""Basis points for keeping a pair of a draft that somebody has seen."""
_MOST_TIMES = 5
"""Somebody may be erased while the pairs are found; then they are found again without them."""


@dataclass(frozen=True)
class _Start:
    """What a run begins with, where nothing is kept of it yet."""

    gathered: Gathered
    carried: tuple[EditMade, ...] = ()
    dropped: int = 0


def carry_out(desk: Desk, workspace_id: str, draft_id: str, progress: Progress) -> Draft:
    """Find the pairs of a draft. It may be killed at any point and called again: what it is made
    from is kept first, and from the same inputs come the same pairs.

    Answers the draft as it stands then. For the house alone: raises Refusal `permissions.*`.
    """
    seen = _gathered(desk, workspace_id, draft_id)
    for _ in range(_MOST_TIMES):
        if seen.state not in UNDER_WAY:
            return seen
        _solve(desk, workspace_id, seen, progress)
        with desk.open_look_in(workspace_id) as look:
            seen = draft(look, draft_id)
    return seen


def _gathered(desk: Desk, workspace_id: str, draft_id: str) -> Draft:
    """The draft with its inputs kept: now, or by whoever began it before."""
    with desk.open_look_in(workspace_id) as look:
        require(look.actor, Act.MATCHING_CARRY)
        seen = draft(look, draft_id)
        start = _start(look, seen) if seen.state in UNDER_WAY and not seen.digest else None
    if start is None:
        return seen
    with desk.open_work_in(workspace_id) as work:
        kept = matching_runs.keep_inputs(work, seen, start.gathered, start.carried, start.dropped)
        return kept or draft(work, draft_id)


def _start(look: Look, seen: Draft) -> _Start:
    before = None if seen.made_from is None else draft(look, seen.made_from)
    if before is None:
        return _Start(gather(look, seen.cohort.id))
    pairs = {one.mentee: one.mentor for one in solution(look, before).pairs}
    gathered = gather(look, seen.cohort.id, before=pairs, kept_bonus=_SHOWN_BONUS)
    stood = locks_and_vetoes(edits(look, before))
    carried = _possible(stood, gathered.inputs)
    return _Start(gathered, carried, len(stood) - len(carried))


def _possible(stood: Sequence[EditMade], made_from: Inputs) -> tuple[EditMade, ...]:
    """The locks and vetoes that can still stand among the people of today, numbered anew."""
    mentees = {one.id for one in made_from.mentees}
    left = Counter({one.id: max(0, one.places - one.taken) for one in made_from.mentors})
    never = {(one.mentee, one.mentor) for one in made_from.barred if one.bar in NEVER}
    kept: list[EditMade] = []
    for one in stood:
        pair = (one.edit.mentee, one.edit.mentor)
        if pair[0] not in mentees or pair[1] not in left:
            continue
        if one.edit.kind is EditKind.LOCK:
            if pair in never or pair[0] == pair[1] or left[pair[1]] < 1:
                continue
            left[pair[1]] -= 1
        number = len(kept) + 1
        kept.append(replace(one, number=number, made_on=number - 1, carried=True))
    return tuple(kept)


def _solve(desk: Desk, workspace_id: str, seen: Draft, progress: Progress) -> None:
    with desk.open_look_in(workspace_id) as look:
        made_from, made = inputs(look, seen), edits(look, seen)
    study = matching_engine.study(seen.copy, lambda: made_from)
    try:
        found = study.solve(edits_of(made), progress=progress)
    except Refusal as refusal:
        with desk.open_work_in(workspace_id) as work:
            matching_runs.give_up(work, seen.id, refusal.code.removeprefix("matching."))
        return
    with desk.open_work_in(workspace_id) as work:
        matching_runs.finish(work, seen, sum(free_places(made_from).values()), found)
