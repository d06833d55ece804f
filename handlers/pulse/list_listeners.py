"""The list *Surveys* of the program team: open, planned and closed pulses."""

from collections.abc import Mapping, Sequence
from datetime import date

from documents.sheet import Sheet
from handlers import blocks
from handlers.feature import Block, Form, ListOf, Opening, needs
from handlers.ids import Pulse
from handlers.pulse import list_words as words
from handlers.pulse import one_views
from program.hours import local_day
from program.permissions import Act, may_somewhere
from program.pulse.survey import Survey
from program.text import shortened
from services import pulse_lists
from services.desk import Desk, Look
from services.pulse_lists import PulseLine, Shown


def open_one(desk: Desk, opening: Opening) -> None:
    """A survey (`pulse`), or a plan of one (`plan`)."""
    with desk.open_look(opening.caller) as look:
        if "plan" in opening.ids:
            view = one_views.plan(pulse_lists.plan(look, opening.ids["plan"]), _today(look))
        else:
            found = pulse_lists.survey(look, opening.ids.get("pulse", ""))
            view = one_views.survey(found, _today(look))
    opening.show(view)


def row(line: PulseLine, today: date) -> Block:
    """One row, with the way to all of it."""
    one = line.about
    ids = {"pulse": one.id} if isinstance(one, Survey) else {"plan": one.id}
    spoken = shortened(f"{words.OPEN}: {line.title}", blocks.OPTION)
    press = blocks.button(words.OPEN, Pulse.ONE, ids=ids, spoken=spoken)
    return blocks.section(f"{words.titled(line)}\n{words.state(one, today)}", press)


def sheet(found: Sequence[PulseLine], today: date) -> Sheet:
    """The same rows for the download: rules and days, nothing that was answered."""
    return Sheet(words.TITLE, words.HEADING, [_cells(one, today) for one in found])


def top(look: Look) -> list[Block]:
    """The ways to a new one."""
    if not may_somewhere(look.actor, Act.PULSE_COMPOSE):
        return []
    return ways_in()


def ways_in() -> list[Block]:
    """For whoever may compose: once, or in rounds."""
    new = blocks.button(words.NEW, Pulse.COMPOSE)
    return [blocks.actions(new, blocks.button(words.IN_ROUNDS, Pulse.ROUNDS))]


def _cells(line: PulseLine, today: date) -> Sequence[str | int | date | None]:
    one = line.about
    asked = one.policy.questions if isinstance(one, Survey) else one.questions
    return (
        line.title,
        line.program.name,
        words.asked_of(line),
        words.state(one, today),
        words.opens_on(one),
        words.closes_on(one),
        one.policy.invited if isinstance(one, Survey) else None,
        len(asked),
    )


def _filters(_: Look) -> Mapping[str, str]:
    return {one.value: label for one, label in words.SHOWN.items()}


def _today(look: Look) -> date:
    return local_day(look.now, look.actor.zone)


SURVEYS = ListOf(
    name=words.NAME,
    title=words.TITLE,
    form=Pulse.LIST,
    may=needs(Act.PULSE_OVERSEE),
    filters=_filters,
    rows=lambda look, shown, typed: pulse_lists.lines(look, Shown(shown), typed),
    show=lambda line, look: [row(line, _today(look))],
    sheet=lambda found, look: sheet(found, _today(look)),
    empty=lambda shown, typed: [blocks.section(words.empty(Shown(shown), typed))],
    top=top,
)
FORMS = (Form(Pulse.ONE, open_one),)
