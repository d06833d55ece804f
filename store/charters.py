"""The charter of each program: its words, and the people it names."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Integer, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped

from program.charter import (
    LINE_LIMIT,
    MOST_LINES,
    PURPOSE_LIMIT,
    SCOPE_LIMIT,
    WORD_LIMIT,
    CharterWords,
    ProgramCharter,
)
from program.pulse.survey import Readers
from store.base import Base, Kept, Tenanted, new_id
from store.columns import Id, Published, UtcDateTime, Word, column
from store.promises import Erase, Keep
from store.session import StoreSession

_LIST = MOST_LINES * (LINE_LIMIT + 1)
_KEPT = {"keep": Keep.PROGRAM}
_PUBLIC = {
    "whose": "the program",
    "readers": "everyone in the workspace",
    "erase": Erase.NOT_ABOUT,
    **_KEPT,
}
_NAMED = {
    "whose": "who is named",
    "readers": "everyone in the workspace",
    "erase": Erase.UNNAMED,
    **_KEPT,
}


class ProgramCharterRow(Kept, Tenanted, Base):
    """One charter for each program; lists stand one entry per line."""

    __tablename__ = "program_charter"
    __table_args__ = (
        UniqueConstraint("program_id"),
        *(
            ForeignKeyConstraint(["workspace_id", one], ["person.workspace_id", "person.id"])
            for one in ("opening_word_by", "budget_owner", "escalation")
        ),
    )

    program_id: Mapped[str] = column(
        Id(26), ForeignKey("program.id"), purpose="its program", **_PUBLIC
    )
    purpose: Mapped[str] = column(
        Published(PURPOSE_LIMIT), purpose="what the program is for", **_PUBLIC
    )
    scope: Mapped[str] = column(Published(SCOPE_LIMIT), purpose="whom it is for", **_PUBLIC)
    priorities: Mapped[str] = column(
        Published(_LIST), purpose="the strategic priorities it serves", **_PUBLIC
    )
    measures: Mapped[str] = column(
        Published(_LIST), purpose="how everybody knows that it works", **_PUBLIC
    )
    ladders: Mapped[str] = column(Published(_LIST), purpose="the careers it leads to", **_PUBLIC)
    opening_word: Mapped[str] = column(
        Published(WORD_LIMIT),
        purpose="what the sponsor says to those who take part",
        **{**_PUBLIC, "whose": "the sponsor"},
    )
    opening_word_by: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="whose opening word it is", **_NAMED
    )
    budget_owner: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="who decides on money", **_NAMED
    )
    escalation: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="who is asked beyond the program team", **_NAMED
    )
    pulse_readers: Mapped[str] = column(
        Word(16),
        default="team",
        server_default="team",
        purpose="who reads what came of a pulse: the team, sponsors, or all who take part",
        **_PUBLIC,
    )
    version: Mapped[int] = column(Integer, purpose="shows the later of two changes", **_PUBLIC)
    changed_at: Mapped[datetime] = column(
        UtcDateTime, purpose="when it was changed last", **_PUBLIC
    )
    changed_by: Mapped[str] = column(
        Id(26),
        purpose="who changed it last",
        whose="the program manager",
        readers="program managers",
        erase=Erase.PSEUDONYM,
        **_KEPT,
    )


def of_program(session: StoreSession, program_id: str) -> ProgramCharter:
    """The charter of a program; an empty one of version 0 where none was written yet."""
    row = _row(session, program_id)
    return ProgramCharter(program_id) if row is None else _record(row)


def words_of(session: StoreSession, program_ids: Collection[str]) -> Mapping[str, CharterWords]:
    """The words of several charters, by program; those that were never written are left out."""
    rows = session.scalars(
        select(ProgramCharterRow).where(ProgramCharterRow.program_id.in_(program_ids))
    )
    return {row.program_id: _record(row).words for row in rows}


def last_change(session: StoreSession, program_id: str) -> tuple[str, datetime] | None:
    """Who changed the charter last, and when."""
    row = _row(session, program_id)
    return None if row is None else (row.changed_by, row.changed_at)


def write(session: StoreSession, charter: ProgramCharter, *, by: str) -> bool:
    """Keep a charter over the version it was made on. False if somebody changed it meanwhile."""
    values = {
        "purpose": charter.words.purpose,
        "scope": charter.words.scope,
        "priorities": "\n".join(charter.words.priorities),
        "measures": "\n".join(charter.words.measures),
        "ladders": "\n".join(charter.words.ladders),
        "opening_word": charter.words.opening_word,
        "opening_word_by": charter.opening_word_by,
        "budget_owner": charter.budget_owner,
        "escalation": charter.escalation,
        "pulse_readers": charter.pulse_readers.value,
        "version": charter.version + 1,
        "changed_at": session.now,
        "changed_by": by,
    }
    if charter.version == 0:
        return session.insert_once(
            ProgramCharterRow, {"id": new_id(), "program_id": charter.program_id, **values}
        )
    moved = session.execute(
        update(ProgramCharterRow)
        .where(
            ProgramCharterRow.program_id == charter.program_id,
            ProgramCharterRow.version == charter.version,
        )
        .values(**values)
    )
    return bool(moved.rowcount == 1)  # type: ignore[attr-defined]


def _row(session: StoreSession, program_id: str) -> ProgramCharterRow | None:
    return session.scalars(
        select(ProgramCharterRow).where(ProgramCharterRow.program_id == program_id)
    ).one_or_none()


def _record(row: ProgramCharterRow) -> ProgramCharter:
    return ProgramCharter(
        program_id=row.program_id,
        words=CharterWords(
            purpose=row.purpose,
            scope=row.scope,
            priorities=_lines(row.priorities),
            measures=_lines(row.measures),
            ladders=_lines(row.ladders),
            opening_word=row.opening_word,
        ),
        opening_word_by=row.opening_word_by,
        budget_owner=row.budget_owner,
        escalation=row.escalation,
        pulse_readers=Readers(row.pulse_readers),
        version=row.version,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
