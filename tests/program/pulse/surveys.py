"""Policies, piles and rosters for the tests of what is published."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from program.pulse.document import Document, Figure, QuestionFigures
from program.pulse.publishing import publish
from program.pulse.survey import (
    AnswerKind,
    AudienceKind,
    Dimension,
    Pile,
    Policy,
    Question,
    Slip,
)

ROLE, LOCATION = Dimension.ROLE, Dimension.LOCATION
SAFETY = Question("safety.trouble", AnswerKind.SCALE, "I know whom to ask.", "safety")
TIME = Question("time.enough", AnswerKind.SCALE, "I have the time.", "time")
RHYTHM = Question(
    "time.rhythm", AnswerKind.CHOICE, "How often?", "time", ("Weekly", "Monthly", "Less")
)
KEEP = Question("own.keep", AnswerKind.COMMENT, "What should stay as it is?")
CHANGE = Question("own.change", AnswerKind.COMMENT, "What should change?")


def policy(
    questions: Sequence[Question] = (SAFETY,),
    *,
    invited: int = 40,
    groups: Mapping[Dimension, tuple[str, ...]] | None = None,
    audience: AudienceKind = AudienceKind.PROGRAM,
) -> Policy:
    """The rules of a survey as its opening freezes them."""
    return Policy(
        title="How is it going?",
        program="Horizon",
        audience=audience,
        audience_name="",
        invited=invited,
        questions=tuple(questions),
        groups=groups or {},
        opens_on=date(2026, 6, 1),
        closes_at=datetime(2026, 6, 12, 15, tzinfo=UTC),
        zone="Europe/Berlin",
    )


def scored(*scores: int, groups: Mapping[Dimension, str] | None = None) -> tuple[Slip, ...]:
    """One slip for each score, all of the same groups."""
    return tuple(Slip(groups or {}, {SAFETY.id: score}) for score in scores)


def released(rules: Policy, slips: Sequence[Slip], **comments: Sequence[str]) -> Document:
    """The release of a pile, with the comments by the last word of their question's id."""
    texts = {
        one.id: tuple(comments.get(one.id.rpartition(".")[2], [""] * len(slips)))
        for one in rules.comments
    }
    return publish(rules, Pile(tuple(slips), texts), shuffle=random.SystemRandom().shuffle)


def told(document: Document, question: Question = SAFETY) -> QuestionFigures:
    """What a release tells of one question."""
    found = document.of(question.id)
    assert found is not None
    return found


def of_everyone(document: Document, question: Question = SAFETY) -> Figure:
    """What a release tells of everyone's answers to one question."""
    found = told(document, question).everyone
    assert found is not None
    return found


def roster(size: int, chance: random.Random) -> list[dict[Dimension, str]]:
    """People whose role and location hang together: not, somewhat, or one within the other."""
    mentors = chance.uniform(0.3, 0.6)
    places = chance.randint(2, 6)
    weights = [chance.uniform(0.3, 1) for _ in range(places)]
    tie = chance.choice(("apart", "correlated", "nested"))
    people = []
    for _ in range(size):
        place = chance.choices(range(places), weights)[0]
        role = "mentor" if chance.random() < mentors else "mentee"
        if tie == "nested":
            role = "mentor" if place < round(places * mentors) else "mentee"
        elif tie == "correlated" and chance.random() < 0.5:
            place = place if role == "mentor" else (place + 1) % places
        people.append({ROLE: role, LOCATION: f"Location {place}"})
    return people
