"""The lists a profile chooses from: themes, functions, how somebody learns, what a mentor opens."""

from enum import IntEnum, StrEnum


class Theme(StrEnum):
    """What somebody aims for beyond single competencies."""

    FIRST_LEADERSHIP = "first_leadership"
    LEADING_LEADERS = "leading_leaders"
    GENERAL_MANAGEMENT = "general_management"
    INTERNATIONAL = "international"
    STRATEGY = "strategy"
    TRANSFORMATION = "transformation"
    INNOVATION = "innovation"
    GROWTH_SALES = "growth_sales"
    FINANCE_ACUMEN = "finance_acumen"
    BOARD = "board"
    STAKEHOLDERS = "stakeholders"
    EXPERT_TO_LEADER = "expert_to_leader"
    NEW_FUNCTION = "new_function"
    PEOPLE_CULTURE = "people_culture"
    CRISIS = "crisis"
    VISIBILITY = "visibility"


class Function(StrEnum):
    """The functions of a company."""

    COMMUNICATIONS = "communications"
    CUSTOMER = "customer"
    DATA = "data"
    ENGINEERING = "engineering"
    FINANCE = "finance"
    GENERAL = "general"
    HR = "hr"
    IT = "it"
    LEGAL = "legal"
    MARKETING = "marketing"
    OPERATIONS = "operations"
    PROCUREMENT = "procurement"
    PRODUCT = "product"
    RESEARCH = "research"
    SALES = "sales"
    STRATEGY = "strategy"
    SUPPLY_CHAIN = "supply_chain"


class LearningStyle(StrEnum):
    """How somebody learns best, in their own view."""

    REFLECTING = "reflecting"
    CHALLENGED = "challenged"
    STORIES = "stories"
    DOING = "doing"
    MEETING_PEOPLE = "meeting_people"


class Reach(IntEnum):
    """What a mentor can open, each step with what is below it."""

    OWN_UNIT = 1
    OTHER_UNITS = 2
    TOP_TEAM = 3
    BOARD = 4


class Stretch(IntEnum):
    """How much of a stretch a mentor can offer."""

    ADVICE = 1
    INTRODUCTIONS = 2
    SHADOWING = 3
    ASSIGNMENTS = 4


LEVELS = (1, 2, 3, 4, 5)
"""Levels of a competency: 1 beginning, 3 sure, 5 others learn from it."""
DIRECTNESS = (1, 2, 3, 4, 5)
"""How direct somebody's coaching is: 1 asks only, 5 says what they see at once."""
MOST_THEMES = 3
MOST_FUNCTIONS = 3
MOST_WISHES = 3
MOST_AVOIDED = 10
BOUNDARIES_LIMIT = 600
