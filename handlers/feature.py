"""What a feature hands over: its listeners, forms, words, parts of Home, messages and sentences.

A folder of `handlers/` ends in one `FEATURE = Feature(...)` in its `__init__`. `bot/assemble.py`
has the list; the launcher, Home and the error handler know features only through it. One feature
opens another's form by its id in `ids.py` and never imports it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from documents.sheet import Sheet
from handlers.ids import Launcher
from program.actor import Role
from program.permissions import Act, may_somewhere
from services.deliveries import Message
from services.desk import Caller, Desk, Look, Work

Block = dict[str, Any]
View = dict[str, Any]
Ids = Mapping[str, str]
Sentence = Callable[[Mapping[str, Any]], str]
"""From the facts of a trouble to what the person reads: what is in the way, and what to do next."""


def pack(**ids: str) -> str:
    """Ids for a button's `value` or a view's `private_metadata`, as small JSON."""
    return json.dumps(ids, separators=(",", ":"))


def unpack(packed: str | None) -> dict[str, str]:
    """The ids again; empty when there are none or somebody tampered with them."""
    try:
        found = json.loads(packed or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): value for key, value in found.items() if isinstance(value, str)}


@dataclass(frozen=True)
class Opening:
    """Somebody's wish to see a form: from a word, a button, a shortcut; `show` puts it up."""

    caller: Caller
    client: WebClient
    trigger_id: str
    ids: Ids = field(default_factory=dict)
    """What the button said it is about: never trusted."""
    words: str = ""
    """What was typed after the command's word: only ever filled in."""
    pressed_in: View | None = None
    """The modal the button stands in, if it does."""
    answered: Callable[[str], None] = lambda _: None
    """Answers Slack before what takes long; refusals are said in the view of this id from then."""

    def show(self, view: View) -> str:
        """Open the view: in place of the launcher, on top of another modal, or alone; its id.

        Where Slack would take no further view on top, it stands in place of the topmost.
        """
        above = self.pressed_in
        if above is None:
            shown = self.client.views_open(trigger_id=self.trigger_id, view=view)
        elif above.get("callback_id") == Launcher.VIEW or _is_third(above):
            shown = self.client.views_update(view_id=above["id"], view=view)
        else:
            shown = self.client.views_push(trigger_id=self.trigger_id, view=view)
        return str(shown["view"]["id"])

    def show_beside(self, view: View) -> str:
        """Open what stands beside the modal pressed in and not below it: in its place; its id."""
        if self.pressed_in is None:
            return self.show(view)
        self.client.views_update(view_id=self.pressed_in["id"], view=view)
        return str(self.pressed_in["id"])


def _is_third(view: View) -> bool:
    """Is it the topmost of the three views that Slack stacks?"""
    return view.get("previous_view_id") not in (None, view.get("root_view_id"))


@dataclass(frozen=True)
class Form:
    """A view that opens by id, from anywhere. The frame acks the press and calls `opens`.

    `opens` reads in `desk.open_look`, leaves it, and ends with `opening.show(view)`.
    """

    id: str
    opens: Callable[[Desk, Opening], object]


May = Callable[[Look], bool]


def needs(act: Act) -> May:
    """For a command: shown to whoever may do this in at least one program."""
    return lambda look: may_somewhere(look.actor, act)


class Row(IntEnum):
    """The rows of the launcher, in their order."""

    PAIRING = 1
    IN_THE_WAY = 2
    YOU = 3
    PROGRAM = 4


@dataclass(frozen=True)
class Command:
    """A word that opens a form, and its button in the launcher."""

    word: str
    form: str
    """The id of the form it opens (`ids.py`)."""
    label: str
    """The button's words."""
    what: str
    """One line for `help`."""
    may: May
    also: tuple[str, ...] = ()
    admin: bool = False
    """Stands under `/mentoring-admin`."""
    row: Row = Row.YOU
    whose: Role | None = None
    """Whose word it is, for the sentence that others read.

    None: of mentors and mentees; under `/mentoring-admin`, of program managers.
    """
    whose_words: str = ""
    """The same where it belongs to no one role, as words after *is for*."""
    listed: bool = True
    """Whether launcher and help show it; a word for one occasion only is not listed."""


@dataclass(frozen=True)
class NextStep:
    """The one thing somebody should do next, with the form that does it."""

    rank: int
    """Smaller goes first: 10 somebody waits for my yes, 20 something is due, 30 good to do."""
    text: str
    """One sentence in mrkdwn."""
    label: str
    form: str
    ids: Ids = field(default_factory=dict)
    tab: "Tab | None" = None
    """The tab of Home on which it stands; None: on that of one's own things."""
    has_row: bool = False
    """The feature's part of Home asks the same: it is said once there, with all its answers."""


@dataclass(frozen=True)
class InboxItem:
    """Something that waits for the program team, with the form in which it is dealt with."""

    rank: int
    """Smaller goes first: see Rank."""
    text: str
    """One line in mrkdwn: what it is, whose, since or until when."""
    form: str
    label: str = "Open"
    ids: Ids = field(default_factory=dict)
    spoken: str | None = None
    """Tells its button apart from others of the same label."""


class Rank(IntEnum):
    """The order of an inbox; one rank holds what is equally pressing."""

    PAST_DUE = 10
    CONFLICT = 20
    MENTOR_LEFT = 30
    DUE_TODAY = 40
    SILENT_MENTOR = 50
    OVERDUE_PAIR = 60
    NOTES_DIFFER = 70
    UNDELIVERED = 80
    NOMINATIONS = 90
    DRAFT = 100
    """Pairs that are found and whose mentors are not asked."""


@dataclass(frozen=True)
class ListOf:
    """A list of the program team: filter, search, pages and download come from the frame."""

    name: str
    """`feature.things`; also the name of the downloaded file's sheet."""
    title: str
    """At most 24 characters."""
    form: str
    """The id that opens it (`ids.py`); the frame registers the form."""
    may: May
    filters: Callable[[Look], Mapping[str, str]]
    """Names (no blanks) with their words; the first is shown at first, a typed name chooses."""
    rows: Callable[[Look, str, str], Sequence[Any]]
    """Everything a filter and searched words leave, in order. Words may be empty."""
    show: Callable[[Any, Look], list[Block]]
    """One row: a section with its button or `More` menu, at most two blocks."""
    sheet: Callable[[Sequence[Any], Look], Sheet]
    """The same rows for the download."""
    empty: Callable[[str, str], list[Block]]
    """What stands there when a filter and words leave nothing, with the button that starts it."""
    top: Callable[[Look], list[Block]] = lambda _: []
    """Buttons above the rows."""
    find: str | None = None
    """The label of the search; None: *Find a name*."""
    acts: Mapping[str, Callable[[Work, Ids], str]] = field(default_factory=dict)
    """What a press in a row does, by its action id; answers the line above the rows, shown anew."""


class Way(IntEnum):
    """Where a button stands on the program's tab."""

    LIST = 1
    ACT = 2
    SETTING = 3
    """In the `More` menu, which holds five."""


@dataclass(frozen=True)
class HomeButton:
    """A way into a feature, from the program's tab of Home."""

    label: str
    form: str
    way: Way = Way.LIST


class Tab(StrEnum):
    """The tabs of Home; shown only to whoever has parts in more than one."""

    YOU = "you"
    """What is one's own, and one's part as a mentee."""
    MENTOR = "mentor"
    SPONSOR = "sponsor"
    PROGRAM = "program"


@dataclass(frozen=True)
class HomeSection:
    """A feature's part of Home: blocks for the reader `look.actor`, or none."""

    tab: Tab
    place: int
    """Smaller is higher: 10 next, 20 what is one's own, 30 lists, 40 settings."""
    blocks: Callable[[Look], list[Block]]


@dataclass(frozen=True)
class Feature:
    """All that one folder of `handlers/` gives to the frame."""

    name: str
    register: Callable[[App, Desk], None]
    """Adds the feature's own listeners: submissions and presses that act."""
    forms: tuple[Form, ...] = ()
    commands: tuple[Command, ...] = ()
    home: tuple[HomeSection, ...] = ()
    home_buttons: Callable[[Look], Sequence[HomeButton]] = lambda _: ()
    """Its ways in from the program's tab: lists, acts, settings."""
    glance: Callable[[Look], Mapping[str, Sequence[tuple[str, int]]]] = lambda _: {}
    """Its figures of whole cohorts for the program team: words with numbers, by cohort id."""
    next_step: Callable[[Look], NextStep | None] = lambda _: None
    """What this reader should do next in this feature; the launcher shows the first of all."""
    inbox: Callable[[Look], Sequence[InboxItem]] = lambda _: ()
    """What waits for this reader as one of the program team."""
    lists: tuple[ListOf, ...] = ()
    messages: tuple[Message, ...] = ()
    refusals: Mapping[str, Sentence] = field(default_factory=dict)
    """Sentences for the codes of its refusals."""
