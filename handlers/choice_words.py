"""The words of every list a profile or an offer chooses from, the same wherever they are shown."""

from collections.abc import Mapping

from program.mentor_lists import Language, Style, Times
from program.profile_lists import Function, LearningStyle, Reach, Stretch, Theme

STYLES: Mapping[Style, str] = {
    Style.LISTENING: "I listen and ask questions",
    Style.CHALLENGING: "I challenge and stretch",
    Style.EXPERIENCE: "I tell what I have lived through",
    Style.PRACTICE: "I rehearse and review with you",
    Style.DOORS: "I open doors and introduce people",
}
"""How a mentor mentors, in their own voice."""
LEARNING_OF: Mapping[LearningStyle, str] = {
    LearningStyle.REFLECTING: "By thinking aloud with somebody who asks",
    LearningStyle.CHALLENGED: "By being challenged",
    LearningStyle.STORIES: "From what others have lived through",
    LearningStyle.DOING: "By trying it and looking back at it",
    LearningStyle.MEETING_PEOPLE: "By meeting people and seeing how they work",
}
TIMES_OF: Mapping[Times, str] = {
    Times.MON_AM: "Monday morning",
    Times.MON_PM: "Monday afternoon",
    Times.TUE_AM: "Tuesday morning",
    Times.TUE_PM: "Tuesday afternoon",
    Times.WED_AM: "Wednesday morning",
    Times.WED_PM: "Wednesday afternoon",
    Times.THU_AM: "Thursday morning",
    Times.THU_PM: "Thursday afternoon",
    Times.FRI_AM: "Friday morning",
    Times.FRI_PM: "Friday afternoon",
}
LANGUAGES_OF: Mapping[Language, str] = {one: one.name.capitalize() for one in Language}
THEMES_OF: Mapping[Theme, str] = {
    Theme.FIRST_LEADERSHIP: "A first leadership role",
    Theme.LEADING_LEADERS: "Leading leaders",
    Theme.GENERAL_MANAGEMENT: "General management",
    Theme.INTERNATIONAL: "International work",
    Theme.STRATEGY: "Setting strategy",
    Theme.TRANSFORMATION: "Leading through change",
    Theme.INNOVATION: "Innovation and new business",
    Theme.GROWTH_SALES: "Growth and customers",
    Theme.FINANCE_ACUMEN: "Understanding the numbers",
    Theme.BOARD: "Working with the board",
    Theme.STAKEHOLDERS: "Difficult stakeholders",
    Theme.EXPERT_TO_LEADER: "From expert to leader",
    Theme.NEW_FUNCTION: "Moving to another function",
    Theme.PEOPLE_CULTURE: "People and culture",
    Theme.CRISIS: "Leading in a crisis",
    Theme.VISIBILITY: "Being seen and heard",
}
FUNCTIONS_OF: Mapping[Function, str] = {
    Function.COMMUNICATIONS: "Communications",
    Function.CUSTOMER: "Customer service",
    Function.DATA: "Data and analytics",
    Function.ENGINEERING: "Engineering",
    Function.FINANCE: "Finance",
    Function.GENERAL: "General management",
    Function.HR: "Human resources",
    Function.IT: "IT",
    Function.LEGAL: "Legal and compliance",
    Function.MARKETING: "Marketing",
    Function.OPERATIONS: "Operations and production",
    Function.PROCUREMENT: "Procurement",
    Function.PRODUCT: "Product",
    Function.RESEARCH: "Research and development",
    Function.SALES: "Sales",
    Function.STRATEGY: "Strategy",
    Function.SUPPLY_CHAIN: "Supply chain and logistics",
}
REACH_OF: Mapping[int, str] = {
    Reach.OWN_UNIT: "My own unit",
    Reach.OTHER_UNITS: "Other units as well",
    Reach.TOP_TEAM: "The top team as well",
    Reach.BOARD: "The board: they can be heard there",
}
STRETCH_OF: Mapping[int, str] = {
    Stretch.ADVICE: "Advice and feedback",
    Stretch.INTRODUCTIONS: "Introductions as well",
    Stretch.SHADOWING: "Shadowing me in meetings as well",
    Stretch.ASSIGNMENTS: "Hands on: I speak for them and open stretch assignments",
}
DIRECTNESS_OF: Mapping[int, str] = {
    1: "1, I only ask",
    2: "2, I ask more than I say",
    3: "3, as much of each",
    4: "4, I say more than I ask",
    5: "5, I say at once what I see",
}
LEVELS_OF: Mapping[int, str] = {
    1: "1, beginning",
    2: "2, with help",
    3: "3, sure",
    4: "4, strong",
    5: "5, others learn it from me",
}
