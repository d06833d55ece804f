"""A draft as its screens take it, at its fullest and most hostile, made up without an engine."""

from dataclasses import replace
from datetime import UTC, date, datetime

from handlers.matching.board_views import Board
from handlers.matching.place import Place
from program.matching.cover import CompetencyCover, Cover, Nobody
from program.matching.reasons import PRIVATE, Bar
from program.matching.records import (
    Edit,
    EditKind,
    Explanation,
    Lift,
    Points,
    Reason,
    Risk,
    WithoutMentor,
)
from program.matching.recruiting import Recruit, Trait
from program.matching.rows import Row, Shown
from program.matching.rules import Component, Priority, Rules
from program.matching_draft import Draft, DraftState, EditMade, Figures
from program.mentor_lists import Language
from program.person import Person
from program.profile_lists import Function, Theme
from services.matching_preview import Preview
from services.matching_reading import Proposal, ProposalRow
from services.matching_recruiting import CoverTold
from services.matching_why import One, Option, WhyNotTold
from tests.kit.fullest import COHORT, full

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
COMPETENCIES = {one.id: one.name for one in COHORT.competencies}
MANY = 2_000


def person(number: int, kind: str = "e") -> Person:
    """One of many, with an account and a name at its worst."""
    return Person(f"{kind}{number:025d}", f"U0{kind.upper()}{number:09d}", full(80), full(120))


MENTEE, MENTOR, OTHER = person(1), person(1, "m"), person(2, "m")
FIGURES = Figures(
    mentees=MANY,
    mentors=800,
    places=1_900,
    pairs=1_900,
    without=100,
    locked=40,
    vetoed=3,
    moved=17,
    total=15_000_000,
    weakest=4_200,
    cycle=3,
    superiors=12,
)
DRAFT = Draft(
    id="d" * 26,
    cohort=COHORT,
    number=3,
    state=DraftState.READY,
    asked_at=NOW,
    asked_by="w" * 26,
    ready_at=NOW,
    edits=41,
    made_from="b" * 26,
    figures=FIGURES,
)


def row(number: int) -> ProposalRow:
    """Each kind of row in turn."""
    mentee, mentor = person(number), person(number, "m")
    plain = Row(mentee.id, mentor.id, score=8_137, margin=350)
    kinds = (
        plain,
        replace(plain, locked=True, changed=True),
        replace(plain, margin=-60, risk=Risk.THIN, thin=True, below=True, score=4_210),
        replace(plain, margin=40),
        Row(mentee.id, without=WithoutMentor.NOBODY_POSSIBLE),
        Row(mentee.id, without=WithoutMentor.SEATS_SCARCE),
    )
    kind = kinds[number % len(kinds)]
    if number % 13 == 12:
        return ProposalRow(mentee, None, Row(mentee.id), own=True)
    return ProposalRow(mentee, mentor if kind.mentor else None, kind)


def proposal(mentees: int = MANY, *, gap: int = 0) -> Proposal:
    """A draft of so many."""
    rows = tuple(row(number) for number in range(mentees))
    return Proposal(
        draft=DRAFT.id,
        number=DRAFT.number,
        edits=DRAFT.edits,
        cohort=COHORT,
        rows=rows,
        paired=sum(one.mentor is not None for one in rows),
        mean=8_137,
        weakest=4_210,
        gap=gap,
        total=15_000_000,
        engine="flow",
        floor=Lift(4_200, 12_345),
        quota=Lift(80, 5_000, wanted=90),
        hub=(MENTOR, 41),
        recruits=RECRUITS,
        competencies=COMPETENCIES,
    )


RECRUITS = (
    *(Recruit(Trait.COMPETENCY, one, 12, 431, 3) for one in COMPETENCIES),
    Recruit(Trait.FUNCTION, Function.SUPPLY_CHAIN, 1, 0, 0),
    Recruit(Trait.LOCATION, full(80), 0, 120, 1),
)
EDIT = EditMade(41, 40, Edit(EditKind.LOCK, MENTEE.id, MENTOR.id), NOW, "w" * 26)
PLACE = Place(
    DRAFT.id,
    edits=41,
    shown=Shown.NEEDS_LOOK,
    page=1,
    mentee=MENTEE.id,
    mentor=MENTOR.id,
    fresh=True,
    many=True,
    beneath="bm",
)
BOARD = Board(DRAFT, proposal(), PLACE, (EDIT, MENTEE), note="Done: lock of <@U0MIA>.")
EXPLANATION = Explanation(
    mentee=MENTEE.id,
    mentor=MENTOR.id,
    score=8_137,
    points=tuple(Points(one, 287, 300) for one in Component if one is not Component.WISHES),
    reasons=(
        Reason(Component.SKILLS, tuple(COMPETENCIES)),
        Reason(Component.ASPIRATION, tuple(Theme)),
        Reason(Component.FUNCTIONS, tuple(Function)),
    ),
    risk=Risk.MUCH_MISSING,
    margin=-60,
    missing=tuple(Component),
    thin=True,
    rank=2,
    possible=37,
)
ALL_REASONS = (
    *EXPLANATION.reasons,
    Reason(Component.HOURS, ("4",)),
    Reason(Component.SENIORITY, ("2",)),
    Reason(Component.STYLE, ("doing", "practice")),
    Reason(Component.WISHES, ("mentee", "mentor")),
    Reason(Component.SIGNALS, ("potential",)),
    Reason(Component.HOURS),
    Reason(Component.LANGUAGE, tuple(Language)),
    *(Reason(one) for one in Component),
)
OPTION = Option(OTHER, 7_900, 130, tuple(person(one) for one in range(3, 40)), without=person(50))
FREE = Option(OTHER, 7_900, 0)
ONE = One(
    draft=DRAFT.id,
    edits=41,
    cohort_id=COHORT.id,
    mentee=MENTEE,
    mentor=MENTOR,
    explanation=EXPLANATION,
    options=(OPTION, FREE) * 2 + (OPTION,),
    competencies=COMPETENCIES,
)
TOLD_BARS = tuple(one for one in Bar if one not in PRIVATE)
NOBODY = replace(
    ONE,
    mentor=None,
    explanation=None,
    options=(),
    without=WithoutMentor.NOBODY_POSSIBLE,
    bars=dict.fromkeys(TOLD_BARS, 800),
    private=3,
)
WHY_NOT = WhyNotTold(DRAFT.id, 41, MENTEE, OTHER, score=7_900, option=OPTION)
BARRED = replace(WHY_NOT, option=None, bars=TOLD_BARS)
CONFIDENTIAL = replace(WHY_NOT, option=None, score=None, private=True)
RULES = Rules(priority=Priority.QUALITY, quota=90, version=999)
EVERYBODY = {one.id: one for number in range(100) for one in (person(number), person(number, "m"))}
COVER = CoverTold(
    cohort=COHORT,
    cover=Cover(
        mentees=MANY,
        mentors=800,
        places=1_900,
        competencies=tuple(CompetencyCover(one, 900, 20, 30) for one in COMPETENCIES),
        nobody=tuple(Nobody(person(one).id, dict.fromkeys(TOLD_BARS, 9), 2) for one in range(50)),
        mentees_without_profile=tuple(person(one).id for one in range(50)),
        mentors_without_profile=tuple(person(one, "m").id for one in range(50)),
        superior=tuple((person(one).id, person(one, "m").id) for one in range(50)),
    ),
    people=EVERYBODY,
    competencies=COMPETENCIES,
)
CALM = replace(COVER, cover=Cover(12, 8, 14, competencies=(CompetencyCover("k1", 3, 4, 6),)))
PREVIEW = Preview(DRAFT.id, 1_900, 37, 1_899, 8_137, 8_098, 4_210, 4_300)
