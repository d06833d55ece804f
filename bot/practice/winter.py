"""The cohort that runs when you sit down: who is in it, who mentors whom, and how far each pair is.

One pair for every state there is, so that every screen has something to show.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.practice.story import ZONE

COHORT_NAME = "Winter 2026"
FOUNDED_AT = datetime(2026, 1, 12, 9, 30, tzinfo=ZONE)
NOMINATIONS_CLOSE = date(2026, 1, 30)
STARTS_ON = date(2026, 2, 23)
"""The practice morning, 9 March, opens its third week."""
ENDS_ON = date(2026, 10, 30)

SPONSORS = ("Ingrid Halvorsen", "Desmond Clarke")
LIAISON = "Ananya Rao"


@dataclass(frozen=True)
class Mentee:
    """Somebody who put themselves forward for this cohort and was accepted."""

    name: str
    competencies: tuple[int, ...]
    aspiration: str
    led: str
    """What they led across teams: the first criterion; the others are answered alike."""


MENTEES = (
    Mentee(
        "Adaeze Eze",
        (0, 3),
        "I want to move from explaining what happened to shaping what happens next.",
        "I built the field cost model with Finance and three regions; it decides our routes now.",
    ),
    Mentee(
        "Benedikt Frei",
        (1, 4),
        "I lead engineers well and would like to lead their leaders.",
        "I brought hardware and firmware onto one plan; the last release was the first on time.",
    ),
    Mentee(
        "Emily Hartman",
        (3, 2),
        "I keep programs on budget. I want to help choose which ones we begin.",
        "I led the monthly program review for four plants and ended two projects with their leads.",
    ),
    Mentee(
        "Fatima Zahra",
        (2, 3),
        "I want to be heard earlier, when a decision can still be a better one.",
        "I led the second-source effort with Quality and Legal, which kept two lines running.",
    ),
    Mentee(
        "Gabriel Santos",
        (1, 2),
        "I want to lead a site, not only its systems.",
        "I led the on-call reform across five teams; night calls fell by two thirds.",
    ),
    Mentee(
        "Ivan Petrov",
        (4, 1),
        "I would like to grow people as carefully as I grow machines.",
        "I led the move of two lines to one controller, with the operators in the room.",
    ),
    Mentee(
        "Oliver Grant",
        (0, 5),
        "I work far from headquarters and want to understand how it decides.",
        "I led the storm repairs of two regions with the safety team.",
    ),
    Mentee(
        "Tamsin Reid",
        (5, 0),
        "I want to speak for the numbers in front of a board, and for the people behind them.",
        "I led the new planning cycle with nine departments.",
    ),
    Mentee(
        "Uma Krishnan",
        (2, 5),
        "I want our analyses to change minds above my own level.",
        "I led the demand forecast with Sales and Manufacturing.",
    ),
    Mentee(
        "Wendy Chua",
        (4, 2),
        "I would like to lead suppliers as partners across the region.",
        "I led the audit of eleven suppliers with two plants.",
    ),
    Mentee(
        "Yusuf Demir",
        (1, 3),
        "I want to learn when to promise and when to decline.",
        "I led the renewal program with Product and Legal.",
    ),
    Mentee(
        "Rosa Delgado",
        (5, 2),
        "I want to win without having to be the loudest in the room.",
        "I led the launch of the partner channel with three regions.",
    ),
)
FEEDBACK = "I ask three people after every larger piece of work, and write down what I change."
LARGER_ROLE = "My superior and I have spoken about the next role, and when it could come."
REASON = "Your example shows what this cohort asks for, and who has seen you do it. Welcome."


@dataclass(frozen=True)
class Offer:
    """A leader who mentors in this cohort."""

    name: str
    competencies: tuple[int, ...]
    places: int
    hours: int
    is_backup: bool = False


OFFERS = (
    Offer("Patricia Moreau", (0, 3, 5), 2, 4),
    Offer("Nathan Brooks", (1, 4), 1, 3),
    Offer("Isabel Fuentes", (3, 2), 1, 2),
    Offer("Eleanor Whitfield", (2, 3), 1, 2),
    Offer("Diego Carvalho", (1, 2), 2, 4),
    Offer("Farid Mansour", (4, 1), 1, 3),
    Offer("Hiroshi Tanabe", (0, 5), 1, 2),
    Offer("Laurence Abbott", (5, 0), 1, 3),
    Offer("Jonas Keller", (2, 5), 1, 2),
    Offer("Charlotte Weiss", (2, 5, 4), 2, 4, is_backup=True),
    Offer("Kavita Menon", (1, 3), 1, 2),
    Offer("Grace Lindqvist", (5, 2), 1, 2),
)
INVITED_AND_SILENT = "Olga Wierzbicka"

WHY = {
    "Adaeze Eze": "You both turn field figures into decisions, from two ends of the company.",
    "Benedikt Frei": "Nathan has led leaders of engineers through three plants.",
    "Emily Hartman": "Isabel decides which programs are funded, and likes to be asked why.",
    "Fatima Zahra": "Eleanor is heard early, and knows how that came about.",
    "Gabriel Santos": "Diego ran a site before he ran a region, in your language.",
    "Ivan Petrov": "Farid builds teams that stay.",
    "Oliver Grant": "Hiroshi leads a site far from headquarters, as you do.",
    "Tamsin Reid": "Laurence speaks to the board every month.",
    "Uma Krishnan": "You asked for somebody whose analyses change minds.",
    "Wendy Chua": "You asked for somebody who develops partners.",
    "Yusuf Demir": "Kavita has declined more requests than most of us have had.",
    "Rosa Delgado": "Grace wins quietly.",
}
"""The reason each two were given: both of them read it."""

PURPOSE = (
    "Next Leaders brings people who are ready for more together with leaders who have been there. "
    "Two people, a year, and what one of them wants to learn."
)
SCOPE = "For everyone with two years in the company, at every site."
PRIORITIES = ("Grow our own site directors", "Put the customer into every plan")
MEASURES = (
    "Half of those who take part hold a larger role within two years",
    "Nine of ten pairs meet as they planned",
    "Readiness, as self and superior see it, rises on three competencies",
)
LADDERS = ("Site leadership", "General management", "Principal expert")
OPENING_WORD = (
    "Somebody gave me an hour every second Tuesday, eleven years ago. I have not had a better one "
    "since. Give yours, and take it seriously."
)
OPENING_WORD_BY = "Ingrid Halvorsen"
BUDGET_OWNER, ESCALATION = "Desmond Clarke", "Desmond Clarke"
