"""What is written in check-ins: what the two agreed, and what each keeps for themselves alone."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import delete, func, select

from program.blind_answers import (
    BlindAnswer,
)
from program.check_in import (
    InTheWay,
    OwnWords,
    Worth,
)
from store.base import new_id
from store.check_in_tables import (
    CheckInActionRow,
    CheckInCompetencyRow,
    CheckInRow,
    CheckInSideRow,
)
from store.check_ins import side_row
from store.pairing_tables import PairingRow
from store.session import StoreSession


def actions(session: StoreSession, check_in_id: str) -> tuple[str, ...]:
    """What the two agreed to do, in the order it was written."""
    rows = session.scalars(
        select(CheckInActionRow)
        .where(CheckInActionRow.check_in_id == check_in_id)
        .order_by(CheckInActionRow.position)
    )
    return tuple(session.unseal(row, "text") or "" for row in rows)


def keep_actions(session: StoreSession, check_in_id: str, texts: Sequence[str]) -> None:
    """Write down what the two agreed, in place of what stood there."""
    session.execute(delete(CheckInActionRow).where(CheckInActionRow.check_in_id == check_in_id))
    for position, text in enumerate(texts):
        row = CheckInActionRow(id=new_id(), check_in_id=check_in_id, position=position)
        session.seal(row, "text", text)
        session.add(row)
    session.flush()


def competencies(session: StoreSession, check_in_id: str) -> frozenset[str]:
    """Ids of the competencies a meeting was about."""
    query = select(CheckInCompetencyRow.competency_id).where(
        CheckInCompetencyRow.check_in_id == check_in_id
    )
    return frozenset(session.scalars(query))


def keep_competencies(
    session: StoreSession, check_in_id: str, competency_ids: Iterable[str]
) -> None:
    """Write down what a meeting was about, in place of what stood there."""
    session.execute(
        delete(CheckInCompetencyRow).where(CheckInCompetencyRow.check_in_id == check_in_id)
    )
    session.add_all(
        CheckInCompetencyRow(check_in_id=check_in_id, competency_id=one)
        for one in sorted(set(competency_ids))
    )
    session.flush()


def competency_uses(session: StoreSession, cohort_id: str) -> Mapping[str, int]:
    """How many check-ins of a cohort name each competency."""
    query = (
        select(CheckInCompetencyRow.competency_id, func.count())
        .join(CheckInRow, CheckInRow.id == CheckInCompetencyRow.check_in_id)
        .join(PairingRow, PairingRow.id == CheckInRow.pairing_id)
        .where(PairingRow.cohort_id == cohort_id)
        .group_by(CheckInCompetencyRow.competency_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def own(session: StoreSession, check_in_id: str, person_id: str) -> OwnWords:
    """What one of the two keeps for themselves beside a meeting."""
    row = session.scalars(
        select(CheckInSideRow).where(
            CheckInSideRow.check_in_id == check_in_id, CheckInSideRow.person_id == person_id
        )
    ).one_or_none()
    if row is None:
        return OwnWords()
    return OwnWords(_worth(session, row), _in_the_way(session, row), _note(session, row))


def keep_own(
    session: StoreSession, check_in_id: str, person_id: str, words: OwnWords, answered_on: date
) -> None:
    """Write down what one of the two keeps for themselves, in place of what stood there."""
    row = side_row(session, check_in_id, person_id)
    given = (_worth(session, row), _in_the_way(session, row))
    if given != (words.worth, words.in_the_way):
        answers = words.worth is not None or words.in_the_way
        row.answered_on = answered_on if answers else None
        session.seal(row, "worth", words.worth)
        reasons = json.dumps(list(words.in_the_way)) if words.in_the_way else None
        session.seal(row, "in_the_way", reasons)
    session.seal(row, "note", words.note or None)
    session.flush()


def notes_of(session: StoreSession, person_id: str) -> tuple[tuple[date, str, OwnWords], ...]:
    """Everything a person kept for themselves: the day, the pairing, the words; oldest first."""
    query = (
        select(CheckInSideRow, CheckInRow.met_on, CheckInRow.pairing_id)
        .join(CheckInRow, CheckInRow.id == CheckInSideRow.check_in_id)
        .where(CheckInSideRow.person_id == person_id)
        .order_by(CheckInRow.met_on, CheckInRow.id)
    )
    found = []
    for row, met_on, pairing_id in session.execute(query):
        words = OwnWords(_worth(session, row), _in_the_way(session, row), _note(session, row))
        found.append((met_on, pairing_id, words))
    return tuple(found)


def blind_answers(session: StoreSession, cohort_id: str, until: date) -> tuple[BlindAnswer, ...]:
    """The blind answers of a cohort up to a day, for the one function that counts them."""
    query = (
        select(CheckInSideRow)
        .join(CheckInRow, CheckInRow.id == CheckInSideRow.check_in_id)
        .join(PairingRow, PairingRow.id == CheckInRow.pairing_id)
        .where(PairingRow.cohort_id == cohort_id, CheckInSideRow.answered_on <= until)
    )
    return tuple(
        BlindAnswer(row.person_id, row.answered_on, _worth(session, row), _in_the_way(session, row))
        for row in session.scalars(query)
        if row.answered_on is not None
    )


def _worth(session: StoreSession, row: CheckInSideRow) -> Worth | None:
    said = session.unseal(row, "worth")
    return Worth(said) if said else None


def _in_the_way(session: StoreSession, row: CheckInSideRow) -> tuple[InTheWay, ...]:
    return tuple(InTheWay(one) for one in json.loads(session.unseal(row, "in_the_way") or "[]"))


def _note(session: StoreSession, row: CheckInSideRow) -> str:
    return session.unseal(row, "note") or ""
