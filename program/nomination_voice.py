"""Voices: what others say of a nominee, how they rate, and who may read which part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from program.cohort import Cohort, Competency
from program.nomination import Evidence, Standing
from program.nomination_forms import (
    EVIDENCE_LIMIT,
    MOST_COMPETENCIES,
    REMARK_LIMIT,
    check_length,
    check_text,
    evidence_field,
)
from program.permissions import Subject
from program.refusal import Trouble


class Rating(StrEnum):
    """What is rated: signs of readiness that somebody who works with a person can see."""

    POTENTIAL = "potential"
    CURIOSITY = "curiosity"
    COACHABILITY = "coachability"
    RESILIENCE = "resilience"


LOWEST, HIGHEST = 1, 5
Ratings = Mapping[Rating, int | None]
"""1 to 5 for each; None: cannot say. A rating that was not answered is not in it."""


class KnownAs(StrEnum):
    """How the nominator knows the nominee's work."""

    LINE_MANAGER = "line_manager"
    SPONSOR = "sponsor"
    TEAM = "team"
    PROJECT = "project"
    OTHERWISE = "otherwise"


@dataclass(frozen=True)
class VoiceForm:
    """What somebody who nominates a colleague entered so far, over all three steps."""

    cohort_id: str
    nominee: str
    """Person id."""
    known_as: KnownAs | None
    has_conflict: bool = False
    competencies: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What they saw, by the id of the criterion."""
    ratings: Ratings = field(default_factory=dict, repr=False)
    remark: str = field(default="", repr=False)


@dataclass(frozen=True)
class Voice:
    """Who spoke for a nominee, when, and how they know them: no word of what they said."""

    id: str
    nomination_id: str
    by: str
    """Person id."""
    at: datetime
    known_as: KnownAs


@dataclass(frozen=True)
class VoiceForNominee:
    """What a nominee reads of a voice; ratings and remarks do not exist here."""

    voice: Voice
    competencies: tuple[Competency, ...]
    evidence: tuple[Evidence, ...] = field(repr=False)


@dataclass(frozen=True)
class VoiceForReview:
    """What the program team reads of a voice; the remark only program managers."""

    voice: Voice
    competencies: tuple[Competency, ...]
    has_conflict: bool
    evidence: tuple[Evidence, ...] = field(repr=False)
    ratings: Ratings = field(repr=False)
    remark: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class VoiceForAuthor:
    """Somebody's own voice, and the reason once it is decided."""

    voice: Voice
    standing: Standing
    competencies: tuple[Competency, ...]
    evidence: tuple[Evidence, ...] = field(repr=False)
    ratings: Ratings = field(repr=False)
    remark: str | None = field(default=None, repr=False)
    reason: str | None = field(default=None, repr=False)


class ViewState(StrEnum):
    """What became of the question to a manager."""

    ASKED = "asked"
    GIVEN = "given"
    CONFLICT = "conflict"
    """They have a conflict of interest, so they say nothing."""
    LAPSED = "lapsed"


@dataclass(frozen=True)
class View:
    """The question to a nominee's manager for four ratings."""

    id: str
    nomination_id: str
    by: str
    """Person id of whoever is asked."""
    state: ViewState
    answer_by: date
    answered_at: datetime | None = None


@dataclass(frozen=True)
class ViewForReview:
    """A manager's view as the program team reads it."""

    view: View
    ratings: Ratings = field(repr=False)
    remark: str | None = field(default=None, repr=False)


def subject_for_authors(standing: Standing, authors: frozenset[str]) -> Subject:
    """The nomination as it belongs to those who spoke for the nominee."""
    return Subject(
        program_id=standing.cohort.program.id,
        concerns=frozenset({standing.nominee}),
        owners=authors - {standing.nominee},
    )


def check_who(form: VoiceForm) -> tuple[Trouble, ...]:
    """What stands in the way of step 1, as far as the form itself says."""
    if form.known_as is None:
        return (Trouble("nominations.choose_one", field="known_as"),)
    return ()


def check_words(form: VoiceForm, cohort: Cohort) -> tuple[Trouble, ...]:
    """What stands in the way of step 2: words to one criterion at least, within the limit."""
    troubles: list[Trouble] = []
    for criterion in cohort.criteria:
        text = form.evidence.get(criterion.id, "")
        if text:
            troubles += check_text(evidence_field(criterion.id), text, EVIDENCE_LIMIT)
    if cohort.criteria and not any(form.evidence.get(one.id) for one in cohort.criteria):
        first = evidence_field(cohort.criteria[0].id)
        troubles.append(Trouble("nominations.one_text_missing", field=first))
    if not {one.id for one in cohort.competencies}.issuperset(form.competencies):
        troubles.append(Trouble("nominations.choose_competencies", field="competencies"))
    elif len(form.competencies) > MOST_COMPETENCIES:
        facts = {"most": MOST_COMPETENCIES}
        troubles.append(
            Trouble("nominations.too_many_competencies", field="competencies", facts=facts)
        )
    return tuple(troubles)


def check_ratings(ratings: Ratings, remark: str) -> tuple[Trouble, ...]:
    """What stands in the way of the ratings: one answer in each line, and a short remark."""
    missing = [
        Trouble("nominations.choose_rating", field=rating_field(one))
        for one in Rating
        if one not in ratings or not _is_rating(ratings[one])
    ]
    return (*missing, *check_length("remark", remark, REMARK_LIMIT))


def rating_field(rating: Rating) -> str:
    """The name of the form's field for one rating."""
    return f"rating:{rating.value}"


def _is_rating(given: int | None) -> bool:
    return given is None or LOWEST <= given <= HIGHEST
