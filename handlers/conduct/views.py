"""Conflicts of interest: the form, what its author declared, what program managers read."""

from collections.abc import Sequence
from datetime import date

from documents.sheet import Sheet
from handlers import blocks, inputs
from handlers.conduct import words
from handlers.feature import Block, View
from handlers.ids import Conduct
from handlers.notice import notice
from handlers.said import named
from program.conduct import DETAIL_LIMIT
from program.person import Person
from program.text import shortened
from services.conflicts import ConflictListed

MOST_OWN = 20


def disclose(
    own: Sequence[ConflictListed], *, account: str | None = None, accepts: int | None = None
) -> View:
    """The form, below what was declared before; `accepts` is the version it completes."""
    shown = [_own(one) for one in own[:MOST_OWN]]
    return blocks.modal(
        Conduct.DISCLOSE_VIEW,
        words.DISCLOSE_TITLE,
        [
            *([blocks.section(words.YOURS), *shown, blocks.divider()] if shown else []),
            inputs.account_input("person", words.WITH_WHOM, initial=account),
            inputs.radio_input(
                "kind",
                words.KIND,
                blocks.labelled(words.KINDS),
            ),
            inputs.date_input("since", words.SINCE, optional=True),
            inputs.text_input(
                "detail",
                words.DETAIL,
                longest=DETAIL_LIMIT,
                hint=words.detail_hint(),
                many_lines=True,
                optional=True,
            ),
        ],
        submit=words.SEND,
        ids={} if accepts is None else {"accepts": str(accepts)},
    )


def in_force(other: Person, *, in_a_pairing: bool) -> View:
    """What it changes, said back."""
    text = words.in_force(other, in_a_pairing=in_a_pairing)
    return notice(text, title=words.IN_FORCE_TITLE)


def row(one: ConflictListed, today: date) -> list[Block]:
    """A line of the program managers' list."""
    spoken = shortened(f"{words.OPEN}, {named(one.author)}", blocks.OPTION)
    ids = {"conflict": one.read.conflict.id}
    press = blocks.button(words.OPEN, Conduct.CONFLICT, ids=ids, spoken=spoken)
    return [blocks.section(words.listed(one, today), press)]


def sheet(rows: Sequence[ConflictListed]) -> Sheet:
    """The same rows for the download; nothing of what anybody wrote."""
    return Sheet(
        words.CONFLICTS,
        words.HEADING,
        [
            (
                one.author.name,
                one.other.name,
                words.KINDS[one.read.conflict.kind],
                one.read.conflict.since,
                one.read.conflict.declared_at,
            )
            for one in rows
        ],
    )


def read(one: ConflictListed, zone: str, today: date) -> View:
    """One conflict with what its author wrote."""
    said = words.declared_on(one.read.conflict.declared_at, zone, today)
    detail = [blocks.section(words.DETAIL_HEAD), blocks.written(one.read.detail)]
    return blocks.modal(
        Conduct.CONFLICT_VIEW,
        words.CONFLICT_TITLE,
        [
            blocks.section(words.listed(one, today)),
            blocks.context(said),
            *(detail if one.read.detail else []),
        ],
    )


def none_declared() -> list[Block]:
    return [blocks.section(words.NO_CONFLICTS)]


def _own(one: ConflictListed) -> Block:
    title, text = words.withdraw_question(one.other)
    return blocks.section(
        words.declared(one),
        blocks.button(
            words.WITHDRAW,
            Conduct.WITHDRAW,
            ids={"conflict": one.read.conflict.id},
            spoken=shortened(f"{words.WITHDRAW}, {named(one.other)}", blocks.OPTION),
            confirm=blocks.confirm(title, shortened(text, 300), yes=words.WITHDRAW, no=words.KEEP),
        ),
    )
