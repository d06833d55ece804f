"""What the program team sees of profiles: a line of the list, and one profile."""

from collections.abc import Sequence

from documents.sheet import Sheet
from handlers import blocks, cohort_line
from handlers.feature import Block, View
from handlers.ids import Profiles
from handlers.profiles import team_words as words
from handlers.profiles.words import SIDES
from handlers.said import named
from program.text import shortened
from services.profile_team import Listed, Opened


def row(one: Listed) -> list[Block]:
    """One line of the list; what was not sent cannot be opened."""
    text = words.listed(one)
    if not one.covered.written:
        return [blocks.section(text)]
    ids = {
        "cohort": one.cohort.id,
        "person": one.person.id,
        "side": one.covered.side.value,
    }
    spoken = shortened(f"{words.READ}, {named(one.person)}", blocks.OPTION)
    return [blocks.section(text, blocks.button(words.READ, Profiles.READ, ids=ids, spoken=spoken))]


def sheet(rows: Sequence[Listed]) -> Sheet:
    """The same rows for the download: how much is there, and not a choice of it."""
    return Sheet(words.PROFILES, words.HEADING, [_cells(one) for one in rows])


def read(opened: Opened) -> View:
    """One profile with its choices and what was written."""
    chosen = [f"{head}: {text}" for head, text in words.lines(opened)]
    shown = [
        blocks.section(words.titled(opened)),
        blocks.context(cohort_line.titled(opened.cohort)),
        *([blocks.bulleted(chosen)] if chosen else []),
    ]
    if opened.mentee is not None and opened.mentee.boundaries:
        shown += [blocks.section(words.BOUNDARIES_HEAD), blocks.written(opened.mentee.boundaries)]
    return blocks.modal(Profiles.READ_VIEW, words.READ_TITLE, shown)


def nobody() -> list[Block]:
    """Where nobody stands."""
    return [blocks.section(words.NOBODY)]


def _cells(one: Listed) -> tuple[str | int, ...]:
    covered = one.covered
    return (
        one.person.name,
        one.person.title,
        one.cohort.name,
        SIDES[covered.side],
        words.YES if covered.written else words.NO,
        len(covered.coverage.present),
        covered.coverage.of,
        words.YES if covered.coverage.enough else words.NO,
        words.missing(one),
    )
