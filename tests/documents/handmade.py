"""Roster files made for tests: by openpyxl, or written by hand where openpyxl would refuse."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from openpyxl import Workbook

from documents.roster_file import RawTable, read_tables

HEADINGS = frozenset({"name", "e-mail", "employee id", "manager", "hired on", "department"})
HEADING = ("Name", "E-mail", "Employee ID", "Manager", "Hired on")
ANA = ("Ana Souza", "ana@example.com", "000123", "Ben Weiss", "2019-03-04")
BEN = ("Ben Weiss", "ben@example.com", "000124", "", "2015-01-31")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def is_heading(text: str) -> bool:
    """What the tests take for the name of a column."""
    return text.casefold() in HEADINGS


def tables(content: bytes, name: str = "roster.xlsx") -> Sequence[RawTable]:
    """The file read the way the import reads it."""
    return read_tables(content, name, is_heading)


def table(content: bytes, name: str = "roster.xlsx") -> RawTable:
    """The one table of a file."""
    (only,) = tables(content, name)
    return only


def values(read: RawTable) -> list[list[object]]:
    """The values of each row under the columns of the heading."""
    return [
        [row.cells[column].value if column in row.cells else None for column in read.heading]
        for row in read.rows
    ]


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def book_of(*rows: Sequence[object]) -> Workbook:
    """A workbook of one sheet with these rows."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "People"
    for row in rows:
        page.append(list(row))
    return book


def written(rows: str, *, after: str = "", namespace: str = MAIN) -> str:
    """The XML of a sheet around its rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{namespace}" '
        f'xmlns:r="{LINKS}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def inline(row: int, texts: Sequence[str]) -> str:
    """One row of texts, as a small exporter writes them."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{row}">{cells}</row>'


def parts(sheet: str, *, namespace: str = MAIN, book: str = "") -> dict[str, bytes]:
    """The least parts an .xlsx is made of, by name."""
    return {
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE_LINKS}"><Relationship Id="rId1" '
            f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE_LINKS}"><Relationship Id="rId1" '
            f'Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{namespace}" xmlns:r="{LINKS}">{book}<sheets>'
            '<sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/worksheets/sheet1.xml": sheet.encode(),
    }


def packed(contents: Mapping[str, bytes]) -> bytes:
    """The parts as an archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in contents.items():
            archive.writestr(name, part)
    return content.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part rewritten."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents[part] = change(contents[part])
    return packed(contents)
