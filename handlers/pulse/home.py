"""The pulse on the program's tab: what comes next, and the ways into the list and the form."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks
from handlers.feature import Block, HomeButton
from handlers.ids import Pulse
from handlers.pulse import list_words as words
from program.hours import local_day
from program.permissions import Act, may_somewhere
from program.text import shortened
from services import pulse_lists
from services.desk import Look
from services.pulse_lists import Standing

MOST_PROGRAMS = 3


def planned(look: Look) -> list[Block]:
    """What comes next in each program in which no pulse is open."""
    found = [one for one in pulse_lists.standing(look) if not one.open]
    return cards(found, local_day(look.now, look.actor.zone))


def cards(found: Sequence[Standing], today: date) -> list[Block]:
    """One line a program; where nothing is planned, the way to plan it for whoever may."""
    matters = [one for one in found if one.next is not None or one.may_compose]
    return [_card(one, today) for one in matters[:MOST_PROGRAMS]]


def home_buttons(look: Look) -> Sequence[HomeButton]:
    """The list, for the program team."""
    if not may_somewhere(look.actor, Act.PULSE_OVERSEE):
        return ()
    return (HomeButton(words.HOME_LABEL, Pulse.LIST),)


def _card(one: Standing, today: date) -> Block:
    text = words.next_planned(one, today)
    if one.next is None:
        spoken = shortened(f"{words.IN_ROUNDS}: {one.program.name}", blocks.OPTION)
        ids = {"program": one.program.id}
        press = blocks.button(words.IN_ROUNDS, Pulse.ROUNDS, ids=ids, spoken=spoken)
        return blocks.section(text, press)
    spoken = shortened(f"{words.OPEN}: {one.next.title}", blocks.OPTION)
    ids = {"plan": one.next.id}
    return blocks.section(text, blocks.button(words.OPEN, Pulse.ONE, ids=ids, spoken=spoken))
