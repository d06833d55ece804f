"""The cells of a roster file: what they say as text, as an address, as somebody's name."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from program.roster import LONGEST, MOST_LANGUAGES
from program.roster_rows import Reference
from program.text import one_line, same_words, shortened

_ADDRESS = re.compile(r"[^\s@<>,;\"()\[\]]+@[^\s@<>,;\"()\[\]]+\.[^\s@<>,;\"()\[\].]+")
_IN_BRACKETS = re.compile(r"(.*?)\s*[(\[]\s*([\w.-]+)\s*[)\]]")
_LONGEST_REFERENCE = 300


class FilePlace(Protocol):
    """Where a value stands in the file, as people see it."""

    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def column(self) -> str: ...


class FileCell(Protocol):
    """A value with its place; `trouble` is why it could not be read."""

    @property
    def value(self) -> Any: ...
    @property
    def place(self) -> FilePlace: ...
    @property
    def trouble(self) -> str | None: ...


class FileRow(Protocol):
    """Cells by column number; empty ones are left out."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Mapping[int, Any]: ...
    @property
    def totals(self) -> bool:
        """Does the workbook itself say that this row only sums up?"""


class FileTable(Protocol):
    """The names of the heading row by column number, and the filled rows below it."""

    @property
    def sheet(self) -> str: ...
    @property
    def heading(self) -> Mapping[int, str]: ...
    @property
    def rows(self) -> Sequence[Any]: ...
    @property
    def from_1904(self) -> bool: ...


def filled(cell: FileCell) -> bool:
    """Does it hold more than blanks?"""
    value = cell.value
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def text(cell: FileCell) -> str:
    """A cell as text: whole numbers without `.0`, days as ISO, on one line."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def same_number(employee_id: str) -> str:
    """A form under which an employee id is the same: without zeros that a workbook may lose."""
    bare = same_words(employee_id)
    return bare.lstrip("0") or "0" if bare.isdecimal() else bare


def same_name(name: str) -> str:
    """A form under which a name is the same in either order: `Berg, Anna` and `Anna Berg`."""
    words = re.sub(r"[,.;]", " ", same_words(name)).split()
    return " ".join(sorted(words))


def reference(written: str, column: str) -> Reference:
    """How a text names a superior: `Anna Berg (1204)` is a name and an id, as Workday has it."""
    short = one_line(written)[:_LONGEST_REFERENCE]
    email = address(short)
    if email:
        return Reference(column, email=email)
    said = _IN_BRACKETS.fullmatch(short)
    if said is not None:
        return Reference(column, number=said[2], name=said[1])
    return Reference(column, number=short, name=short)


def address(written: str) -> str | None:
    """The address in `anna@example.com`, `mailto:…` or `Anna <anna@example.com>`."""
    bare = written[:600].strip()
    if bare.endswith(">") and "<" in bare:
        bare = bare[bare.rindex("<") + 1 : -1]
    bare = bare.removeprefix("mailto:").strip()
    fits = _ADDRESS.fullmatch(bare) is not None and len(bare) <= LONGEST["email"]
    return bare if fits else None


def languages(written: str) -> list[str]:
    """`German, English/French` one by one, each once, at most ten."""
    found = [
        shortened(one_line(one), LONGEST["language"]) for one in re.split(r"[,;/|\n]", written)
    ]
    return list(dict.fromkeys(one for one in found if one))[:MOST_LANGUAGES]


def turned(name: str) -> str:
    """`Berg, Anna` as it is spoken."""
    last, comma, first = (part.strip() for part in name.partition(","))
    return f"{first} {last}" if comma and first and last and "," not in first else name
