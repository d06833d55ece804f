"""The cohort that waits to be matched when you sit down: nine mentees and seven places.

Somebody stands below a mentor, somebody avoids one, two wish for each other, one wrote too little,
one shares no hours with anybody, and one has to wait, by the rule of the charter.
"""

from dataclasses import dataclass
from datetime import date

COHORT_NAME = "Site Leaders 2026"
NOMINATIONS_CLOSE = date(2026, 3, 6)
STARTS_ON = date(2026, 3, 30)
ENDS_ON = date(2026, 12, 18)
REASON = "You have shown it across teams already. Welcome; your mentor is chosen next."
EVIDENCE = (
    "I led it from the first sketch to the day it ran without me.",
    "I ask for notes after every larger piece of work and change one thing each time.",
    "My superior and I have named the role I am working towards.",
)


@dataclass(frozen=True)
class Seen:
    """How a superior rates somebody: potential, curiosity, coachability, resilience."""

    by: str
    ratings: tuple[int, int, int, int]
    words: str


@dataclass(frozen=True)
class Mentee:
    """Somebody of this cohort, with the profile they wrote."""

    name: str
    wanted: tuple[tuple[int, int, int], ...]
    """Places in COMPETENCIES, each with the level now and the one aimed for."""
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    function: str | None = None
    style: str | None = None
    languages: tuple[str, ...] = ("en",)
    times: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    seen: Seen | None = None
    aspiration: str = "I want to lead a whole site, its people as well as its numbers."

    @property
    def wrote_profile(self) -> bool:
        """Whether they got as far as the second step."""
        return bool(self.themes)


MENTEES = (
    Mentee(
        "Viktor Novak",
        ((0, 2, 4), (4, 2, 4)),
        ("general_management", "transformation"),
        ("supply_chain", "finance"),
        "operations",
        "challenged",
        ("en", "pl"),
        seen=Seen(
            "Nathan Brooks", (5, 3, 4, 5), "He stopped a line rather than ship what was bad."
        ),
    ),
    Mentee(
        "Samuel Osei",
        ((1, 2, 4), (2, 3, 5)),
        ("leading_leaders", "stakeholders"),
        ("strategy", "customer"),
        "operations",
        "stories",
        wishes=("Patricia Moreau", "Olga Wierzbicka"),
        seen=Seen("Amara Nwosu", (4, 4, 5, 4), "Two regions run on the plan he wrote with them."),
    ),
    Mentee(
        "Quentin Dubois",
        ((0, 3, 5), (5, 1, 4)),
        ("strategy", "board"),
        ("strategy", "product"),
        "engineering",
        "reflecting",
        ("en", "fr", "de"),
        wishes=("Patricia Moreau",),
        seen=Seen("Jonas Keller", (5, 5, 3, 3), "He asks the question everybody else forgot."),
    ),
    Mentee(
        "Aaron Fischer",
        ((2, 2, 4), (3, 1, 3)),
        ("expert_to_leader", "innovation"),
        ("data", "product"),
        "it",
        "doing",
        ("en", "es"),
    ),
    Mentee(
        "Valentina Rossi",
        ((3, 2, 4), (2, 2, 4)),
        ("general_management", "new_function"),
        ("operations", "finance"),
        "legal",
        "meeting_people",
        ("en", "it"),
        wishes=("Amara Nwosu",),
    ),
    Mentee(
        "Xin Yi Lim",
        ((4, 1, 3), (1, 2, 4)),
        ("first_leadership",),
        ("engineering", "operations"),
        "research",
        "doing",
        ("en", "zh"),
        ("mon_pm", "wed_pm", "fri_am"),
    ),
    Mentee(
        "Thomas Arnold",
        ((3, 2, 4), (0, 2, 3)),
        ("finance_acumen", "international"),
        ("finance", "strategy"),
        "procurement",
        "challenged",
        ("en", "de"),
        avoid=("Olga Wierzbicka",),
        seen=Seen("Farid Mansour", (3, 4, 4, 5), "He kept three suppliers talking for a winter."),
    ),
    Mentee(
        "Bridget Moyo",
        ((1, 3, 5), (4, 3, 4)),
        ("people_culture", "visibility"),
        ("hr", "operations"),
        "operations",
        "stories",
        times=("mon_am", "tue_am", "thu_am"),
    ),
    Mentee("William Nkemelu", ((2, 2, 4),), aspiration="I want to see further than my own depot."),
)


@dataclass(frozen=True)
class Mentor:
    """A leader who mentors in this cohort, with what they can open."""

    name: str
    offered: tuple[tuple[int, int], ...]
    """Places in COMPETENCIES, each with their level."""
    places: int
    style: str
    themes: tuple[str, ...]
    functions: tuple[str, ...]
    function: str
    reach: int
    directness: int
    stretch: int
    languages: tuple[str, ...] = ("en",)
    wishes: tuple[str, ...] = ()

    @property
    def hours(self) -> int:
        """What they promise a month: two for each mentee."""
        return 2 * self.places


MENTORS = (
    Mentor(
        "Amara Nwosu",
        ((1, 5), (4, 4), (2, 4)),
        2,
        "challenging",
        ("general_management", "leading_leaders", "international"),
        ("operations", "customer"),
        "operations",
        3,
        4,
        3,
        ("en", "fr"),
    ),
    Mentor(
        "Farid Mansour",
        ((3, 4), (0, 4)),
        1,
        "experience",
        ("transformation", "finance_acumen"),
        ("supply_chain", "procurement"),
        "supply_chain",
        2,
        3,
        2,
        ("en", "fr", "ar"),
    ),
    Mentor(
        "Olga Wierzbicka",
        ((4, 5), (3, 4), (2, 3)),
        1,
        "listening",
        ("people_culture", "stakeholders", "first_leadership"),
        ("finance", "hr", "it"),
        "finance",
        2,
        2,
        4,
        ("en", "pl", "de"),
    ),
    Mentor(
        "Jonas Keller",
        ((0, 4), (1, 4), (4, 3)),
        1,
        "practice",
        ("expert_to_leader", "innovation"),
        ("engineering", "product", "research"),
        "engineering",
        3,
        5,
        4,
        ("en", "de"),
    ),
    Mentor(
        "Patricia Moreau",
        ((0, 5), (5, 5), (2, 5)),
        1,
        "doors",
        ("strategy", "board", "stakeholders"),
        ("strategy", "finance"),
        "strategy",
        4,
        3,
        4,
        ("en", "fr"),
        ("Quentin Dubois",),
    ),
    Mentor(
        "Kavita Menon",
        ((2, 4), (3, 3)),
        1,
        "experience",
        ("expert_to_leader", "innovation"),
        ("data", "it"),
        "data",
        3,
        3,
        3,
        ("en", "hi"),
    ),
)
