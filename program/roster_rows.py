"""What was read from a roster file: good rows, and what was not taken over and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """What is in the way of a row or of one of its cells."""

    NO_NAME = "no_name"
    NO_KEY = "no_key"
    """Neither an e-mail address nor an employee id: a second import could not find them again."""
    TOTAL_ROW = "total_row"
    DUPLICATE_ID = "duplicate_id"
    DUPLICATE_EMAIL = "duplicate_email"
    SEVERAL_ENTRIES = "several_entries"
    """More than one entry of the roster has this address."""
    TWO_PEOPLE = "two_people"
    """The employee id is one person's, name and address are another's."""
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_DATE = "not_a_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    ABSURD_DATE = "absurd_date"
    TOO_LONG = "too_long"
    ERROR_CELL = "error_cell"
    """It shows #N/A, #REF! and the like."""
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    NO_SUCH_DAY = "no_such_day"
    MANAGER_UNKNOWN = "manager_unknown"
    MANAGER_AMBIGUOUS = "manager_ambiguous"
    OWN_MANAGER = "own_manager"
    CIRCLE = "circle"
    """The line would make somebody their own superior."""

    @property
    def leaves_the_row_out(self) -> bool:
        """Is the whole row left out? Else the rest of it is kept."""
        return self in _ROW_LEFT_OUT


_ROW_LEFT_OUT = frozenset(
    {
        Reason.NO_NAME,
        Reason.NO_KEY,
        Reason.TOTAL_ROW,
        Reason.DUPLICATE_ID,
        Reason.DUPLICATE_EMAIL,
        Reason.SEVERAL_ENTRIES,
        Reason.TWO_PEOPLE,
    }
)


@dataclass(frozen=True)
class Finding:
    """Something in the file that was not taken over: where it stands, and why."""

    sheet: str
    row: int
    column: str
    """A letter; empty where it is about the whole row."""
    reason: Reason
    said: str = field(default="", repr=False)
    """What stands there, cut short; for whoever imports."""
    other_sheet: str = ""
    other_row: int = 0
    """The earlier row of a duplicate."""


@dataclass(frozen=True)
class Reference:
    """How a row names a superior; the first that leads to somebody counts."""

    column: str
    email: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class Entry:
    """One row that is good: what it says of a person.

    `said` holds only what the file has a column for and what could be read; the rest stays as it
    was. Values are texts, lists of texts (`languages`), a day as ISO text or None (`hired_on`).
    """

    sheet: str
    row: int
    said: Mapping[str, Any] = field(repr=False)
    manager: tuple[Reference, ...] | None = None
    """None: the file does not say; empty: nobody."""
    dotted: tuple[Reference, ...] | None = None

    @property
    def name(self) -> str:
        return str(self.said["name"])

    @property
    def email(self) -> str | None:
        return self.said.get("email")

    @property
    def employee_id(self) -> str | None:
        return self.said.get("employee_id")


@dataclass(frozen=True)
class Reading:
    """All tables of a file, read."""

    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing: frozenset[str] = frozenset()
    """What no table has a column for, of what an import needs: `table`, `name`, `key`."""
