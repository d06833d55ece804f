"""Ties between entries of the roster and accounts, and the questions that are open about them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from program.actor import Standing
from program.roster import TiedBy
from program.roster_tie import Pair, Why
from store.base import new_id
from store.people import PersonRow
from store.roster_tables import ColleagueRow, TieQuestionRow
from store.session import StoreSession


@dataclass(frozen=True)
class QuestionKept:
    """A question as it is kept: ids only."""

    id: str
    colleague_id: str
    person_id: str
    why: Why
    asked_at: datetime


def untied_pairs(
    session: StoreSession, slack_users: Collection[str] | None = None
) -> tuple[Pair, ...]:
    """Entries and open accounts of this workspace with the same address that are not tied.

    `slack_users`: only of these accounts. Left out is what was settled, and whoever is listed no
    longer without ever having been tied.
    """
    asked = (
        select(ColleagueRow.id, ColleagueRow.person_id, PersonRow.id.label("account"))
        .join(PersonRow, PersonRow.email_digest == ColleagueRow.email_digest)
        .where(
            or_(ColleagueRow.person_id.is_(None), ColleagueRow.person_id != PersonRow.id),
            or_(ColleagueRow.listed, ColleagueRow.person_id.is_not(None)),
            PersonRow.deactivated.is_(False),
            PersonRow.standing != Standing.OUTSIDER.value,
        )
        .order_by(ColleagueRow.id, PersonRow.id)
    )
    if slack_users is not None:
        asked = asked.where(PersonRow.slack_user.in_(slack_users))
    rows = session.execute(asked).all()
    accounts = [row.account for row in rows] if len(rows) < _FEW else None
    taken = _taken(session, accounts)
    settled = _settled(session)
    return tuple(
        Pair(row.id, row.account, tied_to=row.person_id, taken_by=taken.get(row.account))
        for row in rows
        if (row.id, row.account) not in settled
    )


def tie(
    session: StoreSession, pairs: Mapping[str, str | None], by: TiedBy
) -> Mapping[str, str | None]:
    """Tie these entries to these accounts (None: to nobody); the accounts they had before."""
    rows = session.scalars(select(ColleagueRow).where(ColleagueRow.id.in_(list(pairs)))).all()
    before = {row.id: row.person_id for row in rows}
    for row in rows:
        row.person_id = pairs[row.id]
        row.tied_by = by.value if row.person_id else None
    session.flush()
    return before


def open_questions(session: StoreSession) -> tuple[QuestionKept, ...]:
    """The questions nobody has settled, the oldest first."""
    rows = session.scalars(
        select(TieQuestionRow)
        .where(TieQuestionRow.settled_at.is_(None))
        .order_by(TieQuestionRow.asked_at, TieQuestionRow.id)
    )
    return tuple(
        QuestionKept(row.id, row.colleague_id, row.person_id, Why(row.why), row.asked_at)
        for row in rows
    )


def ask(session: StoreSession, pair: Pair, why: Why) -> bool:
    """Open a question about a pair. False: it is open or settled already."""
    return session.insert_once(
        TieQuestionRow,
        {
            "id": new_id(),
            "colleague_id": pair.colleague_id,
            "person_id": pair.person_id,
            "why": why.value,
            "asked_at": session.now,
            "settled_at": None,
        },
    )


def rule_out(session: StoreSession, colleague_id: str, person_id: str, why: Why) -> None:
    """Note that somebody parted the two: never tied by themselves, and never asked about."""
    ask(session, Pair(colleague_id, person_id), why)
    rows = session.scalars(
        select(TieQuestionRow).where(
            TieQuestionRow.colleague_id == colleague_id, TieQuestionRow.person_id == person_id
        )
    )
    for row in rows:
        row.settled_at = session.now
    session.flush()


def take_back(session: StoreSession, question_ids: Collection[str]) -> None:
    """Delete questions whose reason is gone."""
    rows = session.scalars(select(TieQuestionRow).where(TieQuestionRow.id.in_(question_ids)))
    for row in rows:
        session.delete(row)
    session.flush()


def settle(session: StoreSession, question_ids: Collection[str]) -> None:
    """Note that somebody decided; the same pairs are not asked about again."""
    rows = session.scalars(select(TieQuestionRow).where(TieQuestionRow.id.in_(question_ids)))
    for row in rows:
        row.settled_at = session.now
    session.flush()


_FEW = 500


def _taken(session: StoreSession, accounts: Collection[str] | None) -> Mapping[str, str]:
    asked = select(ColleagueRow.person_id, ColleagueRow.id).where(
        ColleagueRow.person_id.is_not(None)
    )
    if accounts is not None:
        asked = asked.where(ColleagueRow.person_id.in_(accounts))
    return {row.person_id: row.id for row in session.execute(asked)}


def _settled(session: StoreSession) -> frozenset[tuple[str, str]]:
    rows = session.execute(
        select(TieQuestionRow.colleague_id, TieQuestionRow.person_id).where(
            TieQuestionRow.settled_at.is_not(None)
        )
    )
    return frozenset((row.colleague_id, row.person_id) for row in rows)
