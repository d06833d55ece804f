"""The tables of the roster: entries, reporting lines, imports that wait, ties to be settled."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Digest, Facts, Id, UtcDateTime, Word, column, sealed
from store.promises import Erase, Keep

_THEIRS = {
    "whose": "the person",
    "readers": "the program",
    "keep": Keep.ROSTER,
    "erase": Erase.DELETED,
}
_WAITING = {
    "whose": "the people of the roster",
    "keep": Keep.STAGED,
    "erase": Erase.EXPIRED,
}
_OURS = {
    "whose": "the program manager who imported",
    "readers": "program managers",
    "keep": Keep.IMPORT,
    "erase": Erase.NOT_ABOUT,
}


class ColleagueRow(Kept, Tenanted, Base):
    """Somebody as HR lists them. All that is said of them is sealed together."""

    __tablename__ = "colleague"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_colleague_email", "workspace_id", "email_digest"),
    )

    details: Mapped[bytes] = sealed(
        purpose="name, employee id, e-mail, title, level, function, location, languages and day "
        "of hire, as HR gives them",
        whose="the person",
        readers="the program team and the person; title, function, location and languages also "
        "everyone in the program",
        keep=_THEIRS["keep"],
        erase=_THEIRS["erase"],
    )
    email_digest: Mapped[str | None] = column(
        Digest(64), nullable=True, purpose="finds the entry and its account by e-mail", **_THEIRS
    )
    person_id: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="the account in Slack it is tied to", **_THEIRS
    )
    tied_by: Mapped[str | None] = column(
        Word(16), nullable=True, purpose="whether by e-mail or by hand", **_THEIRS
    )
    listed: Mapped[bool] = column(
        Boolean, purpose="whether the last import still had them", **_THEIRS
    )
    version: Mapped[int] = column(
        Integer, purpose="tells an import whether the entry changed since its check", **_THEIRS
    )


class ReportingLineRow(Kept, Tenanted, Base):
    """Who reports to whom, as HR gives it."""

    __tablename__ = "reporting_line"
    __table_args__ = (
        UniqueConstraint("colleague_id", "superior_id"),
        ForeignKeyConstraint(
            ["workspace_id", "colleague_id"], ["colleague.workspace_id", "colleague.id"]
        ),
        ForeignKeyConstraint(
            ["workspace_id", "superior_id"], ["colleague.workspace_id", "colleague.id"]
        ),
        Index("ix_reporting_line_superior", "workspace_id", "superior_id"),
    )

    colleague_id: Mapped[str] = column(Id(26), purpose="who reports", **_THEIRS)
    superior_id: Mapped[str] = column(Id(26), purpose="to whom", **_THEIRS)
    dotted: Mapped[bool] = column(
        Boolean, purpose="whether it is a line beside the one to the manager", **_THEIRS
    )


class RosterImportRow(Kept, Tenanted, Base):
    """One roster file: what it would change, until somebody says yes or the day is over."""

    __tablename__ = "roster_import"
    __table_args__ = (Index("ix_roster_import_expires", "workspace_id", "expires_at"),)

    asked_by: Mapped[str | None] = column(
        Id(26),
        nullable=True,
        purpose="who imports; nobody where the operator does",
        **{**_OURS, "erase": Erase.PSEUDONYM},
    )
    slack_file: Mapped[str | None] = column(
        Id(32), nullable=True, purpose="the file in Slack, fetched by this id", **_OURS
    )
    state: Mapped[str] = column(Word(16), purpose="where it stands", **_OURS)
    reason: Mapped[str | None] = column(
        Word(32), nullable=True, purpose="why it was refused, as a code", **_OURS
    )
    asked_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was asked for", **_OURS)
    ended_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when it was imported, stopped or refused", **_OURS
    )
    expires_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when what it holds of people is deleted", **_OURS
    )
    counts: Mapped[dict[str, Any]] = column(
        Facts, purpose="how many rows were new, changed, the same, left out", **_OURS
    )
    file_name: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="the name of the file",
        readers="program managers of the whole workspace",
        **_WAITING,
    )
    staged: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="the rows as read, and what they would change",
        readers="program managers of the whole workspace",
        **_WAITING,
    )
    left_out: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="the rows left out, with sheet, row, column and reason",
        readers="program managers of the whole workspace",
        **_WAITING,
    )


class TieQuestionRow(Kept, Tenanted, Base):
    """An account that an entry might be tied to, where somebody has to say whether it is."""

    __tablename__ = "tie_question"
    __table_args__ = (
        UniqueConstraint("colleague_id", "person_id"),
        ForeignKeyConstraint(
            ["workspace_id", "colleague_id"], ["colleague.workspace_id", "colleague.id"]
        ),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
    )

    colleague_id: Mapped[str] = column(Id(26), purpose="the entry", **_THEIRS)
    person_id: Mapped[str] = column(
        Id(26), purpose="the account that has its e-mail address", **_THEIRS
    )
    why: Mapped[str] = column(Word(24), purpose="what is in the way of the tie", **_THEIRS)
    asked_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was noticed", **_THEIRS)
    settled_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when somebody settled it", **_THEIRS
    )
