"""Why a file, or one cell of it, cannot be read."""

from enum import StrEnum


class Unreadable(StrEnum):
    """Why a whole file is refused; nothing of it is read."""

    EMPTY = "empty"  # no bytes, or no sheet with anything on it
    TOO_LARGE = "too_large"  # over 10 MB as it comes
    TOO_MUCH = "too_much"  # more cells, text, time or memory than a roster takes
    NOT_A_WORKBOOK = "not_a_workbook"  # neither a workbook nor a table as text
    OLD_FORMAT = "old_format"  # .xls
    OTHER_FORMAT = "other_format"  # .xlsb, .ods, .numbers, a web page or XML saved as a workbook
    ENCRYPTED = "encrypted"  # a password is needed to open it
    BOMB = "bomb"  # made to overwhelm whoever unpacks it
    EXTERNAL = "external"  # takes its values from other files
    DAMAGED = "damaged"  # cut short, or not as its kind must be
    NO_HEADING = "no_heading"  # no row of known column names


class CellTrouble(StrEnum):
    """Why one cell has no value, though something stands in it."""

    ERROR = "error_cell"  # shows #N/A, #REF! and the like
    NOT_CALCULATED = "formula_without_value"  # a formula that was saved without its result
    NO_SUCH_DAY = "no_such_day"  # formatted as a day, and is none


class UnreadableFile(Exception):
    """The file as a whole cannot be read: ``code`` says why, ``facts`` are for the sentence."""

    def __init__(self, code: Unreadable, **facts: int | str) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts
