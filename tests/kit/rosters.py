"""Roster files as HR might send them, and imports done in one go."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

from bot.roster_tasks import Result, import_file
from program.roster import Colleague
from services import rosters
from tests.kit.cast import PROGRAM_MANAGER, Stage

HEADING = ("Name", "Employee ID", "Work Email", "Job Title", "Department", "Location", "Manager")
PEOPLE = (
    ("Sven Sol", "0001", "sven@example.com", "Chief Operating Officer", "Board", "Berlin", ""),
    ("Martin Mayer", "0002", "martin@example.com", "VP Engineering", "Technology", "Lyon", "0001"),
    ("Mia Moreau", "0003", "mia@example.com", "Team Lead", "Finance", "New York", "0002"),
    ("Ada Nowhere", "0004", "ada@example.com", "Engineer", "Technology", "Lyon", "0002"),
)
"""Three of the cast in one line, and somebody without an account."""

Row = Sequence[object]


def csv_of(*rows: Row, heading: Row = HEADING) -> bytes:
    """A .csv as spreadsheets save it."""
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    return text.getvalue().encode()


def workbook_of(*rows: Row, heading: Row = HEADING, sheet: str = "People") -> bytes:
    """A workbook with one sheet."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in (heading, *rows):
        page.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def imported(stage: Stage, *rows: Row, heading: Row = HEADING) -> Result:
    """Import these rows as the operator would."""
    content = csv_of(*rows, heading=heading)
    return import_file(stage.desk, stage.workspace_id, "people.csv", content)


def roster_of(stage: Stage) -> dict[str, Colleague]:
    """Everybody in the roster, by name."""
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        return {one.name: one for one in rosters.colleagues(look)}
