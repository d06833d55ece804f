"""Places that the newest draft of a cohort holds for its pairs."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import delete, select

from program.matching.records import Pair
from program.matching_draft import Draft
from store.base import new_id
from store.matching_tables import MatchingSeatRow
from store.session import StoreSession


def of_cohort(session: StoreSession, cohort_id: str) -> Mapping[str, frozenset[str]]:
    """For whom places are held, by mentor."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    asked = select(MatchingSeatRow.mentor_id, MatchingSeatRow.mentee_id).where(
        MatchingSeatRow.cohort_id == cohort_id
    )
    for mentor, mentee in session.execute(asked):
        found[mentor].add(mentee)
    return {mentor: frozenset(mentees) for mentor, mentees in found.items()}


def hold(session: StoreSession, draft: Draft, pairs: Collection[Pair]) -> None:
    """Hold the places of these pairs, and no other of the cohort; what stays is not written."""
    wanted = {one.mentee: one.mentor for one in pairs}
    asked = select(MatchingSeatRow).where(MatchingSeatRow.cohort_id == draft.cohort.id)
    held = {row.mentee_id: row for row in session.scalars(asked)}
    gone = [
        row.id
        for row in held.values()
        if row.draft_id != draft.id or wanted.get(row.mentee_id) != row.mentor_id
    ]
    _delete(session, gone)
    stays = {mentee for mentee, row in held.items() if row.id not in set(gone)}
    session.insert_rows(
        MatchingSeatRow,
        [
            {
                "id": new_id(),
                "draft_id": draft.id,
                "cohort_id": draft.cohort.id,
                "mentee_id": mentee,
                "mentor_id": mentor,
            }
            for mentee, mentor in sorted(wanted.items())
            if mentee not in stays
        ],
    )


def let_go(session: StoreSession, draft_id: str, mentee_ids: Collection[str] | None = None) -> None:
    """Hold nothing for these mentees any more (None: for nobody of the draft)."""
    asked = select(MatchingSeatRow).where(MatchingSeatRow.draft_id == draft_id)
    rows = session.scalars(asked)
    _delete(
        session, [row.id for row in rows if mentee_ids is None or row.mentee_id in set(mentee_ids)]
    )


def _delete(session: StoreSession, ids: Collection[str]) -> None:
    listed = sorted(ids)
    for start in range(0, len(listed), _AT_ONCE):
        session.execute(
            delete(MatchingSeatRow)
            .where(MatchingSeatRow.id.in_(listed[start : start + _AT_ONCE]))
            .execution_options(synchronize_session=False)
        )


_AT_ONCE = 500
"""Rows named in one statement."""
