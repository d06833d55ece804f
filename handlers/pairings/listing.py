"""The list *Pairs* of the program team: filters, rows and the sheet, in the frame of all lists."""

from collections.abc import Mapping, Sequence

from documents.sheet import Sheet
from handlers import blocks
from handlers.feature import Block, ListOf, needs
from handlers.ids import Pairings
from handlers.pairings import case_views, case_words, words
from program.hours import local_day
from program.permissions import Act, may_somewhere
from services import pairing_cases
from services.desk import Look
from services.pairing_cases import CaseLine, Shown


def _rows(look: Look, shown: str, typed: str) -> Sequence[CaseLine]:
    return pairing_cases.lines(look, Shown(shown), typed)


def _show(line: CaseLine, look: Look) -> list[Block]:
    zone = look.actor.zone
    return [case_views.row(line, zone, local_day(look.now, zone))]


def _sheet(lines: Sequence[CaseLine], look: Look) -> Sheet:
    zone = look.actor.zone
    return case_views.sheet(lines, zone, local_day(look.now, zone))


def _empty(shown: str, typed: str) -> list[Block]:
    return [blocks.section(case_words.nobody(Shown(shown), typed))]


def _top(look: Look) -> list[Block]:
    if not may_somewhere(look.actor, Act.PAIRINGS_PROPOSE):
        return []
    return [blocks.actions(blocks.button(words.PROPOSE_LABEL, Pairings.PROPOSE))]


def _filters(_: Look) -> Mapping[str, str]:
    return {one.value: label for one, label in case_words.SHOWN.items()}


PAIRS = ListOf(
    name=case_words.NAME,
    title=case_words.TITLE,
    form=Pairings.LIST,
    may=needs(Act.PAIRINGS_OVERSEE),
    filters=_filters,
    rows=_rows,
    show=_show,
    sheet=_sheet,
    empty=_empty,
    top=_top,
)
