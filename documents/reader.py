"""The reading process: a file on standard input, its tables as lines of JSON on standard output.

Started by ``documents/reading_apart.py``, it limits itself before it reads a byte. It knows no
settings and no secrets, opens no file and no connection. Its last line says how it ended; where
that line is missing, the limits have ended it.
"""

import json
import sys
from collections.abc import Iterator

from documents.budget import Budget
from documents.delimited import read_delimited
from documents.limits import limit_this_process
from documents.raw import SheetRead
from documents.unreadable import Unreadable, UnreadableFile
from documents.xlsx import read_xlsx

_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLDEST = tuple(bytes([9, version]) for version in (0, 2, 4, 8))  # .xls before 1997


def main() -> None:
    """Reads standard input, writes standard output, ends."""
    limit_this_process()
    ending: dict[str, object] = {"end": True}
    try:
        for sheet in read(sys.stdin.buffer.read()):
            for line in _lines(sheet):
                _say(line)
    except UnreadableFile as refused:
        ending = {"refused": refused.code.value, "facts": refused.facts}
    except (MemoryError, RecursionError):
        ending = {"refused": Unreadable.TOO_MUCH.value, "facts": {}}
    _say(ending)


def _say(line: object) -> None:
    written = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(written.encode() + b"\n")


def read(content: bytes) -> list[SheetRead]:
    """The sheets that hold anything. UnreadableFile: what the bytes are instead of a roster."""
    if not content.strip():
        raise UnreadableFile(Unreadable.EMPTY)
    budget = Budget()
    if content.startswith(_ARCHIVE):
        sheets = list(read_xlsx(content, budget))
    elif content.startswith(_COMPOUND):
        raise UnreadableFile(_inside_compound(content))
    elif content.startswith(_OLDEST):
        raise UnreadableFile(Unreadable.OLD_FORMAT)
    else:
        sheets = [read_delimited(content, budget)]
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise UnreadableFile(Unreadable.EMPTY)
    return filled


def _inside_compound(content: bytes) -> Unreadable:
    """Which file of the older Office it is; an encrypted .xlsx comes in the same wrapping."""
    for name, code in (
        ("EncryptedPackage", Unreadable.ENCRYPTED),
        ("Workbook", Unreadable.OLD_FORMAT),
        ("Book", Unreadable.OLD_FORMAT),
    ):
        if name.encode("utf-16-le") in content:
            return code
    return Unreadable.NOT_A_WORKBOOK


def _lines(sheet: SheetRead) -> Iterator[object]:
    """A line for the sheet, then one for each row: its number, then column, value, and so on."""
    yield {
        "sheet": sheet.title,
        "from_1904": sheet.from_1904,
        "totals": sorted(sheet.totals),
    }
    for number, cells in sheet.rows.items():
        yield [number, *(part for cell in cells.items() for part in cell)]


if __name__ == "__main__":
    main()
