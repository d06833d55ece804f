"""The sheets of an .xlsx, as far as values go: list of sheets, texts, formats, tables."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from documents.budget import Budget
from documents.cell_text import SharedTexts
from documents.number_formats import Shown, shown_by
from documents.package import Package, Relation
from documents.raw import SheetRead
from documents.sheet_stream import SheetStream
from documents.unreadable import Unreadable, UnreadableFile

_MOST_SHEETS = 255
_ID = re.compile(r"\{.*/relationships\}id")  # "r:id" in either namespace
_LAST_ROW_OF_RANGE = re.compile(r":[A-Z]+([0-9]{1,7})$")


def read_xlsx(content: bytes, budget: Budget) -> Iterator[SheetRead]:
    """Each visible sheet. Hidden sheets hold lists, helpers and last year: they are not read."""
    package = Package(content)
    part = package.workbook_part()
    relations = package.relations(part)
    if any(each.kind == "externalLink" for each in relations.values()):
        raise UnreadableFile(Unreadable.EXTERNAL)
    book = package.tree(part)
    texts = _texts(package, relations, budget)
    formats = _formats(package, relations)
    from_1904 = any(
        each.get("date1904") in {"1", "true"} for each in book.iterfind("{*}workbookPr")
    )
    sheets = book.findall("{*}sheets/{*}sheet")
    if len(sheets) > _MOST_SHEETS:
        raise UnreadableFile(Unreadable.TOO_MUCH)
    for sheet in sheets:
        if sheet.get("state", "visible") != "visible":
            continue
        relation = relations.get(_relation_id(sheet))
        if relation is None or relation.kind != "worksheet":  # a sheet that is only a chart
            continue
        if relation.outside:
            raise UnreadableFile(Unreadable.EXTERNAL)
        with package.stream(relation.target) as source:
            rows = SheetStream(source, texts, formats, budget, from_1904=from_1904).rows
        totals = _totals(package, relation.target)
        yield SheetRead(sheet.get("name", ""), rows, totals, from_1904)


def _relation_id(sheet: Element) -> str:
    return next((value for name, value in sheet.items() if _ID.fullmatch(name)), "")


def _part(relations: Mapping[str, Relation], kind: str) -> str | None:
    found = [each for each in relations.values() if each.kind == kind]
    if any(each.outside for each in found):
        raise UnreadableFile(Unreadable.EXTERNAL)
    return found[0].target if found else None


def _texts(package: Package, relations: Mapping[str, Relation], budget: Budget) -> SharedTexts:
    part = _part(relations, "sharedStrings")
    if part is None or part not in package:
        return SharedTexts(None, budget)
    with package.stream(part) as source:
        return SharedTexts(source, budget)


def _formats(package: Package, relations: Mapping[str, Relation]) -> list[Shown]:
    """What each cell style shows, in the order in which cells number them."""
    part = _part(relations, "styles")
    if part is None or part not in package:
        return []
    styles = package.tree(part)
    codes = {
        each.get("numFmtId", ""): each.get("formatCode", "")
        for each in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    numbers = [each.get("numFmtId", "0") for each in styles.iterfind("{*}cellXfs/{*}xf")]
    return [shown_by(int(each) if each.isdigit() else 0, codes.get(each)) for each in numbers]


def _totals(package: Package, part: str) -> frozenset[int]:
    """The rows that a table on the sheet calls its totals."""
    found: set[int] = set()
    for relation in package.relations(part).values():
        if relation.kind != "table" or relation.outside or relation.target not in package:
            continue
        table = package.tree(relation.target)
        last = _LAST_ROW_OF_RANGE.search(table.get("ref", ""))
        if last and table.get("totalsRowCount", "0") == "1":
            found.add(int(last[1]))
    return frozenset(found)
