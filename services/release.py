"""The launch: the one decision that has the mentors of a draft asked, all of them or none."""

from collections.abc import Collection, Mapping

from program.cohort import CohortState, state_on
from program.hours import local_day
from program.matching_draft import Draft, DraftState
from program.permissions import Act, require
from program.refusal import Refusal
from program.release import (
    MOST_CHOSEN,
    Choice,
    Release,
    What,
    report_at,
    subject_of,
)
from services import matching_runs, release_draft, releases
from services.desk import Look, Work
from services.release_draft import left_of, taken_of
from services.release_turns import CARRY
from store import release_asks
from store import releases as kept


def require_pairs(look: Look, draft_id: str, choice: Choice) -> None:
    """Refuse a choice that releases nothing, under its field. Raises Refusal as `release` does."""
    found = release_draft.releasable(look, draft_id)
    _require_something(look, found.draft, choice, taken_of(choice, left_of(look, found)))


def pairs_of(look: Look, made: Release) -> int:
    """How many pairs a release is about. Raises Refusal `permissions.*`."""
    require(look.actor, Act.MATCHING_SEE, subject_of(made.cohort))
    asks = release_asks.asks(look.session, made.id)
    return sum(one.turn == 1 and one.mentor is not None for one in asks)


def release(work: Work, draft_id: str, choice: Choice, *, made_on: int, seen: int = 0) -> Release:
    """Decide that mentors are asked: written whole or not at all; the house carries it out.

    `made_on` is the last edit of the draft, `seen` how many of its releases were known. The same
    again by the same person is a quiet success. Raises Refusal `matching.launched` (name, at, zone)
    where somebody was quicker, `matching.edited_meanwhile`, `matching.not_ready`,
    `matching.newer_draft`, `matching.nothing_to_launch`, `matching.choose_pairs` and
    `matching.too_many_chosen` under `chosen`, `matching.cohort_closed`, `permissions.*`.
    """
    found = release_draft.releasable(work, draft_id)
    draft = found.draft
    before = kept.of_draft(work.session, draft.id)
    if len(before) > seen:
        if _is_the_same(work, before[seen], choice, made_on):
            return before[seen]
        raise release_draft.launched_by(work, releases.of_draft(work, draft.id)[-1])
    left = left_of(work, found)
    if before and not left:
        raise release_draft.launched_by(work, releases.of_draft(work, draft.id)[-1])
    taken = taken_of(choice, left)
    _require_something(work, draft, choice, taken)
    if draft.state is DraftState.READY:
        matching_runs.launch(work, draft.id, made_on)
    pairs: dict[str, str | None] = {one.mentee: one.mentor for one in taken.values()}
    if len(taken) == len(left):  # with the last pairs go the mentees for whom there is nobody
        pairs |= dict.fromkeys(found.without)
    return _decide(work, draft, choice, seen + 1, pairs)


def _decide(
    work: Work,
    draft: Draft,
    choice: Choice,
    number: int,
    pairs: Mapping[str, str | None],
) -> Release:
    made = kept.add(
        work.session,
        cohort_id=draft.cohort.id,
        draft_id=draft.id,
        number=number,
        what=choice.what,
        made_on=draft.edits,
        by=work.me,
        report_at=report_at(work.now, work.actor.zone),
        pairs=pairs,
    )
    if made is None:
        raise release_draft.launched_by(work, releases.of_draft(work, draft.id)[-1])
    asked = sum(one is not None for one in pairs.values())
    work.note("matching.launched", about=f"release:{made.id}", draft=draft.id, pairs=asked)
    work.start_task(CARRY, ids={"release": made.id}, key=f"{CARRY}:{made.id}")
    work.retouch(f"matching_draft:{draft.id}")
    work.refresh_home(work.me)
    return made


def _require_something(look: Look, draft: Draft, choice: Choice, taken: Collection[str]) -> None:
    cohort = draft.cohort
    if state_on(cohort, local_day(look.now, cohort.program.zone)) is CohortState.CLOSED:
        raise Refusal("matching.cohort_closed", day=cohort.ends)
    if choice.what is What.CHOSEN and len(choice.mentees) > MOST_CHOSEN:
        raise Refusal("matching.too_many_chosen", field="chosen", most=MOST_CHOSEN)
    if not taken and choice.what is What.CHOSEN:
        raise Refusal("matching.choose_pairs", field="chosen")
    if not taken:
        raise Refusal("matching.nothing_to_launch", field="what", what=choice.what)


def _is_the_same(work: Work, made: Release, choice: Choice, made_on: int) -> bool:
    """Whether this very form was sent before: by the same person, for the same pairs."""
    if (made.by, made.what, made.made_on) != (work.me, choice.what, made_on):
        return False
    if choice.what is not What.CHOSEN:
        return True
    asks = release_asks.asks(work.session, made.id)
    there = {one.mentee for one in asks if one.turn == 1 and one.mentor is not None}
    return there <= set(choice.mentees)
