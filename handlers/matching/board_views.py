"""The list of a draft: a summary, a filter, a page of mentees, and what can be done with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from slack_sdk.models.blocks import ExternalDataSelectElement, Option, OverflowMenuElement

from handlers import blocks
from handlers.blocks import Choice, Entry
from handlers.feature import Block, View, pack
from handlers.ids import Matching, Release
from handlers.matching import act_words, form_words, release_views, words
from handlers.matching.place import MANY, PAGE, Place
from handlers.said import named
from program.matching.rows import Shown
from program.matching_draft import Draft, DraftState, EditMade
from program.person import Person
from program.text import shortened
from services.matching_reading import Proposal, ProposalRow

ON_ONE_PAGE = 20
"""Mentees up to which the list opens on everybody."""


@dataclass(frozen=True)
class Board:
    """Everything the list shows."""

    draft: Draft
    proposal: Proposal
    place: Place
    last: tuple[EditMade, Person] | None = None
    """The edit that may be taken back, and whose it is about."""
    note: str = ""
    """What a press did, or who was first."""
    launched: Mapping[str, bool] = field(default_factory=dict)
    """The pairs that were launched, by mentee; False: the mentor could not be asked."""

    @property
    def is_open(self) -> bool:
        """May it still be changed?"""
        return self.draft.state is DraftState.READY


def board(shown: Board) -> View:
    """One page of it, at most 15 mentees."""
    place = settled(shown)
    rows = shown.proposal.chosen(place.shown or Shown.ALL)
    page = rows[place.page * PAGE : (place.page + 1) * PAGE]
    return blocks.modal(
        Matching.BOARD_VIEW,
        words.BOARD_TITLE,
        [
            blocks.section(words.summary(shown.proposal)),
            *_told(shown),
            *_note(shown, place),
            *_ways(shown, place),
            *(row(one, shown) for one in page),
            *([] if rows else [blocks.section(words.NOTHING_HERE)]),
            *_foot(shown, place, len(rows)),
        ],
        ids=place.ids(),
    )


def settled(shown: Board) -> Place:
    """The place with a part of the list and a page that there are."""
    proposal = shown.proposal
    part = shown.place.shown or first_part(proposal)
    last = max(0, (len(proposal.chosen(part)) - 1) // PAGE)
    return replace(
        shown.place,
        draft=proposal.draft,
        edits=proposal.edits,
        shown=part,
        page=min(shown.place.page, last),
        mentee="",
        mentor="",
        many=len(proposal.rows) > MANY,
    )


def first_part(proposal: Proposal) -> Shown:
    """A small draft opens on everybody, a large one on what needs a look, if anything does."""
    small = len(proposal.rows) <= ON_ONE_PAGE
    return Shown.ALL if small or not proposal.count(Shown.NEEDS_LOOK) else Shown.NEEDS_LOOK


def row(one: ProposalRow, shown: Board) -> Block:
    """One mentee, with a menu of what can be done."""
    line = words.line(one, asked=shown.launched.get(one.mentee.id))
    return blocks.section(line, None if one.own else _menu(one, is_open=shown.is_open))


def mentee_option(person: Person) -> Choice:
    """A person as one entry of a menu that is searched."""
    title = shortened(person.title, blocks.OPTION) if person.title else None
    return Choice(person.id, shortened(named(person), blocks.OPTION), title)


def search(action_id: str, placeholder: str) -> Block:
    """A menu that asks for its entries while somebody types, and acts once one is chosen."""
    return ExternalDataSelectElement(
        action_id=action_id, placeholder=placeholder, min_query_length=1
    ).to_dict()


def _menu(one: ProposalRow, *, is_open: bool) -> Block:
    ids = {"mentee": one.mentee.id, **({"mentor": one.mentor.id} if one.mentor else {})}
    acts = [("open", words.OPEN)]
    if one.mentor and is_open:
        acts.append(("unlock", words.UNLOCK) if one.row.locked else ("lock", words.LOCK))
        acts.append(("veto", words.VETO))
    acts.append(("why", words.WHY_NOT))
    shown = [Option(text=label, value=pack(do=act, **ids)) for act, label in acts]
    return OverflowMenuElement(action_id=Matching.ROW, options=shown).to_dict()


def _told(shown: Board) -> list[Block]:
    """What lifting and holding cost, a mentor whom many would need, a circle of lines."""
    lines = [words.prices(shown.proposal), words.hub(shown.proposal), words.told(shown.draft)]
    if not shown.is_open:
        launched, pairs = len(shown.launched), shown.proposal.paired
        lines.append(words.launched(shown.draft.state, launched, pairs))
    found = [one for one in lines if one]
    return [blocks.context(" ".join(found))] if found else []


def _note(shown: Board, place: Place) -> list[Block]:
    said = [blocks.section(shown.note)] if shown.note else []
    if not (place.fresh and shown.is_open and shown.draft.made_from):
        return said
    ids = {"draft": place.draft}
    return [
        *said,
        blocks.actions(
            blocks.button(words.KEEP, Matching.KEEP, ids=ids, style="primary"),
            blocks.button(words.BACK, Matching.BACK, ids=ids),
        ),
    ]


def _ways(shown: Board, place: Place) -> list[Block]:
    """Filter, search, undo, and the menu of what concerns the whole draft."""
    proposal = shown.proposal
    parts = [Choice(one, words.shown(one, proposal.count(one))) for one in Shown]
    ids = {"cohort": proposal.cohort.id}
    undo = []
    if shown.last is not None and shown.is_open:
        edit, mentee = shown.last
        undo.append(blocks.button(act_words.undo(edit, mentee), Matching.UNDO))
    return [
        blocks.actions(
            blocks.menu(Matching.SHOWN, parts, place.shown or Shown.ALL),
            search(Matching.GO, words.GO),
            *undo,
            blocks.more(
                [
                    Entry(words.WEIGHTS, Matching.WEIGHTS, ids),
                    Entry(words.RECRUIT, Matching.RECRUIT, {"draft": place.draft}),
                ]
            ),
        )
    ]


def _foot(shown: Board, place: Place, total: int) -> list[Block]:
    first, last = place.page * PAGE + 1, min(total, (place.page + 1) * PAGE)
    pages = []
    if place.page > 0:
        pages.append(blocks.button(words.PREVIOUS, Matching.PREVIOUS))
    if last < total:
        pages.append(blocks.button(words.NEXT, Matching.NEXT))
    where = [blocks.context(words.place(first, last, total))] if pages else []
    acts = [*pages, *_whole(shown, place)]
    return [*where, *([blocks.actions(*acts)] if acts else []), blocks.context(words.FIT_NOTE)]


def _whole(shown: Board, place: Place) -> Sequence[Block]:
    if shown.draft.state is DraftState.DISCARDED:
        return ()
    style = None if place.fresh else "primary"
    launch = blocks.button(words.LAUNCH, Release.LAUNCH, ids={"draft": place.draft}, style=style)
    if shown.draft.state is DraftState.RELEASED:
        ids = {"cohort": shown.proposal.cohort.id}
        again = blocks.button(form_words.RUN, Matching.RUN, ids=ids)
        return (again, launch, release_views.standing_button(place.draft))
    if not shown.is_open:
        return (launch, release_views.standing_button(place.draft))
    return (blocks.button(words.RERUN, Matching.RERUN), launch)
