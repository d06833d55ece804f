"""Reads the raw rows of a roster file into entries, and lists what could not be read and why."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from program.roster import LONGEST
from program.roster_cells import (
    FileCell,
    FileRow,
    FileTable,
    address,
    filled,
    languages,
    reference,
    same_number,
    text,
    turned,
)
from program.roster_dates import Doubt, day_of, order_of
from program.roster_headers import Columns, Part, columns, normal
from program.roster_rows import Entry, Finding, Reading, Reason, Reference
from program.text import shortened

LONGEST_FACT = 60
"""Characters of a cell that are shown with what is in its way."""
_TOTALS = re.compile(
    r"((grand |sub ?)?totals?|sum|count|average|records?|summe|gesamt\w*|zwischensumme|anzahl\w*"
    r"|total general|totaux|sous total|somme|nombre\w*|effectif\w*)\b"
)
_MANAGERS = (Part.MANAGER_EMAIL, Part.MANAGER_ID, Part.MANAGER, Part.MANAGER_NAME)
_SEVERAL = re.compile(r"[;\n|]")


def read(tables: Sequence[FileTable], today: date) -> Reading:
    """Entries and findings of every table that lists people; other tables are left aside."""
    usable = [(table, columns(table.heading)) for table in tables]
    people = [(table, of) for table, of in usable if of.name_people and of.tell_people_apart]
    if not people:
        named = any(of.name_people for _, of in usable)
        keyed = any(of.tell_people_apart for _, of in usable)
        missing = {"table"} if not usable else set()
        missing |= {"name"} if usable and not named else set()
        missing |= {"key"} if usable and not keyed else set()
        return Reading(missing=frozenset(missing or {"table"}))
    entries: list[Entry] = []
    findings: list[Finding] = []
    for table, of in people:
        reader = _Reader(table, of, today, findings)
        entries += reader.entries()
    return Reading(tuple(_without_doubles(entries, findings)), tuple(findings))


class _Reader:
    """Reads one table."""

    def __init__(self, table: FileTable, of: Columns, today: date, findings: list[Finding]) -> None:
        self._table = table
        self._of = of.of
        self._today = today
        self._findings = findings
        self._orders = {
            number: order_of(
                cell.value for row in table.rows if (cell := row.cells.get(number)) is not None
            )
            for number in self._of.get(Part.HIRED_ON, ())
        }

    def entries(self) -> Iterator[Entry]:
        for row in self._table.rows:
            entry = self._entry(row)
            if entry is not None:
                yield entry

    def _entry(self, row: FileRow) -> Entry | None:
        if not any(filled(cell) or cell.trouble for cell in row.cells.values()):
            return None
        before = len(self._findings)
        email, number = self._email(row), self._number(row)
        if row.totals or (email is None and _is_total(row, number)):
            self._leave_out(row, before, Reason.TOTAL_ROW)
            return None
        name = self._name(row)
        if not name or (email is None and number is None):
            reason = Reason.NO_KEY if name else Reason.NO_NAME
            self._leave_out(row, before, reason, said=name)
            return None
        said: dict[str, Any] = {"name": name}
        said.update({"email": email} if email else {})
        said.update({"employee_id": number} if number else {})
        said.update(self._words(row))
        return Entry(
            self._table.sheet,
            row.number,
            said,
            manager=self._superiors(row, _MANAGERS),
            dotted=self._superiors(row, (Part.DOTTED,), several=True),
        )

    def _leave_out(self, row: FileRow, before: int, reason: Reason, said: str = "") -> None:
        """A row that is left out is listed once, with what is most in its way."""
        del self._findings[before:]
        self._findings.append(
            Finding(self._table.sheet, row.number, "", reason, _fact(said or _first_text(row)))
        )

    def _name(self, row: FileRow) -> str:
        cell = self._cell(row, Part.NAME)
        first, last = self._cell(row, Part.FIRST_NAME), self._cell(row, Part.LAST_NAME)
        whole = turned(text(cell)) if cell else ""
        parts = " ".join(text(one) for one in (first, last) if one)
        name = parts if first and last else whole or parts
        shown = cell or last or first
        if shown is not None and len(name) > LONGEST["name"]:
            self._find(shown, Reason.TOO_LONG)
        return shortened(name, LONGEST["name"])

    def _email(self, row: FileRow) -> str | None:
        cell = self._cell(row, Part.EMAIL)
        found = address(text(cell)) if cell else None
        if cell is not None and found is None:
            self._find(cell, Reason.NOT_AN_ADDRESS)
        return found

    def _number(self, row: FileRow) -> str | None:
        cell = self._cell(row, Part.EMPLOYEE_ID)
        if cell is None:
            return None
        number = text(cell)
        if len(number) > LONGEST["employee_id"]:
            self._find(cell, Reason.TOO_LONG)
            return None
        return number or None

    def _words(self, row: FileRow) -> Iterator[tuple[str, Any]]:
        for part in (Part.TITLE, Part.LEVEL, Part.FUNCTION, Part.LOCATION):
            cell = self._cell(row, part)
            words = text(cell) if cell else ""
            if cell and len(words) > LONGEST[part]:
                self._find(cell, Reason.TOO_LONG)
            if cell or self._says_nothing(row, part):
                yield part.value, shortened(words, LONGEST[part])
        cell = self._cell(row, Part.LANGUAGES)
        if cell or self._says_nothing(row, Part.LANGUAGES):
            yield Part.LANGUAGES.value, languages(str(cell.value)) if cell else []
        yield from self._hired(row)

    def _hired(self, row: FileRow) -> Iterator[tuple[str, str | None]]:
        number, cell = self._where(row, Part.HIRED_ON)
        if cell is None:
            if self._says_nothing(row, Part.HIRED_ON):
                yield Part.HIRED_ON.value, None
            return
        found = day_of(
            cell.value, self._orders[number], self._today, from_1904=self._table.from_1904
        )
        if isinstance(found, Doubt):
            self._find(cell, Reason(found.value))
        else:
            yield Part.HIRED_ON.value, found.isoformat()

    def _superiors(
        self, row: FileRow, parts: Sequence[Part], *, several: bool = False
    ) -> tuple[Reference, ...] | None:
        present = [part for part in parts if part in self._of]
        if not present:
            return None
        found = []
        for part in present:
            for number in self._of[part]:
                cell = row.cells.get(number)
                if cell is not None and cell.trouble:
                    self._find(cell, Reason(cell.trouble))
                    return None
                if cell is not None and filled(cell):
                    texts = _SEVERAL.split(str(cell.value)) if several else [text(cell)]
                    found += [reference(one, cell.place.column) for one in texts if one.strip()]
        return tuple(found)

    def _cell(self, row: FileRow, part: Part) -> FileCell | None:
        return self._where(row, part)[1]

    def _where(self, row: FileRow, part: Part) -> tuple[int, FileCell | None]:
        """The first filled cell among the columns of a part; those that cannot be read are told."""
        for number in self._of.get(part, ()):
            cell = row.cells.get(number)
            if cell is None:
                continue
            if cell.trouble:
                self._find(cell, Reason(cell.trouble))
            elif filled(cell):
                return number, cell
        return 0, None

    def _says_nothing(self, row: FileRow, part: Part) -> bool:
        """Is there a column for it, and nothing in it? What cannot be read changes nothing."""
        cells = [row.cells.get(number) for number in self._of.get(part, ())]
        return part in self._of and not any(cell and cell.trouble for cell in cells)

    def _find(self, cell: FileCell, reason: Reason) -> None:
        place = cell.place
        found = Finding(place.sheet, place.row, place.column, reason, _fact(text(cell)))
        if found not in self._findings[-4:]:
            self._findings.append(found)


def _without_doubles(entries: list[Entry], findings: list[Finding]) -> Iterator[Entry]:
    """The first row of each employee id and of each address; later ones are listed."""
    numbers: dict[str, Entry] = {}
    addresses: dict[str, Entry] = {}
    for entry in entries:
        number = same_number(entry.employee_id) if entry.employee_id else ""
        address = (entry.email or "").casefold()
        earlier = numbers.get(number) if number else None
        reason = Reason.DUPLICATE_ID
        if earlier is None and address:
            earlier, reason = addresses.get(address), Reason.DUPLICATE_EMAIL
        if earlier is not None:
            said = _fact(entry.name)
            findings.append(
                Finding(entry.sheet, entry.row, "", reason, said, earlier.sheet, earlier.row)
            )
            continue
        if number:
            numbers[number] = entry
        if address:
            addresses[address] = entry
        yield entry


def _is_total(row: FileRow, number: str | None) -> bool:
    """Does it begin with a word for a sum, and with nothing that says whose row it is?"""
    first = _first_text(row)
    return number in (None, first) and _TOTALS.match(normal(first)) is not None


def _first_text(row: FileRow) -> str:
    return next((text(cell) for _, cell in sorted(row.cells.items()) if filled(cell)), "")


def _fact(text: str) -> str:
    return shortened(text, LONGEST_FACT)
