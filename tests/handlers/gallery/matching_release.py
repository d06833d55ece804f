"""What a launch shows: its two steps, what became of it, and its messages in every state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from handlers.feature import View
from handlers.matching import release_messages as messages
from handlers.matching import release_views as views
from handlers.matching import release_words as words
from program.cohort import Competency
from program.delivery import Rendered
from program.matching_draft import Draft, DraftState, Figures
from program.person import Person
from program.release import Choice, Launched, Obstacle, Release, Tally, What
from services.release_checklist import Checklist
from services.release_report import ToldReport
from services.release_waiting import ToldWithout
from services.releases import NotPossible
from tests.kit.fullest import COHORT, full

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def _person(letter: str) -> Person:
    return Person(letter * 26, f"U0{letter.upper()}", full(120), title=full(120))


PEOPLE = tuple(_person(letter) for letter in "abdefghijk")
DRAFT = Draft(
    id="d" * 26,
    cohort=COHORT,
    number=3,
    state=DraftState.READY,
    asked_at=NOW,
    edits=12,
    figures=Figures(mentees=2000, mentors=800, places=2000, pairs=1998, without=2),
)
RELEASE = Release(
    id="r" * 26,
    cohort=COHORT,
    draft_id=DRAFT.id,
    number=1,
    what=What.ALL,
    made_on=12,
    by="p" * 26,
    at=NOW,
    report_at=NOW + timedelta(days=7),
)
TALLY = Tally(
    asked=2000, yes=1234, no=99, lapsed=88, stopped=7, open=66, next_asked=55, without=44, passed=3
)
LAUNCHED = Launched(RELEASE, full(120), TALLY)
NOT_POSSIBLE = tuple(
    NotPossible(mentee, mentor, obstacle)
    for obstacle in Obstacle
    for mentee, mentor in ((PEOPLE[0], PEOPLE[1]), (PEOPLE[2], PEOPLE[3]))
)
CHECKLIST = Checklist(
    draft=DRAFT,
    choice=Choice(),
    pairs=1998,
    mentors=800,
    rest=1998,
    locked=412,
    without=2,
    conduct_open=1000,
    impossible=NOT_POSSIBLE,
    launched=(LAUNCHED,),
)
CHOSEN = replace(
    CHECKLIST,
    choice=Choice(What.CHOSEN, tuple(f"{number:026}" for number in range(100))),
    chosen=tuple(replace(PEOPLE[0], id=f"{number:026}") for number in range(100)),
)
CLEAR = replace(
    CHECKLIST, impossible=(), launched=(), locked=0, without=0, conduct_open=0, mentors=1, pairs=1
)
WITHOUT = ToldWithout(
    COHORT,
    possible=True,
    taken=Competency("k", full(70)),
    next_round=TODAY,
    still=True,
    today=TODAY,
)
REPORT = ToldReport(RELEASE, TALLY, TODAY, 38)

VIEWS: dict[str, Callable[[], View]] = {
    "launch": lambda: views.first(CHECKLIST, "UTC"),
    "launch chosen full": lambda: views.first(CHOSEN, "UTC"),
    "launch clear": lambda: views.first(CLEAR, "UTC"),
    "launch sure": lambda: views.second(CHECKLIST),
    "launch sure chosen full": lambda: views.second(CHOSEN),
    "launch asked": lambda: views.asked(DRAFT, 1998),
    "launched": lambda: views.standing(
        [LAUNCHED] * 20, [words.impossible(one) for one in NOT_POSSIBLE], "UTC", rest=3
    ),
}
MESSAGES: dict[str, Callable[[], Rendered]] = {
    **{
        f"draft {state}": partial(messages.draft_ready, replace(DRAFT, state=state))
        for state in (
            DraftState.READY,
            DraftState.FAILED,
            DraftState.DISCARDED,
            DraftState.RELEASING,
            DraftState.RELEASED,
        )
    },
    "draft with a gap": lambda: messages.draft_ready(
        replace(DRAFT, figures=replace(DRAFT.figures, gap=40, without=0))
    ),
    "no mentor": lambda: messages.no_mentor(WITHOUT),
    "no mentor, nothing claimed": lambda: messages.no_mentor(
        replace(WITHOUT, taken=None, next_round=None)
    ),
    "no mentor, nobody possible": lambda: messages.no_mentor(replace(WITHOUT, possible=False)),
    "no mentor, over": lambda: messages.no_mentor(replace(WITHOUT, still=False)),
    "launch report": lambda: messages.launch_report(REPORT),
    "launch report, all well": lambda: messages.launch_report(
        replace(REPORT, tally=Tally(asked=3, yes=3))
    ),
}


def shown() -> list[Any]:
    """Every message, as its blocks."""
    return [list(build().blocks) for build in MESSAGES.values()]
