"""The form for a file, and what the file would change with the first rows left out."""

from collections.abc import Sequence

from documents.sheet import Sheet
from handlers import blocks, inputs
from handlers.feature import Block, View
from handlers.ids import Launcher, Rosters
from handlers.notice import notice
from handlers.rosters import people_words, refusals, words
from handlers.said import said
from program.roster_import import ImportState, RosterImport
from program.roster_rows import Finding

FIRST = 10
"""Rows left out that are shown; the sheet has all."""
FILE = "file"
KINDS = ("xlsx", "csv", "xls")
"""What may be chosen; what a file is, is told by its bytes. An .xls is refused with a reason."""


def form() -> View:
    """Where a roster file is chosen."""
    return blocks.modal(
        Rosters.IMPORT_VIEW,
        words.IMPORT_TITLE,
        [
            blocks.section(words.FILE_LEAD),
            inputs.file_input(FILE, words.FILE, kinds=KINDS, hint=words.FILE_HINT),
        ],
        submit=words.CHECK,
    )


def reading() -> View:
    """While the file is read."""
    return notice(words.READING, title=words.IMPORT_TITLE)


def refused(found: RosterImport) -> View:
    """The file, or the yes to it, led to nothing."""
    text = f"{trouble(found)} {words.NOTHING_CHANGED}"
    return notice(text, title=words.IMPORT_TITLE)


def trouble(found: RosterImport) -> str:
    """Why an import was refused."""
    if found.reason == "changed_since":
        return words.changed_since(found.counts.get("changed", 1))
    return refusals.file_trouble(found.reason or "", found.file_name)


def checked(found: RosterImport, findings: Sequence[Finding], *, note: str = "") -> View:
    """What would change, the first rows left out, and the way to import the rest."""
    changes = any(found.counts.get(one) for one in ("new", "updated", "missing"))
    open_to_yes = found.state is ImportState.CHECKED and changes and found.rows > 0
    said_of_it = (
        words.checked(found.rows, found.counts)
        if found.state is ImportState.CHECKED
        else state(found)
    )
    return blocks.modal(
        Rosters.CHECKED_VIEW,
        words.CHECKED_TITLE,
        [
            blocks.section(said_of_it),
            *_context(words.updates(found.counts)),
            *_left_out(found, findings),
            *_context(note),
        ],
        submit=words.import_rows(found.rows) if open_to_yes else None,
        ids={"import": found.id},
    )


def state(found: RosterImport) -> str:
    """What became of an import after its check."""
    if found.state is ImportState.APPLYING:
        return words.applying(found.rows)
    if found.state is ImportState.READING:
        return words.READING
    return words.over(found.state.value)


def sheet(findings: Sequence[Finding]) -> Sheet:
    """Everything that was not taken over, as a sheet."""
    rows = [
        (
            one.sheet,
            one.row,
            one.column,
            one.said,
            refusals.why(one),
            words.ROW_LEFT_OUT if one.reason.leaves_the_row_out else words.CELL_LEFT_OUT,
        )
        for one in findings
    ]
    return Sheet(words.SHEET_NAME, words.SHEET_HEADING, rows)


def import_button(*, first: bool = False) -> Block:
    return blocks.button(words.IMPORT, Rosters.IMPORT, style="primary" if first else None)


def people_button() -> Block:
    return blocks.button(people_words.PEOPLE, Rosters.PEOPLE)


def home_button() -> Block:
    return blocks.button(words.OPEN, Launcher.OPEN)


def _left_out(found: RosterImport, findings: Sequence[Finding]) -> list[Block]:
    if not findings:
        clean = not found.counts.get("left_out") and not found.counts.get("partly")
        return [blocks.context(words.NOTHING_LEFT_OUT)] if clean else []
    shown = [blocks.section(_line(one)) for one in findings[:FIRST]]
    more = words.first_of(FIRST, len(findings)) if len(findings) > FIRST else ""
    ids = {"import": found.id}
    return [
        blocks.header(words.LEFT_OUT_HEAD),
        *shown,
        *_context(more),
        blocks.actions(blocks.button(words.SHEET, Rosters.SHEET, ids=ids)),
    ]


def _line(one: Finding) -> str:
    return words.finding(
        one.sheet,
        one.row,
        one.column,
        said(one.said),
        refusals.why(one),
        left_out=one.reason.leaves_the_row_out,
    )


def _context(text: str) -> list[Block]:
    return [blocks.context(text)] if text else []
