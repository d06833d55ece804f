"""The tables of matching: rules, drafts with sealed copies, edits, seats, who is in a copy."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Digest, Facts, Id, UtcDateTime, Word, column, sealed
from store.promises import Erase, Keep

_TEAM = {"readers": "program managers"}
_RULES = {
    "whose": "the cohort",
    "keep": Keep.COHORT_STANDS,
    "erase": Erase.NOT_ABOUT,
    **_TEAM,
}
_DRAFT = {"whose": "the cohort", "keep": Keep.COHORT, "erase": Erase.WHOLE_COHORT, **_TEAM}
_MANAGERS = {
    "whose": "the program manager",
    "keep": Keep.COHORT,
    "erase": Erase.PSEUDONYM,
    **_TEAM,
}
_COPIES = {
    "whose": "everybody in it",
    "keep": Keep.COHORT,
    "erase": Erase.TAKEN_OUT,
}
_PAIRS = {"whose": "the two of the pair", "keep": Keep.COHORT, **_TEAM}
_INNER = {
    "whose": "the person",
    "readers": "the program",
    "keep": Keep.COHORT,
    "erase": Erase.DELETED,
}


class MatchingRulesRow(Kept, Tenanted, Base):
    """The weights and rules of one cohort, as they are now; every draft keeps its own."""

    __tablename__ = "matching_rules"
    __table_args__ = (UniqueConstraint("cohort_id"),)

    cohort_id: Mapped[str] = column(Id(26), ForeignKey("cohort.id"), purpose="the cohort", **_RULES)
    choices: Mapped[Mapping[str, Any]] = column(
        Facts, purpose="weights, what goes first, who goes without", **_RULES
    )
    version: Mapped[int] = column(
        Integer, purpose="lets the later of two changes see that it is late", **_RULES
    )
    set_by: Mapped[str | None] = column(
        Id(26),
        nullable=True,
        purpose="who set them last",
        **{**_MANAGERS, "keep": Keep.COHORT_STANDS},
    )
    set_at: Mapped[datetime] = column(UtcDateTime, purpose="when they were set last", **_RULES)


class MatchingDraftRow(Kept, Tenanted, Base):
    """One run of the matching: what it was made from, sealed, and what it came to."""

    __tablename__ = "matching_draft"
    __table_args__ = (
        UniqueConstraint("cohort_id", "number"),
        Index("ix_matching_draft_state", "workspace_id", "cohort_id", "state"),
    )

    cohort_id: Mapped[str] = column(Id(26), ForeignKey("cohort.id"), purpose="the cohort", **_DRAFT)
    number: Mapped[int] = column(Integer, purpose="counts the drafts of the cohort", **_DRAFT)
    state: Mapped[str] = column(Word(16), purpose="where it stands", **_DRAFT)
    state_since: Mapped[datetime] = column(UtcDateTime, purpose="since when", **_DRAFT)
    asked_by: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="who asked; nobody where the operator did", **_MANAGERS
    )
    asked_at: Mapped[datetime] = column(UtcDateTime, purpose="when it was asked for", **_DRAFT)
    ready_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when its pairs were found", **_DRAFT
    )
    edits: Mapped[int] = column(
        Integer, purpose="the number of its last edit, for the later of two to see", **_DRAFT
    )
    edited_by: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="who edited it last", **_MANAGERS
    )
    edited_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when it was edited last", **_DRAFT
    )
    made_from: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="the draft before it, whose pairs it keeps", **_DRAFT
    )
    rules_version: Mapped[int] = column(Integer, purpose="the rules it was made with", **_DRAFT)
    engine: Mapped[str] = column(Word(160), purpose="which solver, with versions", **_DRAFT)
    digest: Mapped[str] = column(Digest(64), purpose="tells whether inputs are the same", **_DRAFT)
    erased: Mapped[int] = column(
        Integer, purpose="how many people were erased and taken out of it", **_DRAFT
    )
    reason: Mapped[str | None] = column(
        Word(32), nullable=True, purpose="why it failed or was discarded, as a code", **_DRAFT
    )
    figures: Mapped[Mapping[str, int]] = column(Facts, purpose="what it came to", **_DRAFT)
    inputs: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="a compressed copy of what it was made from: choices, levels, ratings, hours, "
        "wishes, who is barred from whom, weights and rules; no word anybody wrote",
        readers="the program, which explains pairs from it; program managers read the reasons",
        **_COPIES,
    )
    result: Mapped[bytes | None] = sealed(
        nullable=True, purpose="the pairs it came to, compressed", **_COPIES, **_TEAM
    )


class MatchingEditRow(Kept, Tenanted, Base):
    """One lock, veto or undo in a draft, with the pairs that followed."""

    __tablename__ = "matching_edit"
    __table_args__ = (
        UniqueConstraint("draft_id", "number"),
        Index("ix_matching_edit_mentee", "workspace_id", "mentee_id"),
        Index("ix_matching_edit_mentor", "workspace_id", "mentor_id"),
    )

    draft_id: Mapped[str] = column(
        Id(26), ForeignKey("matching_draft.id"), purpose="the draft", **_DRAFT
    )
    number: Mapped[int] = column(Integer, purpose="the order of the edits", **_DRAFT)
    made_on: Mapped[int] = column(Integer, purpose="the number it was made on", **_DRAFT)
    kind: Mapped[str] = column(Word(16), purpose="lock, veto, or one of them lifted", **_DRAFT)
    mentee_id: Mapped[str] = column(
        Id(26), purpose="the mentee", **{**_PAIRS, "erase": Erase.PSEUDONYM}
    )
    mentor_id: Mapped[str] = column(
        Id(26), purpose="the mentor", **{**_PAIRS, "erase": Erase.PSEUDONYM}
    )
    by_id: Mapped[str | None] = column(Id(26), nullable=True, purpose="whose edit", **_MANAGERS)
    at: Mapped[datetime] = column(UtcDateTime, purpose="when", **_DRAFT)
    undoes: Mapped[int | None] = column(
        Integer, nullable=True, purpose="the number of the edit it takes back", **_DRAFT
    )
    carried: Mapped[bool] = column(
        Boolean, purpose="whether it was taken over from the draft before", **_DRAFT
    )
    reason: Mapped[bytes | None] = sealed(
        nullable=True,
        purpose="why, in the program manager's words",
        **{**_PAIRS, "erase": Erase.EMPTIED},
    )
    result: Mapped[bytes | None] = sealed(
        nullable=True, purpose="the pairs that followed, compressed", **_COPIES, **_TEAM
    )


class MatchingSeatRow(Kept, Tenanted, Base):
    """A place of a mentor that the newest draft of the cohort holds for a mentee."""

    __tablename__ = "matching_seat"
    __table_args__ = (
        UniqueConstraint("cohort_id", "mentee_id"),
        ForeignKeyConstraint(["workspace_id", "mentee_id"], ["person.workspace_id", "person.id"]),
        ForeignKeyConstraint(["workspace_id", "mentor_id"], ["person.workspace_id", "person.id"]),
        Index("ix_matching_seat_draft", "draft_id"),
        Index("ix_matching_seat_mentor", "workspace_id", "mentor_id"),
    )

    draft_id: Mapped[str] = column(
        Id(26),
        ForeignKey("matching_draft.id"),
        purpose="the draft",
        **{**_PAIRS, "erase": Erase.DELETED},
    )
    cohort_id: Mapped[str] = column(
        Id(26),
        ForeignKey("cohort.id"),
        purpose="the cohort",
        **{**_PAIRS, "erase": Erase.DELETED},
    )
    mentee_id: Mapped[str] = column(
        Id(26), purpose="for whom", **{**_PAIRS, "erase": Erase.DELETED}
    )
    mentor_id: Mapped[str] = column(
        Id(26), purpose="whose place", **{**_PAIRS, "erase": Erase.DELETED}
    )


class MatchingPartRow(Kept, Tenanted, Base):
    """Who is in the sealed copy of a draft: the copy itself can only be read as a whole."""

    __tablename__ = "matching_part"
    __table_args__ = (
        UniqueConstraint("draft_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_matching_part_person", "workspace_id", "person_id"),
    )

    draft_id: Mapped[str] = column(
        Id(26), ForeignKey("matching_draft.id"), purpose="the draft", **_INNER
    )
    person_id: Mapped[str] = column(Id(26), purpose="who is in it", **_INNER)
