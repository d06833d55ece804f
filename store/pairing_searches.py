"""Pairings somebody has to look at: marked, not taken up, of a closed account, or one's own."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from program.pairing import HOLDS_PLACE, Flag, Pairing, PairingState
from store.pairing_tables import PairingRow
from store.pairings import in_order, records
from store.people import PersonRow
from store.session import StoreSession


def flagged(session: StoreSession, cohort_ids: Collection[str]) -> tuple[Pairing, ...]:
    """The pairings of these cohorts that a program manager has to look at, oldest first."""
    query = select(PairingRow).where(
        PairingRow.cohort_id.in_(cohort_ids), PairingRow.flag.is_not(None)
    )
    return records(session, in_order(query))


def not_taken_up(session: StoreSession, cohort_ids: Collection[str]) -> tuple[Pairing, ...]:
    """Said no to or never answered, where nobody else has been asked for the mentee since."""
    later = aliased(PairingRow)
    again = (
        select(later.id)
        .where(
            later.cohort_id == PairingRow.cohort_id,
            later.mentee_id == PairingRow.mentee_id,
            or_(later.asked_at > PairingRow.asked_at, later.state.in_(list(HOLDS_PLACE))),
        )
        .exists()
    )
    over = (PairingState.DECLINED.value, PairingState.LAPSED.value)
    query = select(PairingRow).where(
        PairingRow.cohort_id.in_(cohort_ids), PairingRow.state.in_(over), ~again
    )
    return records(session, in_order(query))


def proposed_by(session: StoreSession, person_id: str) -> tuple[Pairing, ...]:
    """The pairings somebody proposed, oldest first."""
    query = select(PairingRow).where(PairingRow.asked_by == person_id)
    return records(session, in_order(query))


def of_closed_accounts(session: StoreSession) -> tuple[Pairing, ...]:
    """The pairings that hold a place, of somebody whose account closed, not marked so already."""
    marked = (Flag.MENTOR_GONE.value, Flag.MENTEE_GONE.value)
    unmarked = select(PairingRow).where(
        PairingRow.state.in_(list(HOLDS_PLACE)),
        or_(PairingRow.flag.is_(None), PairingRow.flag.not_in(marked)),
    )
    closed = select(PersonRow.id).where(PersonRow.deactivated.is_(True))
    found: dict[str, Pairing] = {}
    for side in (PairingRow.mentor_id, PairingRow.mentee_id):
        # From the few closed accounts to their pairings: the other way round all would be read.
        theirs = unmarked.where(side.in_(closed))
        found |= {one.id: one for one in records(session, in_order(theirs))}
    return tuple(found.values())
