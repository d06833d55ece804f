"""The tables of profiles, wishes and avoid lists: all of it sealed, one row for each author."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, UtcDateTime, column, sealed
from store.promises import Erase, Keep

_THEIRS = {"whose": "the person", "keep": Keep.COHORT, "erase": Erase.DELETED}
_SHOWN = {"readers": "the person and the program team", **_THEIRS}
_REASONS = {
    "readers": "the person and the program team; the other of a pairing, where it is a reason",
    **_THEIRS,
}
_INNER = {"readers": "the program", **_THEIRS}
_AVOIDING = {
    "whose": "the person",
    "readers": "the person; a run, which bars the pair and does not say why",
    "keep": Keep.TAKES_PART,
    "erase": Erase.DELETED,
}


class MenteeProfileRow(Kept, Tenanted, Base):
    """What one mentee of one cohort wants to learn, and how."""

    __tablename__ = "mentee_profile"
    __table_args__ = (
        UniqueConstraint("workspace_id", "cohort_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_mentee_profile_person", "workspace_id", "person_id"),
    )

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), purpose="the cohort it is for", **_SHOWN
    )
    person_id: Mapped[str] = column(Id(26), purpose="whose profile it is", **_SHOWN)
    version: Mapped[int] = column(Integer, purpose="counts the changes", **_INNER)
    changed_at: Mapped[datetime] = column(UtcDateTime, purpose="when it last changed", **_SHOWN)
    choices: Mapped[bytes] = sealed(
        nullable=False,
        purpose="competencies wanted with levels, themes, functions, how they learn, languages, "
        "days and times",
        **_REASONS,
    )
    boundaries: Mapped[bytes | None] = sealed(
        nullable=True, purpose="what they do not want to be asked", **_SHOWN
    )


class MentorProfileRow(Kept, Tenanted, Base):
    """What one mentor of one cohort can give beyond the offer."""

    __tablename__ = "mentor_profile"
    __table_args__ = (
        UniqueConstraint("workspace_id", "cohort_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_mentor_profile_person", "workspace_id", "person_id"),
    )

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), purpose="the cohort it is for", **_SHOWN
    )
    person_id: Mapped[str] = column(Id(26), purpose="whose profile it is", **_SHOWN)
    version: Mapped[int] = column(Integer, purpose="counts the changes", **_INNER)
    changed_at: Mapped[datetime] = column(UtcDateTime, purpose="when it last changed", **_SHOWN)
    choices: Mapped[bytes] = sealed(
        nullable=False,
        purpose="levels of what they offer, themes, functions, what they can open, how direct "
        "they are",
        **_REASONS,
    )


class WishListRow(Kept, Tenanted, Base):
    """With whom somebody would like to be paired in one cohort."""

    __tablename__ = "wish_list"
    __table_args__ = (
        UniqueConstraint("workspace_id", "cohort_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_wish_list_person", "workspace_id", "person_id"),
    )

    cohort_id: Mapped[str] = column(
        Id(26), ForeignKey("cohort.id"), purpose="the cohort it is for", **_INNER
    )
    person_id: Mapped[str] = column(Id(26), purpose="who wishes", **_INNER)
    wishes: Mapped[bytes] = sealed(
        nullable=False,
        purpose="whom they wish for, the dearest first",
        whose="the person",
        readers="the person; a run, which counts it; program managers beside a pair",
        keep=Keep.COHORT,
        erase=Erase.DELETED,
    )


class AvoidListRow(Kept, Tenanted, Base):
    """With whom somebody does not want to be paired, in any cohort."""

    __tablename__ = "avoid_list"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
    )

    person_id: Mapped[str] = column(Id(26), purpose="whose list it is", **_AVOIDING)
    changed_at: Mapped[datetime] = column(UtcDateTime, purpose="when it changed", **_AVOIDING)
    avoid: Mapped[bytes] = sealed(
        nullable=False, purpose="with whom they do not want to be paired", **_AVOIDING
    )
