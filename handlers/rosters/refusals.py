"""Why a file, a row or a cell was not taken over, and what to do about it."""

from collections.abc import Mapping

from handlers.feature import Sentence
from handlers.rosters import words
from handlers.said import said
from program.roster_rows import Finding, Reason

FILES: Mapping[str, str] = {
    "empty": "there is nothing in it. Save it with the rows you need and send it again.",
    "too_large": "it is larger than 10 MB. Keep the sheet with the people and send that.",
    "too_much": "it holds more than a roster does. Keep the sheet with the people and send that.",
    "not_a_workbook": "it is neither a workbook nor a .csv. Save it as .xlsx and send it again.",
    "old_format": "it is in the old .xls form. Save it as .xlsx and send it again.",
    "other_format": "it is in another form of workbook. Save it as .xlsx and send it again.",
    "encrypted": "it is locked with a password. Save it without one and send it again.",
    "bomb": "it unpacks to far more than a roster. Save it anew from your spreadsheet.",
    "external": "its values come from other files. Save it with values only and send it again.",
    "damaged": "part of it is missing. Save it anew and send it again.",
    "no_heading": "no heading row was found. Name the columns, such as Name and E-mail.",
    "no_table": "no heading row was found. Name the columns, such as Name and E-mail.",
    "no_name": "no column holds names. Call it Name, or First name and Last name.",
    "no_key": "no column holds an e-mail or employee id, so nobody could be found again. Add one.",
    "elsewhere": "it lies outside Slack. Download it and send the file itself.",
    "file_gone": "Slack no longer has it, or I may not see it. Send it again.",
    "not_fetched": "Slack did not hand it over. Send it again in a while.",
    "not_applied": "something went wrong while it was written, and nothing of it was. Try again.",
    "not_yours_now": "you no longer manage every program here, so nothing was imported.",
}
"""By code, after the name of the file."""

_ROWS: Mapping[Reason, str] = {
    Reason.NO_NAME: "there is no name. Add one.",
    Reason.NO_KEY: "there is neither e-mail nor employee id. Add one, to be found again.",
    Reason.TOTAL_ROW: "this looks like a total, not like a person.",
    Reason.SEVERAL_ENTRIES: "several entries have this e-mail. Add the employee id.",
    Reason.TWO_PEOPLE: "this employee id is somebody else's. Correct the id or the person.",
    Reason.NOT_AN_ADDRESS: "this is no e-mail address. Check how it is spelled.",
    Reason.NOT_A_DATE: "this is no day I can read. Write it as 2020-04-03.",
    Reason.AMBIGUOUS_DATE: "this may be read as two days. Write it as 2020-04-03.",
    Reason.ABSURD_DATE: "nobody was hired on this day. Check the year.",
    Reason.TOO_LONG: "this is too long and was cut. Shorten it.",
    Reason.ERROR_CELL: "the cell shows no value, such as #N/A. Write the value.",
    Reason.FORMULA_WITHOUT_VALUE: "a formula without its result. Open the file, save it, send it.",
    Reason.NO_SUCH_DAY: "there is no such day. Check the date.",
    Reason.MANAGER_UNKNOWN: "this manager is in neither file nor roster. Check the spelling.",
    Reason.MANAGER_AMBIGUOUS: "several people have this name. Give the manager's e-mail or id.",
    Reason.OWN_MANAGER: "this is their own manager. Leave it empty for whoever leads all.",
    Reason.CIRCLE: "with this line they would report to themselves. Check who leads whom.",
}


def file_trouble(reason: str, file: str) -> str:
    return words.could_not_read(file, FILES.get(reason, FILES["damaged"]))


def why(one: Finding) -> str:
    """What is in the way of a row or cell, in plain words."""
    if one.reason in (Reason.DUPLICATE_ID, Reason.DUPLICATE_EMAIL):
        what = "employee id" if one.reason is Reason.DUPLICATE_ID else "e-mail"
        place = f"row {one.other_row}" + (
            f" of {one.other_sheet}" if one.other_sheet != one.sheet else ""
        )
        return f"the same {what} as {place}. Keep one of them."
    return _ROWS[one.reason]


def _file(code: str) -> Sentence:
    return lambda facts: f"{file_trouble(code, str(facts['file']))} {words.NOTHING_CHANGED}"


REFUSALS: Mapping[str, Sentence] = {
    **{f"rosters.{code}": _file(code) for code in FILES},
    "rosters.file_missing": lambda _: "Choose the file first.",
    "rosters.gone": lambda _: "I no longer know this import. Send the file again.",
    "rosters.still_reading": lambda _: "I am still reading the file. Try again in a moment.",
    "rosters.expired": lambda _: "The file may be old by now; import it again.",
    "rosters.stopped": lambda _: "This import was stopped. Send the file again to start anew.",
    "rosters.refused": lambda _: "This import is over. Send the file again to start anew.",
    "rosters.left_out_gone": lambda _: (
        "The list was kept for a day and is deleted. Import the file again to see it."
    ),
    "rosters.question_settled": lambda _: "This was decided meanwhile. Nothing is left to do.",
    "rosters.entry_gone": lambda _: "This entry is no longer in the roster. Open the list again.",
    "rosters.tied_elsewhere": lambda facts: (
        f"This account belongs to {said(facts['name'])}. Take that tie away first."
    ),
    "rosters.decision_missing": lambda _: "Choose what is right.",
}
