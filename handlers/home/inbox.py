"""The inbox of the program team: what waits, over all features, the most pressing first."""

from collections.abc import Callable, Sequence

from documents.sheet import Sheet
from handlers import blocks
from handlers.feature import Block, Feature, HomeSection, InboxItem, ListOf, Tab
from handlers.home import words
from handlers.ids import Home
from program.actor import PROGRAM_TEAM
from program.text import shortened
from services.desk import Look

MOST_ON_HOME = 10
NAME = "home.inbox"


class Inbox:
    """Gathers what the features say waits for a reader."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self._asked: tuple[Callable[[Look], Sequence[InboxItem]], ...] = tuple(
            feature.inbox for feature in features
        )

    def items(self, look: Look) -> list[InboxItem]:
        """Everything that waits for the reader, in the order of its rank."""
        found = [item for ask in self._asked for item in ask(look)]
        return sorted(found, key=lambda item: item.rank)

    def section(self) -> HomeSection:
        """The inbox as a part of Home."""
        return HomeSection(Tab.PROGRAM, 8, self._on_home)

    def whole(self) -> ListOf:
        """The inbox as a list, for when Home does not hold all of it."""
        return ListOf(
            name=NAME,
            title=words.INBOX,
            form=Home.INBOX,
            may=is_on_the_team,
            filters=lambda _: {},
            rows=lambda look, _, typed: [
                one for one in self.items(look) if typed.casefold() in one.text.casefold()
            ],
            show=lambda item, _: [line(item)],
            sheet=lambda items, _: Sheet(
                words.INBOX, (words.WAITS,), [(one.text,) for one in items]
            ),
            empty=lambda *_: [blocks.section(words.NOTHING_WAITS)],
        )

    def _on_home(self, look: Look) -> list[Block]:
        return home_inbox(self.items(look)) if is_on_the_team(look) else []


def is_on_the_team(look: Look) -> bool:
    """Is the reader a program manager or a liaison anywhere?"""
    return any(held.role in PROGRAM_TEAM for held in look.actor.roles)


def home_inbox(items: Sequence[InboxItem]) -> list[Block]:
    """The first ten, each with its button; one sentence where nothing waits."""
    title = blocks.header(words.inbox(len(items)))
    if not items:
        return [title, blocks.section(words.NOTHING_WAITS)]
    everything = blocks.actions(blocks.button(words.all_that_waits(len(items)), Home.INBOX))
    shown = [line(one) for one in items[:MOST_ON_HOME]]
    return [title, *shown, *([everything] if len(items) > MOST_ON_HOME else [])]


def line(item: InboxItem) -> Block:
    """One thing that waits, with the button that deals with it."""
    spoken = shortened(item.spoken, blocks.OPTION) if item.spoken else None
    press = blocks.button(item.label, item.form, ids=item.ids or None, spoken=spoken)
    return blocks.section(item.text, press)
