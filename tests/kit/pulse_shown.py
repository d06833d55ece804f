"""Surveys for what is shown of them: rules at their fullest, and in every state."""

from dataclasses import replace
from datetime import UTC, date, datetime

from program.person import Person
from program.pulse.survey import (
    AnswerKind,
    AudienceKind,
    Dimension,
    Policy,
    Question,
    Readers,
    Survey,
    SurveyState,
)
from tests.kit.fullest import full

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
CLOSES = datetime(2026, 12, 4, 16, 0, tzinfo=UTC)
FIT = Question("fit.right", AnswerKind.SCALE, "My mentor or mentee is the right one for me.", "fit")
OFTEN = Question(
    "time.obstacle", AnswerKind.CHOICE, "What gets in the way?", "time", ("Nothing", "Work")
)
CHANGE = Question("support.change", AnswerKind.COMMENT, "What should we change?", "support")
POLICY = Policy(
    title="Autumn pulse",
    program="Horizon 2025",
    audience=AudienceKind.PROGRAM,
    audience_name="",
    invited=24,
    questions=(FIT, OFTEN, CHANGE),
    groups={Dimension.ROLE: ("mentee", "mentor")},
    opens_on=date(2026, 11, 23),
    closes_at=CLOSES,
    zone="Europe/Berlin",
)
SURVEY = Survey(
    id="5" * 32,
    program_id="p" * 26,
    state=SurveyState.OPEN,
    policy=POLICY,
    digest=POLICY.digest(),
    closes_at=CLOSES,
    answers=None,
    progress=None,
    progress_on=None,
)
_LONGEST = (
    *(Question(f"own.s{n:011}", AnswerKind.SCALE, full(150)) for n in range(2)),
    *(
        Question(f"own.c{n:011}", AnswerKind.CHOICE, full(150), "", (full(75), full(74), full(73)))
        for n in range(2)
    ),
    *(Question(f"own.t{n:011}", AnswerKind.COMMENT, full(150)) for n in range(2)),
)
FULL_POLICY = replace(
    POLICY,
    title=full(75),
    program=full(75),
    audience=AudienceKind.COHORT,
    audience_name=full(75),
    invited=2000,
    questions=_LONGEST,
    groups={
        Dimension.ROLE: ("mentee", "mentor"),
        Dimension.LOCATION: tuple(f"{n} {full(60)}" for n in range(40)),
    },
    zone="America/Argentina/ComodRivadavia",
    readers=Readers.ALL,
)
FULL = replace(SURVEY, policy=FULL_POLICY, digest=FULL_POLICY.digest())
RTL = replace(SURVEY, policy=replace(POLICY, title="דופק הסתיו", program="תוכנית החונכות"))
EVERY_STATE = tuple(
    replace(SURVEY, state=state, answers=17 if state is SurveyState.CLOSED else None)
    for state in SurveyState
)
TEAM = tuple(Person(f"{n:026}", f"U0PETRA{n}", full(80), full(120)) for n in range(5))
