"""The program team's list of requests and resting pairings, and what of it waits."""

from collections.abc import Sequence
from datetime import date

from documents.sheet import Sheet
from handlers import blocks
from handlers.feature import Block, InboxItem, ListOf, Rank
from handlers.ids import Requests
from handlers.requests import case_views
from handlers.requests import case_words as words
from program.actor import PROGRAM_TEAM
from program.hours import ONE_DAY, local_day
from program.pairing import Pairing
from program.text import same_words
from services import pauses, people, request_lists
from services.desk import Look
from services.request_lists import CaseLine, Shown

RESTING = "resting"
Row = CaseLine | Pairing


def is_on_the_team(look: Look) -> bool:
    """Is the reader a program manager or a liaison anywhere?"""
    return any(held.role in PROGRAM_TEAM for held in look.actor.roles)


def inbox(look: Look) -> list[InboxItem]:
    """What waits for this reader: past due first, then what is due by tomorrow."""
    today = _today(look)
    return [
        InboxItem(
            rank=_rank(one, today),
            text=words.inbox(one, today),
            form=Requests.CASE,
            ids={"request": one.request.id},
            spoken=words.spoken(one),
        )
        for one in request_lists.waiting(look)
    ]


def _rank(one: CaseLine, today: date) -> int:
    if one.is_past_due or one.owner is None:
        return Rank.PAST_DUE
    return Rank.DUE_TODAY if one.request.due_on <= today + ONE_DAY else Rank.DUE_TODAY + 1


def _rows(look: Look, shown: str, typed: str) -> Sequence[Row]:
    if shown != RESTING:
        return request_lists.lines(look, Shown(shown), typed)
    found = pauses.overseen(look)
    known = people.named(look, [one for pair in found for one in (pair.mentor, pair.mentee)])
    wanted = same_words(typed)
    return [
        one
        for one in found
        if any(wanted in same_words(known[who].name) for who in (one.mentor, one.mentee))
    ]


def _show(row: Row, look: Look) -> list[Block]:
    if isinstance(row, CaseLine):
        return case_views.line(row, _today(look))
    known = people.named(look, [row.mentor, row.mentee])
    return case_views.rest_line(row, known, _today(look))


def _sheet(rows: Sequence[Row], look: Look) -> Sheet:
    """Never who asked or why; a downloaded file is read by whoever gets hold of it."""
    cases = [one for one in rows if isinstance(one, CaseLine)]
    if cases or not rows:
        return Sheet(words.LIST_TITLE, words.HEADING, [_cells(one) for one in cases])
    rests = [one for one in rows if isinstance(one, Pairing)]
    known = people.named(look, [one for pair in rests for one in (pair.mentor, pair.mentee)])
    cells = [(known[one.mentee].name, known[one.mentor].name, one.resting_until) for one in rests]
    return Sheet(words.RESTS_TITLE, words.RESTS_HEADING, cells)


def _cells(one: CaseLine) -> tuple[str | date | None, ...]:
    request = one.request
    return (
        one.mentee.name,
        one.mentor.name,
        words.state(request),
        one.owner.name if one.owner else None,
        local_day(request.received_at, request.cohort.program.zone),
        request.due_on,
    )


def _empty(shown: str, typed: str) -> list[Block]:
    if typed:
        return [blocks.section(words.NOTHING_FOUND)]
    return [blocks.section(words.NOTHING_RESTS if shown == RESTING else words.NOTHING_OPEN)]


def _today(look: Look) -> date:
    return local_day(look.now, look.actor.zone)


LIST = ListOf(
    name="requests.list",
    title=words.LIST_TITLE,
    form=Requests.LIST,
    may=is_on_the_team,
    filters=lambda _: words.FILTERS,
    rows=_rows,
    show=_show,
    sheet=_sheet,
    empty=_empty,
)
