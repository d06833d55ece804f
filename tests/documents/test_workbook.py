"""What people download opens anywhere, and no text in it is ever more than a text."""

import io
import zipfile
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.sheet import Cell, Sheet
from documents.workbook import LONGEST_TEXT, cell, workbook

UTC_ZONE = ZoneInfo("UTC")
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "#N/A",
    "<!channel>",
    "<@U1>",
    "_x0041_",
    "TRUE",
    "000123",
    "1E5",
    "2026-02-29",
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
    "\u5c71\u7530\u592a\u90ce",
    "Zoe\u0308 \U0001f469\u200d\U0001f4bb",
    " leading and trailing ",
    "a & b < c > d \"e\" 'f'",
)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def first(content: bytes) -> Worksheet:
    return opened(content).worksheets[0]


def column(*values: Cell, zone: str = "UTC", note: str = "") -> Worksheet:
    rows = [(value,) for value in values]
    return first(workbook([Sheet("People", ("Name",), rows, note)], zone=zone))


def test_every_hostile_text_is_a_text_again_when_opened() -> None:
    page = column(*HOSTILE)
    for number, text in enumerate(HOSTILE, 2):
        put = page.cell(number, 1)
        assert put.data_type == "s"
        assert put.value == text.replace("\r", "\n").replace("_x0041_", "_x005F_x0041_")


def test_no_formula_stands_anywhere_in_the_bytes() -> None:
    content = workbook([Sheet(text, (text,), [(text,)], text) for text in HOSTILE])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) == len(HOSTILE)
        assert all(
            b"<f>" not in packed.read(name) and b"<f " not in packed.read(name) for name in sheets
        )


def test_what_begins_like_a_formula_stays_text_when_somebody_edits_it() -> None:
    page = column("=1+1", "Plain")
    assert page["A2"].quotePrefix
    assert not page["A3"].quotePrefix


def test_characters_xml_cannot_hold_are_replaced_and_the_rest_kept() -> None:
    assert column("a\x00b\x0bc\ud800d\ufffee")["A2"].value == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_a_text_of_40_000_characters_is_cut_to_what_a_cell_holds_and_says_so() -> None:
    value = column("x" * 40_000)["A2"].value
    assert isinstance(value, str)
    assert len(value) == LONGEST_TEXT
    assert value.endswith("[…]")


def test_long_texts_are_counted_as_excel_counts_and_no_emoji_is_cut_in_two() -> None:
    value = cell("\U0001f331" * 20_000, UTC_ZONE)
    assert isinstance(value, str)
    assert len(value.encode("utf-16-le")) <= LONGEST_TEXT * 2
    assert set(value) == {"\U0001f331", *" […]"}


def test_numbers_days_and_answers_keep_their_kind() -> None:
    page = column(7, 1.5, True, date(2026, 2, 28), None, 0)
    assert [page.cell(row, 1).value for row in range(2, 8)] == [
        7, 1.5, "yes", datetime(2026, 2, 28), None, 0,  # noqa: DTZ001 - a workbook knows no zones
    ]  # fmt: skip
    assert page["A5"].number_format == "yyyy-mm-dd"


def test_a_moment_is_shown_in_the_zone_of_the_reader() -> None:
    page = column(datetime(2026, 3, 4, 14, 30, 9, 5, tzinfo=UTC), zone="Asia/Kolkata")
    assert page["A2"].value == datetime(2026, 3, 4, 20, 0, 9)  # noqa: DTZ001
    assert page["A2"].number_format == "yyyy-mm-dd hh:mm"


def test_a_moment_without_a_zone_is_not_written() -> None:
    with pytest.raises(ValueError, match="zone"):
        cell(datetime(2026, 3, 4), UTC_ZONE)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(1899, 12, 31), "1899-12-31"),
        (10**15, "1000000000000000"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
    ],
)
def test_what_a_spreadsheet_would_change_is_written_as_text(value: Cell, written: str) -> None:
    assert cell(value, UTC_ZONE) == written


def test_the_heading_stays_in_sight_and_can_be_filtered() -> None:
    page = first(workbook([Sheet("People", ("Name", "Since"), [("Ana", 1), ("Ben", 2)])]))
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page["A1"].font.bold


def test_a_note_stands_above_the_table_and_outside_its_filter() -> None:
    page = column("Ana", note="=What is shown: everyone.")
    assert page["A1"].value == "=What is shown: everyone."
    assert page["A1"].data_type == "s"
    assert [page["A2"].value, page["A3"].value, page["A4"].value] == [None, "Name", "Ana"]
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:A4"


def test_columns_are_wide_enough_to_read_and_never_wider_than_a_screen() -> None:
    rows = [("x", "\u5c71" * 12, "y" * 5_000)]
    page = first(workbook([Sheet("People", ("Id", "Name", "Note"), rows)]))
    widths = [page.column_dimensions[letter].width for letter in "ABC"]
    assert widths[0] == 8
    assert 24 <= widths[1] <= 30
    assert widths[2] == 60
    assert page["C2"].alignment.wrap_text
    assert page.row_dimensions[2].height <= 15 * 8


def test_titles_excel_refuses_are_made_into_ones_it_takes() -> None:
    titles = ["a/b[c]:*?\\", "", "'", "N" * 40, "N" * 40, "n" * 40, "History\x00"]
    book = opened(workbook([Sheet(title, ("Name",), []) for title in titles]))
    assert book.sheetnames == [
        "a b c", "Sheet", "Sheet 2", "N" * 31, "N" * 29 + " 2", "n" * 29 + " 3", "History",
    ]  # fmt: skip


def test_an_empty_table_is_still_a_workbook() -> None:
    assert column()["A1"].value == "Name"


@pytest.mark.parametrize(
    "sheets",
    [
        (),
        (Sheet("People", (), []),),
        (Sheet("People", ("Name",), [("a", "b")]),),
    ],
)
def test_what_is_no_table_is_not_written(sheets: tuple[Sheet, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        workbook(sheets)


@given(st.text(max_size=200))
def test_whatever_somebody_typed_can_be_written_and_opened(text: str) -> None:
    put = column(text)["A2"]
    assert put.value is None or put.data_type == "s"
