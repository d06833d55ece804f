"""How messages about people look."""

from collections.abc import Sequence

from handlers.blocks import actions, button, section
from handlers.ids import Launcher
from handlers.people import words
from program.delivery import Delivery, Rendered
from program.person import Person
from services import governance
from services.deliveries import Message
from services.desk import Look


def _still_wanted(_look: Look, _delivery: Delivery) -> bool:
    return True


def _content(_look: Look, _delivery: Delivery) -> None:
    """The answer is the same for everyone: nothing of what was typed is known here."""


def _typed(_content: None) -> Rendered:
    return Rendered(words.TYPED, (section(words.TYPED), actions(button(words.OPEN, Launcher.OPEN))))


def _managers(look: Look, _delivery: Delivery) -> Sequence[Person]:
    return governance.program_managers(look.by_the_house())


def installed(managers: Sequence[Person]) -> Rendered:
    """How to begin, for whoever installed the app."""
    text = words.installed(managers)
    return Rendered(text, (section(text), actions(button(words.OPEN, Launcher.OPEN))))


MESSAGES = (
    Message("people.typed", _still_wanted, _content, _typed),
    Message("people.installed", _still_wanted, _managers, installed),
)
