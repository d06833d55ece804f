"""The list *Undelivered* and its line in the inbox, for program managers."""

from collections.abc import Sequence
from datetime import date

from documents.sheet import Sheet
from handlers import blocks
from handlers.feature import Block, Ids, InboxItem, ListOf, Rank, needs
from handlers.ids import Undelivered
from handlers.undelivered import words
from handlers.undelivered.kind_words import message_called, work_called
from program.delivery import Failure
from program.hours import local_day
from program.permissions import Act, may_somewhere
from program.text import same_words, shortened
from services import undelivered
from services.desk import Look, Work
from services.undelivered import Stuck, StuckTask

Row = Stuck | StuckTask


def inbox(look: Look) -> list[InboxItem]:
    """One line where something waits; what was for a closed account waits for nobody."""
    if not may_somewhere(look.actor, Act.DELIVERIES_READ):
        return []
    rows = undelivered.waiting(look)
    doubtful = sum(one.delivery.is_doubtful for one in rows)
    failed = sum(not one.delivery.is_doubtful and not _is_closed(one) for one in rows)
    given_up = len(undelivered.given_up(look))
    if not doubtful + failed + given_up:
        return []
    return [inbox_line(failed, doubtful, given_up)]


def inbox_line(failed: int, doubtful: int, given_up: int) -> InboxItem:
    """What of it waits, with the way to the list."""
    text = words.inbox(failed, doubtful, given_up)
    return InboxItem(Rank.UNDELIVERED, text, Undelivered.LIST, spoken=words.SPOKEN)


def _rows(look: Look, shown: str, typed: str) -> Sequence[Row]:
    wanted = same_words(typed)
    found = [one for one in undelivered.waiting(look) if _fits(one, shown)]
    named = [one for one in found if wanted in same_words(words.recipient_named(one))]
    work = undelivered.given_up(look) if shown in ("all", "work") else ()
    return [*named, *(one for one in work if wanted in same_words(words.asked_by(one)))]


def _fits(one: Stuck, shown: str) -> bool:
    if shown == "doubtful":
        return one.delivery.is_doubtful
    if shown == "closed":
        return _is_closed(one)
    if shown == "undelivered":
        return not one.delivery.is_doubtful and not _is_closed(one)
    return shown != "work" and not _is_closed(one)


def _is_closed(one: Stuck) -> bool:
    return not one.delivery.is_doubtful and one.failure is Failure.ACCOUNT_CLOSED


def _show(row: Row, look: Look) -> list[Block]:
    return show(row, look.actor.zone)


def show(row: Row, zone: str) -> list[Block]:
    """One row with what can be done about it; a closed account is sent nothing."""
    if isinstance(row, StuckTask):
        again, drop = Undelivered.TASK_AGAIN, Undelivered.TASK_DROP
        pressed = [(words.TASK_AGAIN, again), (words.DROP, drop)]
        return _row(words.task_line(row, zone), pressed, {"task": row.task.id}, words.asked_by(row))
    pressed = [(words.DROP, Undelivered.DROP)]
    if not _is_closed(row):
        pressed.insert(0, (words.AGAIN, Undelivered.AGAIN))
    if row.delivery.is_doubtful:
        pressed.insert(0, (words.ARRIVED, Undelivered.ARRIVED))
    ids = {"delivery": row.delivery.id}
    return _row(words.line(row, zone), pressed, ids, words.recipient_named(row))


def _row(text: str, pressed: Sequence[tuple[str, str]], ids: Ids, whose: str) -> list[Block]:
    buttons = [
        blocks.button(
            label, action, ids=ids, spoken=shortened(words.spoken(label, whose), blocks.OPTION)
        )
        for label, action in pressed
    ]
    return [blocks.section(text), blocks.actions(*buttons)]


def _sheet(rows: Sequence[Row], look: Look) -> Sheet:
    return Sheet(words.TITLE, words.HEADING, [_cells(one, look) for one in rows])


def _cells(row: Row, look: Look) -> tuple[str | date, ...]:
    if isinstance(row, StuckTask):
        since = local_day(row.task.queued_at, look.actor.zone)
        called, whose = work_called(row.task.kind), words.asked_by(row)
        return (called, whose, words.GIVEN_UP, words.WORK_WHY, since)
    since = local_day(row.delivery.queued_at, look.actor.zone)
    called, whose = message_called(row.delivery.kind), words.recipient_named(row)
    return (called, whose, words.state(row), words.why(row), since)


def _empty(_: str, typed: str) -> list[Block]:
    return [blocks.section(words.NOTHING_FOUND if typed else words.NOTHING)]


def _arrived(work: Work, ids: Ids) -> str:
    undelivered.arrived(work, ids.get("delivery", ""))
    return words.SETTLED_ARRIVED


def _again(work: Work, ids: Ids) -> str:
    undelivered.send_again(work, ids.get("delivery", ""))
    return words.SETTLED_AGAIN


def _drop(work: Work, ids: Ids) -> str:
    undelivered.drop(work, ids.get("delivery", ""))
    return words.SETTLED_DROPPED


def _task_again(work: Work, ids: Ids) -> str:
    undelivered.task_again(work, ids.get("task", ""))
    return words.SETTLED_TASK_AGAIN


def _task_drop(work: Work, ids: Ids) -> str:
    undelivered.drop_task(work, ids.get("task", ""))
    return words.SETTLED_DROPPED


LIST = ListOf(
    name="undelivered.list",
    title=words.TITLE,
    form=Undelivered.LIST,
    may=needs(Act.DELIVERIES_READ),
    filters=lambda _: words.FILTERS,
    rows=_rows,
    show=_show,
    sheet=_sheet,
    empty=_empty,
    acts={
        Undelivered.ARRIVED: _arrived,
        Undelivered.AGAIN: _again,
        Undelivered.DROP: _drop,
        Undelivered.TASK_AGAIN: _task_again,
        Undelivered.TASK_DROP: _task_drop,
    },
)
