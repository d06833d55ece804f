"""Fields that the profiles of both sides have, each in words of its own."""

from handlers import blocks, choice_words, inputs
from handlers.feature import Block
from handlers.profiles import words
from program.profile import MenteeProfile, MentorProfile
from program.profile_lists import MOST_FUNCTIONS, MOST_THEMES


def where_to(
    profile: MenteeProfile | MentorProfile, themes_label: str, functions_label: str
) -> list[Block]:
    """Themes and functions: where a mentee wants to go, or where a mentor has been."""
    return [
        inputs.several_input(
            "themes",
            themes_label,
            blocks.labelled(choice_words.THEMES_OF),
            most=MOST_THEMES,
            chosen=profile.themes,
            hint=words.THEMES_HINT,
            optional=True,
        ),
        inputs.several_input(
            "functions",
            functions_label,
            blocks.labelled(choice_words.FUNCTIONS_OF),
            most=MOST_FUNCTIONS,
            chosen=profile.functions,
            hint=words.FUNCTIONS_HINT,
            optional=True,
        ),
    ]
