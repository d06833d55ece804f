"""The program's tab: cohorts at a glance, and the ways into lists, acts and settings."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers import blocks, cohort_line
from handlers.feature import Block, Feature, HomeButton, HomeSection, Tab, Way
from handlers.home import words
from handlers.home.inbox import is_on_the_team
from program.cohort import Cohort
from program.hours import local_day
from services import cohorts
from services.desk import Look

MOST_COHORTS = 5
MOST_FIGURES = 10
"""Slack takes ten fields in one section."""
MOST_SETTINGS = 5

Counts = Sequence[tuple[str, int]]


class ProgramTab:
    """Gathers figures and ways in from the features."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self._glances = [feature.glance for feature in features]
        self._ways = [feature.home_buttons for feature in features]

    def sections(self) -> tuple[HomeSection, ...]:
        """Cohorts at a glance below the inbox; the ways in at the end."""
        return (
            HomeSection(Tab.PROGRAM, 20, self._at_a_glance),
            HomeSection(Tab.PROGRAM, 90, self._ways_in),
        )

    def _at_a_glance(self, look: Look) -> list[Block]:
        if not is_on_the_team(look):
            return []
        counted: dict[str, list[tuple[str, int]]] = {}
        for ask in self._glances:
            for cohort_id, counts in ask(look).items():
                counted.setdefault(cohort_id, []).extend(counts)
        today = local_day(look.now, look.actor.zone)
        return at_a_glance(cohorts.current(look), counted, today)

    def _ways_in(self, look: Look) -> list[Block]:
        return ways_in([one for ask in self._ways for one in ask(look)])


def at_a_glance(found: Sequence[Cohort], counted: Mapping[str, Counts], today: date) -> list[Block]:
    """One card a cohort: how far it is, and what of it can be counted; first, what comes next."""
    shown = [one for one in found if one.id in counted][:MOST_COHORTS]
    follows = words.comes_next(shown, today)
    cards = [
        blocks.figures(
            cohort_line.line(one, today),
            counted[one.id][:MOST_FIGURES],
            cohort_line.charter_button(one),
        )
        for one in shown
    ]
    if not cards:
        return []
    return [blocks.header(words.AT_A_GLANCE), blocks.context(follows), *cards]


def ways_in(ways: Sequence[HomeButton]) -> list[Block]:
    """Lists in a row, acts in the next, and the settings in a menu beside them."""
    buttons = {way: [one for one in ways if one.way is way] for way in Way}
    lists = [blocks.button(one.label, one.form) for one in buttons[Way.LIST]]
    acts = [blocks.button(one.label, one.form) for one in buttons[Way.ACT]]
    settings = [blocks.Entry(one.label, one.form) for one in buttons[Way.SETTING]]
    if settings:
        acts.append(blocks.more(settings[:MOST_SETTINGS]))
    return [blocks.actions(*row) for row in (lists, acts) if row]
