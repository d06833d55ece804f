"""Tables as text: .csv and its relatives, in the encodings and separators HR systems use."""

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

from documents.budget import Budget
from documents.raw import SheetRead, Written
from documents.unreadable import Unreadable, UnreadableFile

_SEPARATORS = (";", ",", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 50  # rows looked at to find the separator
_LONGEST_FIELD = 200_000  # characters; a quote that is never closed swallows more
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # what Excel writes to say its separator
_AS_TEXT = re.compile(r'="([^"]*)"')  # what some systems write to keep leading zeros
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|meta|table|body|\?xml|\?mso)", re.IGNORECASE)


def read_delimited(content: bytes, budget: Budget) -> SheetRead:
    """The one table of the file, every value a text. UnreadableFile: no text, or damaged."""
    text = decoded(content)
    if _MARKUP.match(text):
        raise UnreadableFile(Unreadable.OTHER_FORMAT)
    said = _SAID.match(text)
    separator = said[1] if said else _separator(text)
    csv.field_size_limit(_LONGEST_FIELD)
    rows: dict[int, dict[int, Written]] = {}
    lines = io.StringIO(text[said.end() :] if said else text, newline="")
    try:
        for number, fields in enumerate(csv.reader(lines, delimiter=separator), 1):
            filled = [(column, field) for column, field in enumerate(fields, 1) if field.strip()]
            budget.spend(cells=len(filled), characters=sum(map(len, fields)))
            if filled:
                rows[number] = {column: _value(field) for column, field in filled}
    except csv.Error as reason:
        raise UnreadableFile(Unreadable.DAMAGED) from reason
    return SheetRead("", rows)


def decoded(content: bytes) -> str:
    """The bytes as text: by their mark, else UTF-16 by its zero bytes, UTF-8, or Windows-1252."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _text(content[len(mark) :], encoding)
    if b"\x00" in content:
        halves = content[0::2], content[1::2]
        zeros = [half.count(0) for half in halves]
        if min(zeros) * 10 > max(zeros):
            raise UnreadableFile(Unreadable.NOT_A_WORKBOOK)
        return _text(content, "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be")
    try:
        return _text(content, "utf-8")
    except UnreadableFile:
        return _text(content, "cp1252")


def _text(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding).rstrip("\x1a")
    except UnicodeDecodeError as reason:
        raise UnreadableFile(Unreadable.NOT_A_WORKBOOK) from reason
    if _NOT_TEXT.search(text):
        raise UnreadableFile(Unreadable.NOT_A_WORKBOOK)
    return text


def _separator(text: str) -> str:
    """The separator that gives the most columns to the most rows."""
    return max(_SEPARATORS, key=lambda separator: _regularity(text, separator))


def _regularity(text: str, separator: str) -> float:
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        counts = Counter(len(fields) for fields in islice(reader, _SAMPLE) if len(fields) > 1)
    except csv.Error:
        return 0.0
    return max((columns * rows for columns, rows in counts.items()), default=0)


def _value(field: str) -> str:
    kept = _AS_TEXT.fullmatch(field)
    return kept[1] if kept else field
