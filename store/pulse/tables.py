"""The tables of pulse surveys. While one is open none of them tells who answered, when or what.

`pulse_roll` and `pulse_slot` are full from the opening on: an answer overwrites bytes in place. So
they have no moment, no default, no counting key, no index on what an answer changes, and nothing
that names anybody. `id` is random and, on SQLite, the very row id: a second, counting one would
tell the order.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from store.base import Base, Kept, Tenanted
from store.columns import Id, Opaque, Published, UtcDateTime, Word, column
from store.promises import Erase, Keep

RANDOM_KEY = BigInteger().with_variant(Integer, "sqlite")

_SURVEY = {
    "whose": "the program",
    "readers": "the program",
    "keep": Keep.PROGRAM,
    "erase": Erase.NOT_ABOUT,
}
_OPEN = {**_SURVEY, "readers": "nobody", "keep": Keep.PULSE_OPEN}
_SEALED = {
    "whose": "whoever answered; nobody can tell who",
    "readers": "nobody; counted once at the close",
    "keep": Keep.PULSE_OPEN,
    "erase": Erase.UNTRACEABLE,
}
_INVITED = {
    "whose": "the person",
    "readers": "the program",
    "keep": Keep.PULSE_OPEN,
    "erase": Erase.DELETED,
}
_PLAN = {
    "whose": "the program",
    "readers": "program managers",
    "keep": Keep.PROGRAM,
    "erase": Erase.NOT_ABOUT,
}


class PulsePlanRow(Kept, Tenanted, Base):
    """What is to be asked on a day to come, once or again and again."""

    __tablename__ = "pulse_plan"
    __table_args__ = (
        Index("ix_pulse_plan_program", "workspace_id", "program_id"),
        Index("ix_pulse_plan_look_at", "workspace_id", "look_at"),
    )

    program_id: Mapped[str] = column(
        Id(26), ForeignKey("program.id"), purpose="its program", **_PLAN
    )
    title: Mapped[str] = column(Published(75), purpose="what it is called", **_PLAN)
    audience: Mapped[str] = column(Word(16), purpose="who is to be invited", **_PLAN)
    cohort_id: Mapped[str | None] = column(
        Id(26), nullable=True, purpose="the cohort, where it is one", **_PLAN
    )
    questions: Mapped[str] = column(
        Published(6000), purpose="the questions, as they are asked", **_PLAN
    )
    opens_on: Mapped[date] = column(Date, purpose="the day it is to open", **_PLAN)
    days_open: Mapped[int] = column(Integer, purpose="how long it stays open", **_PLAN)
    every_days: Mapped[int | None] = column(
        Integer, nullable=True, purpose="after how many days it is asked again", **_PLAN
    )
    moved: Mapped[int] = column(
        Integer, purpose="how often the day was moved because the rules said no", **_PLAN
    )
    state: Mapped[str] = column(Word(16), purpose="waits, opened, refused or stopped", **_PLAN)
    refused: Mapped[str | None] = column(
        Word(64), nullable=True, purpose="the rule that said no last", **_PLAN
    )
    survey_id: Mapped[str | None] = column(
        Id(32), nullable=True, purpose="the survey it opened last", **_PLAN
    )
    by: Mapped[str] = column(
        Id(26), purpose="who composed it", **{**_PLAN, "erase": Erase.PSEUDONYM}
    )
    version: Mapped[int] = column(Integer, purpose="shows the later of two changes", **_PLAN)
    look_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="when the clock looks at it", **_PLAN
    )


class PulseSurveyRow(Tenanted, Base):
    """One survey, from its opening on. Its id is random; it has planned moments only."""

    __tablename__ = "pulse_survey"
    __table_args__ = (
        Index("ix_pulse_survey_program", "workspace_id", "program_id"),
        Index("ix_pulse_survey_state", "workspace_id", "state"),
        Index("ix_pulse_survey_look_at", "workspace_id", "look_at"),
    )

    id: Mapped[str] = column(Id(32), primary_key=True, purpose="names the survey", **_SURVEY)
    program_id: Mapped[str] = column(
        Id(26), ForeignKey("program.id"), purpose="its program", **_SURVEY
    )
    state: Mapped[str] = column(Word(8), purpose="open, closing, closed or void", **_SURVEY)
    policy: Mapped[str] = column(
        Published(), purpose="its questions and rules, frozen at the opening", **_SURVEY
    )
    public_key: Mapped[bytes] = column(Opaque, purpose="what answers are sealed to", **_SURVEY)
    db_share: Mapped[bytes | None] = column(
        Opaque, nullable=True, purpose="one of three parts of its key", **_OPEN
    )
    comment_kinds: Mapped[int] = column(
        SmallInteger, purpose="how many comments it asks for", **_SURVEY
    )
    n_answers: Mapped[int | None] = column(
        Integer, nullable=True, purpose="how many answered; empty until it is closed", **_SURVEY
    )
    closes_at: Mapped[datetime] = column(UtcDateTime, purpose="when it closes", **_SURVEY)
    remind_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="the planned moment of the reminder", **_SURVEY
    )
    reminded: Mapped[bool] = column(Boolean, purpose="whether its reminder was made", **_SURVEY)
    progress: Mapped[int | None] = column(
        SmallInteger, nullable=True, purpose="how many answered, in tens of per cent", **_SURVEY
    )
    progress_on: Mapped[date | None] = column(
        Date, nullable=True, purpose="the day of that count", **_SURVEY
    )
    look_at: Mapped[datetime | None] = column(
        UtcDateTime, nullable=True, purpose="the next planned moment of any of these", **_SURVEY
    )
    why_void: Mapped[str | None] = column(
        Word(32), nullable=True, purpose="why it was deleted unread", **_SURVEY
    )


class PulseAudienceRow(Tenanted, Base):
    """Who is invited: written at the opening, never changed, deleted at the close."""

    __tablename__ = "pulse_audience"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),
        Index("ix_pulse_audience_person", "workspace_id", "person_id"),
    )

    survey_id: Mapped[str] = column(
        Id(32), ForeignKey("pulse_survey.id"), primary_key=True, purpose="the survey", **_INVITED
    )
    person_id: Mapped[str] = column(Id(26), primary_key=True, purpose="who is invited", **_INVITED)
    groups: Mapped[str] = column(
        Published(255), purpose="the groups that may be shown and the person is in", **_INVITED
    )


class PulseRollRow(Tenanted, Base):
    """One row for each person invited, under a token that only the key of the survey makes."""

    __tablename__ = "pulse_roll"
    __table_args__ = (
        UniqueConstraint("survey_id", "token"),
        {"postgresql_with": {"fillfactor": 50}},
    )

    id: Mapped[int] = column(
        RANDOM_KEY, primary_key=True, autoincrement=False, purpose="random", **_SEALED
    )
    survey_id: Mapped[str] = column(
        Id(32), ForeignKey("pulse_survey.id"), purpose="the survey", **_SEALED
    )
    urn: Mapped[int] = column(SmallInteger, purpose="which rows are written together", **_SEALED)
    token: Mapped[bytes] = column(Opaque, purpose="stands for one person invited", **_SEALED)
    marked: Mapped[int] = column(SmallInteger, purpose="whether that person answered", **_SEALED)


class PulseSlotRow(Tenanted, Base):
    """One place for each slip: random bytes of the final size until a slip is put into it."""

    __tablename__ = "pulse_slot"
    __table_args__ = (
        Index("ix_pulse_slot_survey", "survey_id", "urn"),
        {"postgresql_with": {"fillfactor": 50}},
    )

    id: Mapped[int] = column(
        RANDOM_KEY, primary_key=True, autoincrement=False, purpose="random", **_SEALED
    )
    survey_id: Mapped[str] = column(
        Id(32), ForeignKey("pulse_survey.id"), purpose="the survey", **_SEALED
    )
    urn: Mapped[int] = column(SmallInteger, purpose="which rows are written together", **_SEALED)
    kind: Mapped[int] = column(
        SmallInteger, purpose="0: scores; from 1: one comment each", **_SEALED
    )
    filled: Mapped[int] = column(SmallInteger, purpose="whether a slip is in it", **_SEALED)
    sealed: Mapped[bytes] = column(Opaque, purpose="the slip, or random bytes", **_SEALED)


class PulseResultRow(Tenanted, Base):
    """The one release of a survey: written once, the same for every reader."""

    __tablename__ = "pulse_result"

    survey_id: Mapped[str] = column(
        Id(32), ForeignKey("pulse_survey.id"), primary_key=True, purpose="the survey", **_SURVEY
    )
    document: Mapped[str] = column(
        Published(),
        purpose="figures and comments as released",
        **{**_SURVEY, "erase": Erase.UNTRACEABLE},
    )


class PulseHeardRow(Tenanted, Base):
    """What was heard and what will be done, as the program manager says it to all invited."""

    __tablename__ = "pulse_heard"

    survey_id: Mapped[str] = column(
        Id(32), ForeignKey("pulse_survey.id"), primary_key=True, purpose="the survey", **_SURVEY
    )
    heard: Mapped[str] = column(Published(140), purpose="what was heard", **_SURVEY)
    will: Mapped[str] = column(Published(140), purpose="what will be done", **_SURVEY)
    by: Mapped[str] = column(Id(26), purpose="who says it", **{**_SURVEY, "erase": Erase.PSEUDONYM})
    at: Mapped[datetime] = column(UtcDateTime, purpose="when", **_SURVEY)
