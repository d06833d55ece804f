"""What happened before you sit down: the next cohort, with nominations in every state."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.practice.people import LONDON

ZONE = ZoneInfo(LONDON)
OPENS_AT = datetime(2026, 3, 9, 9, 0, tzinfo=ZONE)
"""When practice begins: a Monday morning in the program manager's own zone."""

NEXT_COHORT_AT = datetime(2026, 2, 16, 9, 30, tzinfo=ZONE)

PROGRAM_NAME = "Next Leaders"
COHORT_NAME = "Spring 2026"
NOMINATIONS_CLOSE = date(2026, 3, 27)
STARTS_ON = date(2026, 4, 13)
ENDS_ON = date(2026, 12, 18)

COMPETENCIES = (
    "Strategic thinking",
    "Leading through change",
    "Influencing without authority",
    "Commercial judgement",
    "Developing others",
    "Board-level communication",
)
CRITERIA = (
    "Has led something across teams, from idea to result",
    "Seeks and uses feedback",
    "Is ready to take on a larger role within two years",
)


@dataclass(frozen=True)
class Answer:
    """What a program manager decided: `accepted`, `wait_listed`, `declined` or `more_asked`."""

    at: datetime
    by: str
    step: str
    reason: str
    remark: str = ""


@dataclass(frozen=True)
class Story:
    """One self-nomination and what became of it."""

    nominee: str
    at: datetime
    competencies: tuple[int, ...]
    """Places in COMPETENCIES."""
    aspiration: str
    evidence: tuple[str, ...]
    """One text for each of CRITERIA."""
    answer: Answer | None = None
    withdrawn_at: datetime | None = None


def _on(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


HELEN, MARC = "Helen Okafor", "Marc Brunner"

STORIES: tuple[Story, ...] = (
    Story(
        "Daniel Ashworth",
        _on(2, 18, 11, 20),
        (0, 3),
        "I want to move from owning one product to shaping a portfolio, and to learn how "
        "leaders choose what not to do.",
        (
            "I brought three teams onto one release calendar. It took five months; late changes "
            "fell by half, and the calendar is now used by two other product lines.",
            "After a hard review last year I asked four peers for notes every quarter and changed "
            "how I run planning because of them.",
            "My director and I have agreed that I take over the analytics products this autumn.",
        ),
        Answer(
            _on(2, 24, 10, 5),
            HELEN,
            "accepted",
            "Your release calendar shows exactly the cross-team leadership this cohort is about. "
            "Welcome.",
            "Strong case. Would gain most from a mentor outside Product.",
        ),
    ),
    Story(
        "Niamh Gallagher",
        _on(2, 20, 14, 40),
        (2, 3),
        "I would like to lead a region and to be better at decisions with half the facts.",
        (
            "I led the renewal of our largest framework agreement with Legal and Operations.",
            "I ask for a debrief after every tender, also after those we win.",
            "Soon, I hope.",
        ),
        Answer(
            _on(2, 25, 15, 30),
            HELEN,
            "more_asked",
            "What larger role do you see within two years, and who has seen you practise for it?",
        ),
    ),
    Story(
        "Jasmine Lee",
        _on(2, 23, 9, 15),
        (1, 4),
        "I lead eight data scientists well, I am told, and I want to learn to lead leaders.",
        (
            "I set up the forecasting guild across three sites; it now owns the demand model.",
            "I use the upward feedback survey and publish what I change.",
            "My head of department retires next year and I am one of two candidates.",
        ),
        Answer(
            _on(3, 3, 11, 0),
            MARC,
            "wait_listed",
            "You meet every criterion. Places in your time zone are few this spring; the first "
            "one that opens is offered to you.",
        ),
    ),
    Story(
        "Mateusz Zielinski",
        _on(2, 24, 16, 5),
        (3,),
        "I want to understand how large investments are decided.",
        (
            "I prepared the monthly close for two legal entities.",
            "I take part in the yearly review.",
            "I have been in my role for seven months and still learn a lot in it.",
        ),
        Answer(
            _on(3, 2, 9, 45),
            HELEN,
            "declined",
            "This cohort asks for work led across teams. The finance project you mention would "
            "show that; please come back when it is done.",
            "Promising, one year early.",
        ),
    ),
    Story(
        "Camila Torres",
        _on(2, 26, 13, 10),
        (2, 5),
        "I want to speak to boards as clearly as I speak to customers.",
        (
            "I led the move of forty key accounts to the new contract.",
            "I record my pitches and review them with a colleague.",
            "I am preparing for the head of key accounts role.",
        ),
        withdrawn_at=_on(3, 4, 14, 0),
    ),
    Story(
        "Priya Nair",
        _on(3, 4, 7, 50),
        (0, 2),
        "I build data platforms that others rely on. I want to help decide what they are for.",
        (
            "I led the move of twelve reporting systems to one platform with four departments "
            "and no day of downtime.",
            "I hold a retrospective after each release and act on one thing from it.",
            "I deputise for our platform director and would like to be ready when she moves on.",
        ),
    ),
    Story(
        "Leila Haddad",
        _on(3, 5, 10, 30),
        (1, 2),
        "I want to lead through change without losing the people who doubt it.",
        (
            "I rebuilt our onboarding with Sales and Support; time to first value fell from "
            "ten weeks to six.",
            "I asked my team what I should stop doing, and stopped two of three.",
            "In two years I would like to run customer success for a country.",
        ),
    ),
    Story(
        "Hana Kobayashi",
        _on(3, 6, 6, 20),
        (4, 5),
        "I want to bring quality into the room where decisions are made.",
        (
            "I led the supplier audit program for two plants and trained nine auditors.",
            "I ask auditors and the audited alike how the audit felt.",
            "My site director has named me as her deputy from July.",
        ),
    ),
)
