"""The tables of the score, written down: what counts for how much, the same for every cohort.

All values are basis points (0 to 10,000) of their component, except where per cent is said. They
are anchors: nothing is measured against the others of a cohort, so nobody's score changes when
somebody joins or leaves. A weight of the program manager decides how much a component counts;
these tables decide what it says.
"""

from collections.abc import Mapping

from program.mentor_lists import Style
from program.nomination_voice import Rating
from program.profile_lists import Function, LearningStyle, Theme

FULL = 10_000
WHOLE = 166_320
"""What is counted with inside: 100 of it stay below 2**24, where 32-bit numbers with a point are
exact, and it can be divided by every number up to 12 and by 20, so that nothing below is rounded.
All values of the tables are multiples of 500 for that."""
LEVELS = 5
"""Levels of a competency, 1 to 5: each level between now and the aim is one unit to learn."""


def pairs_of(*lines: tuple[str, ...]) -> frozenset[frozenset[str]]:
    """The first word of each line with each of the others, in both directions."""
    return frozenset(frozenset({line[0], other}) for line in lines for other in line[1:])


# Aspiration: a theme they share counts whole, a neighbouring one half, any other nothing.
NEAR_THEME = FULL // 2
NEAR_THEMES = pairs_of(
    (Theme.FIRST_LEADERSHIP, Theme.EXPERT_TO_LEADER, Theme.PEOPLE_CULTURE),
    (Theme.LEADING_LEADERS, Theme.GENERAL_MANAGEMENT, Theme.PEOPLE_CULTURE),
    (Theme.GENERAL_MANAGEMENT, Theme.STRATEGY, Theme.FINANCE_ACUMEN, Theme.BOARD),
    (Theme.STRATEGY, Theme.TRANSFORMATION, Theme.BOARD),
    (Theme.TRANSFORMATION, Theme.INNOVATION, Theme.CRISIS, Theme.PEOPLE_CULTURE),
    (Theme.GROWTH_SALES, Theme.INNOVATION, Theme.INTERNATIONAL),
    (Theme.BOARD, Theme.FINANCE_ACUMEN, Theme.STAKEHOLDERS),
    (Theme.STAKEHOLDERS, Theme.VISIBILITY, Theme.CRISIS),
    (Theme.NEW_FUNCTION, Theme.GENERAL_MANAGEMENT, Theme.EXPERT_TO_LEADER),
)

# Functions, where a mentee names none they want to see: a neighbouring function is near enough to
# be of use and far enough to learn from, one's own brings the least that is new.
SAME_FUNCTION, NEAR_FUNCTION, OTHER_FUNCTION = 2_500, FULL, 7_000
NEAR_FUNCTIONS = pairs_of(
    (Function.COMMUNICATIONS, Function.MARKETING, Function.HR),
    (Function.CUSTOMER, Function.SALES, Function.MARKETING, Function.PRODUCT, Function.OPERATIONS),
    (Function.DATA, Function.IT, Function.ENGINEERING, Function.RESEARCH, Function.PRODUCT),
    (Function.ENGINEERING, Function.IT, Function.PRODUCT, Function.RESEARCH),
    (Function.FINANCE, Function.PROCUREMENT, Function.STRATEGY, Function.LEGAL),
    (Function.GENERAL, Function.STRATEGY, Function.OPERATIONS, Function.FINANCE, Function.SALES),
    (Function.HR, Function.LEGAL),
    (Function.IT, Function.OPERATIONS),
    (Function.LEGAL, Function.PROCUREMENT),
    (Function.MARKETING, Function.SALES, Function.PRODUCT),
    (Function.OPERATIONS, Function.SUPPLY_CHAIN, Function.PROCUREMENT),
    (Function.PROCUREMENT, Function.SUPPLY_CHAIN),
    (Function.PRODUCT, Function.RESEARCH),
)

# Style: how the mentee learns (row) and how the mentor mentors (column).
_STYLES = (Style.LISTENING, Style.CHALLENGING, Style.EXPERIENCE, Style.PRACTICE, Style.DOORS)
STYLES: Mapping[str, Mapping[str, int]] = {
    learns.value: {mentors.value: value for mentors, value in zip(_STYLES, row, strict=True)}
    for learns, row in (
        (LearningStyle.REFLECTING, (10_000, 4_000, 7_000, 5_000, 4_000)),
        (LearningStyle.CHALLENGED, (4_000, 10_000, 6_000, 7_000, 6_000)),
        (LearningStyle.STORIES, (6_000, 5_000, 10_000, 6_000, 5_000)),
        (LearningStyle.DOING, (5_000, 7_000, 6_000, 10_000, 7_000)),
        (LearningStyle.MEETING_PEOPLE, (4_000, 5_000, 6_000, 6_000, 10_000)),
    )
}

# Seniority: how many levels the mentor stands above the mentee. Two is best: far enough to see
# more, near enough to remember.
SENIORITY = (3_000, 8_000, 10_000, 8_000, 6_000, 4_000)
"""By the gap from 0; a larger one counts as the last, a mentor below the mentee as nothing."""

# Hours: the longest stretch of a usual week in which both can meet. Under one hour no meeting fits
# (a hard rule); four hours are as good as any more.
LEAST_HALF_HOURS = 2
ENOUGH_HALF_HOURS = 8

# Wishes: by the place on the list, where one of the two wished; both: everything.
WISHES = (8_000, 6_500, 5_000)
BOTH_WISHED = FULL

# Signals, in per cent: what others see in the mentee (row, 1 to 5) and what the mentor offers
# (column). Each table is a pure interaction: every row and every column has the mean 50. So a high
# rating alone lifts nobody, a generous rater gains nothing for all mentors together, and no mentor
# is better for everybody; only the meeting of the two says something: ten for each step that both
# are away from the middle, upward where on the same side of it.
NEUTRAL = 50
_FOUR = (
    (80, 60, 40, 20),
    (65, 55, 45, 35),
    (50, 50, 50, 50),
    (35, 45, 55, 65),
    (20, 40, 60, 80),
)
_FIVE = (
    (90, 70, 50, 30, 10),
    (70, 60, 50, 40, 30),
    (50, 50, 50, 50, 50),
    (30, 40, 50, 60, 70),
    (10, 30, 50, 70, 90),
)
SIGNALS: Mapping[str, tuple[str, tuple[tuple[int, ...], ...]]] = {
    Rating.POTENTIAL.value: ("reach", _FOUR),
    Rating.COACHABILITY.value: ("directness", _FIVE),
    Rating.CURIOSITY.value: ("breadth", _FOUR),
    Rating.RESILIENCE.value: ("stretch", _FOUR),
}
"""By rating: the field of the mentor it meets, and the table."""


def inside(value: int) -> int:
    """Basis points of a table in the numbers that are counted with, exactly."""
    return value * WHOLE // FULL


def seniority(gap: int) -> int:
    """The value of a mentor who stands so many levels above the mentee."""
    return 0 if gap < 0 else SENIORITY[min(gap, len(SENIORITY) - 1)]


def theme(one: str, other: str) -> int:
    """How near two themes are."""
    if one == other:
        return FULL
    return NEAR_THEME if frozenset({one, other}) in NEAR_THEMES else 0


def function(one: str, other: str) -> int:
    """What the function of a mentor is worth to a mentee of another, or the same."""
    if one == other:
        return SAME_FUNCTION
    return NEAR_FUNCTION if frozenset({one, other}) in NEAR_FUNCTIONS else OTHER_FUNCTION


def wished(rank: int | None, other_rank: int | None) -> int | None:
    """The value of a wish of either side, by its place from 0; None: nobody wished."""
    if rank is not None and other_rank is not None:
        return BOTH_WISHED
    place = rank if rank is not None else other_rank
    return None if place is None else WISHES[min(place, len(WISHES) - 1)]
