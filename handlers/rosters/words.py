"""Sentences of an import: the form, what a file would change, what was left out."""

from collections.abc import Mapping

from handlers.said import counted, isolated, said
from program.roster_change import DOTTED, LISTED, MANAGER

IMPORT_TITLE = "Import a roster"
IMPORT = "Import a roster"
IMPORT_WHAT = "read the people of a workbook or .csv; nothing changes before you say so"
FILE = "The file"
FILE_HINT = "A workbook (.xlsx) or a .csv, up to 10 MB, with a heading row."
CHECK = "Check the file"
FILE_LEAD = (
    "Each row is a person, with a name and an e-mail or employee id. I also read title, level, "
    "function, location, manager, languages and hire date. You see what would change first."
)
READING = (
    "I am reading the file. A large one takes a minute: you may close this, and the result also "
    "comes as a message."
)
CHECKED_TITLE = "What would change"
SHEET = "Rows left out as a sheet"
SHEET_SHORT = "Rows left out (sheet)"
SHEET_COMES = "The sheet is on its way to your messages with me."
STOP = "Stop"
YES, NOT_YET = "Import them", "Not yet"
SEE_CHANGES = "See what would change"
READ = "Read it as a roster"
LEFT_OUT_HEAD = "Not taken over"
NOTHING_LEFT_OUT = "Every row can be read."
NOTHING_CHANGED = "Nothing was changed."
NOTHING_CHANGES = "Nothing would change: the roster says the same already."
ROW_LEFT_OUT = "row left out"
CELL_LEFT_OUT = "the rest of the row is taken over"
SHEET_NAME = "Rows left out"
SHEET_HEADING = ("Sheet", "Row", "Column", "What stands there", "Why", "What becomes of the row")
OPEN = "Open mentoring"
FIELDS: Mapping[str, str] = {
    "name": "name",
    "employee_id": "employee id",
    "email": "e-mail",
    "title": "title",
    "level": "level",
    "function": "function",
    "location": "location",
    "languages": "languages",
    "hired_on": "hire date",
    MANAGER: "manager",
    DOTTED: "line beside",
    LISTED: "listed again",
}


def import_rows(rows: int) -> str:
    return f"Import {counted(rows, 'row', 'rows')}"


def see_left_out(rows: int) -> str:
    return f"See the {counted(rows, 'row', 'rows')}"


def see_missing(people: int) -> str:
    return f"See the {people:,}"


def checked(rows: int, counts: Mapping[str, int]) -> str:
    left_out, partly = counts.get("left_out", 0), counts.get("partly", 0)
    fine = f"{counted(rows, 'row', 'rows')} {'is' if rows == 1 else 'are'} fine"
    look = f", {left_out:,} need{'s' if left_out == 1 else ''} a look" if left_out else ""
    parts = [f"Roster read: {fine}{look}."]
    if partly:
        parts.append(f"In {counted(partly, 'row', 'rows')} one part could not be read.")
    return " ".join([*parts, would(counts), "Nothing is changed yet."])


def would(counts: Mapping[str, int]) -> str:
    """What an import would do, in one sentence."""
    new, updated, missing = (counts.get(one, 0) for one in ("new", "updated", "missing"))
    does = [f"add {counted(new, 'person', 'people')}"] if new else []
    does += [f"update {updated:,}"] if updated else []
    gone = f"{missing:,} {'is' if missing == 1 else 'are'} no longer listed" if missing else ""
    if not does and not gone:
        return NOTHING_CHANGES
    first = f"It would {' and '.join(does)}" if does else ""
    return f"{'; '.join(one for one in (first, gone) if one)}."


def updates(counts: Mapping[str, int]) -> str:
    """Which parts would change, and for how many."""
    found = {
        name.removeprefix("field."): number
        for name, number in counts.items()
        if name.startswith("field.")
    }
    listed = ", ".join(f"{FIELDS.get(name, name)} {number:,}" for name, number in found.items())
    return f"Updated: {listed}." if listed else ""


def imported(counts: Mapping[str, int]) -> str:
    new, updated, same, missing = (
        counts.get(one, 0) for one in ("new", "updated", "same", "missing")
    )
    text = f"Imported: {new:,} new, {updated:,} updated, {same:,} the same."
    if missing == 1:
        return f"{text} The one no longer listed stays until you decide."
    return f"{text} The {missing:,} no longer listed stay until you decide." if missing else text


def could_not_read(file: str, why: str) -> str:
    return f"I could not read {said(file) or 'the file'}: {why}"


def changed_since(entries: int) -> str:
    return (
        f"Nothing was imported: {counted(entries, 'entry', 'entries')} of the roster changed since "
        "the check. Check the file again; it shows what would change now."
    )


def first_of(shown: int, total: int) -> str:
    return f"The first {shown} of {total:,}; the sheet has all of them."


def finding(sheet: str, row: int, column: str, there: str, why: str, *, left_out: bool) -> str:
    place = f"{said(sheet)}, row {row}" + (f", column {column}" if column else "")
    shown = f' "{isolated(there)}"' if there else ""
    return f"*{place}*{shown}: {why}" + ("" if left_out else f" ({CELL_LEFT_OUT})")


def sheet_comes(rows: int) -> str:
    return f"{counted(rows, 'line', 'lines')} of the file that were not taken over, each with why."


def applying(rows: int) -> str:
    return f"Importing {counted(rows, 'row', 'rows')} now. The result comes as a message."


def over(state: str) -> str:
    return _OVER[state]


_OVER: Mapping[str, str] = {
    "imported": "You said yes, and it was imported.",
    "stopped": "You stopped this. Nothing was imported.",
    "expired": "The file may be old by now; import it again.",
    "refused": "Nothing was imported; the message after this one says why.",
}


def offered(state: str | None) -> str:
    """A file dropped into the conversation."""
    if state is None:
        return (
            "Is this file a roster? I can read it and show what it would change. "
            "Nothing is imported before you say so."
        )
    return "I read this file as a roster; the result is a message of its own."


def not_for_them(managers: str) -> str:
    return (
        "I have not opened this file. Rosters are imported by program managers, and everything "
        f"else goes by a form. {managers}"
    ).strip()
