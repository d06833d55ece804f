"""Sentences of the launcher and of what people type."""

from collections.abc import Iterable

from handlers.feature import Command
from handlers.said import said
from handlers.words import ROLE_WORDS, yours
from program.actor import Role
from program.person import Person
from program.text import shortened

TITLE = "Mentoring"
HELP_TITLE = "Words to type"
ROWS = {
    1: "Your pairing",
    2: "When something is in the way",
    3: "You",
    4: "The program",
}
IN_A_PAIRING = "mentors and mentees who are in a pairing"
NOTHING_TO_DO = "Nothing to do right now."
LONGEST_QUOTE = 40
_WITHOUT_BRACKETS = str.maketrans("", "", "<>&")
"""A label takes no escapes, and looks like none either."""


def unknown(word: str) -> str:
    shown = said(word[:LONGEST_QUOTE])
    return f'I do not know "{shown}". Here is what you can do.'


def near(word: str) -> str:
    shown = said(word[:LONGEST_QUOTE])
    return f'I do not know "{shown}". Did you mean:'


def search_library(typed: str) -> str:
    shown = typed.translate(_WITHOUT_BRACKETS)
    return f'Search the library for "{shortened(shown, LONGEST_QUOTE)}"'


def of_another_role(command: Command, managers: Iterable[Person]) -> str:
    """Whose word it is; one of nobody's role is for two people in a running pairing."""
    role = command.whose or (Role.PROGRAM_MANAGER if command.admin else None)
    whose = command.whose_words or (f"{ROLE_WORDS[role]}s" if role else IN_A_PAIRING)
    turn_to = yours(managers) if role is Role.PROGRAM_MANAGER else ""
    return f"*{command.label}* is for {whose}. {turn_to} Here is what you can do.".replace(
        "  ", " "
    )


def for_program_managers(managers: Iterable[Person]) -> str:
    return f"This is for program managers. {yours(managers)}".strip()


def entry(command: Command) -> str:
    slash = "/mentoring-admin" if command.admin else "/mentoring"
    also = f" (also {', '.join(f'`{word}`' for word in command.also)})" if command.also else ""
    return f"`{slash} {command.word}`{also}: {command.what}"
