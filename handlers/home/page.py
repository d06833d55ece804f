"""Home as one page: the features' parts for one reader, with a frame around them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers import blocks, ids
from handlers.errors import Answers
from handlers.feature import Block, Feature, HomeSection, NextStep, Tab, View
from handlers.home import words
from handlers.home.inbox import Inbox
from handlers.home.next_up import with_next
from handlers.home.program import ProgramTab
from program.actor import Actor, Standing
from program.delivery import Delivery, Rendered
from program.permissions import Act, may, require
from program.refusal import Refusal
from services import people
from services.deliveries import Message
from services.desk import Look

MOST_BLOCKS = 100
_FRAME = 4
"""Blocks the frame may need: tabs, a divider, the foot and its line."""
TAB_IDS = {
    Tab.YOU: ids.Home.TAB_YOU,
    Tab.MENTOR: ids.Home.TAB_MENTOR,
    Tab.SPONSOR: ids.Home.TAB_SPONSOR,
    Tab.PROGRAM: ids.Home.TAB_PROGRAM,
}


class Homes:
    """Composes Home from the parts that features hand over."""

    def __init__(self, features: Sequence[Feature], answers: Answers, inbox: Inbox) -> None:
        parts = [part for feature in features for part in feature.home]
        parts += [inbox.section(), *ProgramTab(features).sections()]
        self._parts: tuple[HomeSection, ...] = tuple(sorted(parts, key=lambda part: part.place))
        self._steps = [feature.next_step for feature in features]
        self._answers = answers

    def of(self, look: Look) -> View:
        """The Home of the reader `look.actor`; a polite page for whoever is not a colleague."""
        try:
            require(look.actor, Act.HOME_OPEN)
        except Refusal as refusal:
            said = " ".join(text for _, text in self._answers.sentences(refusal, look))
            return _view([blocks.section(said)])
        return self._page(look)

    @staticmethod
    def is_for(look: Look) -> bool:
        """Does the reader have a Home of their own, and not only a polite sentence?"""
        return may(look.actor, Act.HOME_OPEN)

    def _page(self, look: Look) -> View:
        steps = self._next(look)
        filled: dict[Tab, list[Block]] = {tab: [] for tab in steps}
        for part in self._parts:
            shown = part.blocks(look)
            if shown:
                filled.setdefault(part.tab, []).extend(shown)
        tabs = [tab for tab in Tab if tab in filled]
        chosen = people.home_tab(look)
        tab = next((one for one in tabs if one == chosen), _first(tabs))
        inside = with_next(next(iter(steps.get(tab, ())), None), filled.get(tab, []))
        waiting = {one: len(found) for one, found in steps.items()}
        return _view(frame(tabs, tab, inside, look.now, look.actor.zone, waiting=waiting))

    def _next(self, look: Look) -> dict[Tab, list[NextStep]]:
        """What there is to do next on each tab, the first of it first.

        Not on the program's: there the inbox says it.
        """
        found = [step for ask in self._steps if (step := ask(look)) is not None]
        steps: dict[Tab, list[NextStep]] = {}
        for step in sorted(found, key=lambda step: step.rank):
            if step.tab is not Tab.PROGRAM:
                steps.setdefault(step.tab or Tab.YOU, []).append(step)
        return steps

    def message(self) -> Message:
        """Home as a kind of delivery, for the courier to publish when something changed."""
        return Message(
            name="home.page",
            still_wanted=lambda look, delivery: _is_shown(_reader(look, delivery).actor),
            content=lambda look, delivery: self.of(_reader(look, delivery)),
            render=lambda view: Rendered(words.TEXT, tuple(view["blocks"])),
        )


def frame(
    tabs: Sequence[Tab],
    tab: Tab,
    inside: Sequence[Block],
    now: datetime,
    zone: str,
    *,
    waiting: Mapping[Tab, int] | None = None,
) -> list[Block]:
    """One tab of Home with its tabs above and its foot below; each tab says how much waits."""
    return [
        *_tabs(tabs, tab, waiting or {}),
        *(inside or [blocks.section(words.quiet())])[: MOST_BLOCKS - _FRAME],
        blocks.divider(),
        _foot_buttons(),
        blocks.context(words.foot(now, zone)),
    ]


def _reader(look: Look, delivery: Delivery) -> Look:
    return look.seen_by(delivery.about["person"])


def _is_shown(actor: Actor) -> bool:
    return actor.standing is not Standing.UNKNOWN and may(actor, Act.HOME_OPEN)


def _first(tabs: Sequence[Tab]) -> Tab:
    """Whoever runs a program lands there; everyone else on what is their own."""
    return tabs[-1] if tabs else Tab.YOU


def _tabs(tabs: Sequence[Tab], chosen: Tab, waiting: Mapping[Tab, int]) -> list[Block]:
    if len(tabs) < 2:
        return []
    shown = [_tab(tab, is_open=tab == chosen, waits=waiting.get(tab, 0)) for tab in tabs]
    return [blocks.actions(*shown)]


def _tab(tab: Tab, *, is_open: bool, waits: int) -> Block:
    return blocks.button(
        words.tab(tab, waits),
        TAB_IDS[tab],
        style="primary" if is_open else None,
        spoken=words.tab_spoken(tab, is_open=is_open, waits=waits),
    )


def _foot_buttons() -> Block:
    return blocks.actions(
        blocks.button(words.HELP, ids.Launcher.HELP),
        blocks.button(words.READERS, ids.People.READERS),
        blocks.button(words.MY_DATA, ids.MyData.OPEN),
    )


def _view(shown: list[Block]) -> View:
    return {"type": "home", "blocks": shown}
