"""A roster workbook is read as the person who made it sees it."""

import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table

from documents.days import day_of
from documents.roster_file import CellTrouble, Place
from documents.sheet import Sheet, workbook
from tests.documents.handmade import (
    ANA,
    BEN,
    HEADING,
    STRICT,
    book_of,
    changed,
    inline,
    packed,
    parts,
    saved,
    table,
    tables,
    values,
    written,
)

STRICT_LINKS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"


def test_a_plain_roster_comes_back_with_its_places() -> None:
    read = table(saved(book_of(HEADING, ANA, BEN)))
    assert (read.sheet, read.heading_row) == ("People", 1)
    assert list(read.heading.values()) == list(HEADING)
    assert values(read) == [list(ANA), [*BEN[:3], None, BEN[4]]]
    assert read.rows[0].cells[3].place == Place("People", 2, "C")


def test_the_heading_is_found_below_titles_and_blank_rows() -> None:
    book = book_of(["Staff list", None, "Name"], [], ["As of 1 March"], [], HEADING, ANA)
    read = table(saved(book))
    assert read.heading_row == 5
    assert [row.number for row in read.rows] == [6]


def test_a_heading_row_repeated_on_every_page_of_a_report_is_no_person() -> None:
    read = table(saved(book_of(HEADING, ANA, HEADING, BEN)))
    assert [row.number for row in read.rows] == [2, 4]


def test_names_of_columns_lose_their_line_breaks() -> None:
    read = table(saved(book_of(("Employee\nID", " Name "), ("1", "Ana"))))
    assert list(read.heading.values()) == ["Employee ID", "Name"]


def test_every_sheet_with_a_heading_is_a_table_and_the_others_are_left() -> None:
    book = book_of(HEADING, ANA)
    book.create_sheet("Notes").append(["Ask Ben"])
    berlin = book.create_sheet("Berlin")
    berlin.append(list(HEADING))
    berlin.append(list(BEN))
    assert [read.sheet for read in tables(saved(book))] == ["People", "Berlin"]


def test_one_known_column_is_enough_where_no_sheet_has_more() -> None:
    assert list(table(saved(book_of(("Staff", "Name"), ("x", "Ana")))).heading) == [1, 2]


def test_hidden_rows_and_columns_are_read_and_hidden_sheets_are_not() -> None:
    book = book_of(HEADING, ANA, BEN)
    page = book.worksheets[0]
    page.column_dimensions["C"].hidden = True
    page.row_dimensions[3].hidden = True
    page.auto_filter.ref = "A1:E3"
    last_year = book.create_sheet("Last year")
    last_year.append(list(HEADING))
    last_year.append(list(BEN))
    last_year.sheet_state = "hidden"
    (read,) = tables(saved(book))
    assert [row[2] for row in values(read)] == ["000123", "000124"]


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_are_days_in_both_ways_of_counting(from_1904: bool) -> None:
    book = book_of(HEADING, [*ANA[:4], date(2019, 3, 4)], [*BEN[:4], datetime(2024, 2, 29, 18, 30)])  # noqa: DTZ001
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    read = table(saved(book))
    assert read.from_1904 is from_1904
    assert [row[4] for row in values(read)] == [date(2019, 3, 4), date(2024, 2, 29)]


def test_a_number_that_is_not_formatted_as_a_day_stays_a_number_to_be_counted() -> None:
    read = table(saved(book_of(HEADING, [*ANA[:4], 43528])))
    assert values(read)[0][4] == 43528
    assert day_of(43528) == date(2019, 3, 4)
    assert day_of(43528 - 1462, from_1904=True) == date(2019, 3, 4)


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (60, None),
        (61, date(1900, 3, 1)),
        (2_958_465, date(9999, 12, 31)),
        (2_958_466, None),
        (0, None),
        (-5, None),
        (float("nan"), None),
    ],
)
def test_the_first_days_of_1900_are_counted_as_excel_does(serial: float, day: date | None) -> None:
    assert day_of(serial) == day


def test_a_day_that_never_was_is_told() -> None:
    book = book_of(HEADING, [*ANA[:4], -3])
    book.worksheets[0]["E2"].number_format = "dd.mm.yyyy"
    cell = table(saved(book)).rows[0].cells[5]
    assert (cell.value, cell.trouble) == (None, CellTrouble.NO_SUCH_DAY)


@pytest.mark.parametrize(
    ("number", "shown_as", "value"),
    [
        (123, "000000", "000123"),
        (123, '"E-"0000', "E-0123"),
        (12345, "00-00", "123-45"),
        (7, r"\P0", "P7"),
        (123, "[$-407]00000", "00123"),
        (123, "0", 123),
        (123, "0.00", 123),
        (123, "#,##0", 123),
        (123, "@", 123),
        (-5, "000", -5),
        (1.5, "000", 1.5),
        (0.5, "h:mm", 0.5),
        (1.5, "[h]:mm", 1.5),
        (43528, '"Start:" d. mmm yyyy', date(2019, 3, 4)),
        (43528, "mmm", date(2019, 3, 4)),
        (43528, "General", 43528),
    ],
)
def test_numbers_come_as_their_format_shows_them_where_that_matters(
    number: float, shown_as: str, value: object
) -> None:
    book = book_of(HEADING, ["Ana", None, number])
    book.worksheets[0]["C2"].number_format = shown_as
    assert values(table(saved(book)))[0][2] == value


def test_cells_merged_downwards_stand_in_every_row_and_across_only_once() -> None:
    book = book_of(
        ["Staff list"],
        ["Department", "Name", "Manager"],
        ["Finance", "Ana", "Ben"],
        [None, "Cem", None],
        [None, None, None],
        [None, "Dua", None],
        ["Sales", "Eli", "Ana"],
    )
    page = book.worksheets[0]
    page.merge_cells("A1:C1")
    page.merge_cells("A3:A6")
    page.merge_cells("C3:D4")
    read = table(saved(book))
    assert values(read) == [
        ["Finance", "Ana", "Ben"],
        ["Finance", "Cem", "Ben"],
        ["Finance", "Dua", None],
        ["Sales", "Eli", "Ana"],
    ]
    assert read.rows[1].cells[1].place == Place("People", 4, "A")
    assert 4 not in read.rows[0].cells


def test_a_formula_counts_as_its_result_and_is_told_where_it_has_none() -> None:
    rows = inline(1, HEADING) + (
        '<row r="2"><c r="A2" t="str"><f>B2&amp;"x"</f><v>Ana</v></c>'
        '<c r="B2" t="str"><f>""</f><v></v></c><c r="C2"><f>40+2</f><v>42</v></c>'
        '<c r="D2"><f>E2</f></c><c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="3"><c r="A3" t="str"><f>A2</f></c>'
        '<c r="C3"><f t="shared" si="0"/><v>7</v></c></row>'
    )
    first, second = table(packed(parts(written(rows)))).rows
    assert {column: cell.value for column, cell in first.cells.items()} == {
        1: "Ana", 3: 42, 4: None, 5: None,
    }  # fmt: skip
    assert first.cells[4].trouble == CellTrouble.NOT_CALCULATED
    assert first.cells[5].trouble == CellTrouble.ERROR
    assert second.cells[1].trouble == CellTrouble.NOT_CALCULATED
    assert second.cells[3].value == 7


def test_a_workbook_saved_by_a_program_that_does_not_calculate_says_which_cells() -> None:
    book = book_of(HEADING, ["Ana", '=LOWER("ANA@EXAMPLE.COM")'])
    cell = table(saved(book)).rows[0].cells[2]
    assert (cell.trouble, cell.place.column) == (CellTrouble.NOT_CALCULATED, "B")


def test_rich_text_is_its_text_and_reading_aids_are_left_out() -> None:
    book = book_of(HEADING)
    book.worksheets[0]["A2"] = CellRichText("Ana ", TextBlock(InlineFont(b=True), "Souza"))
    assert values(table(saved(book)))[0][0] == "Ana Souza"
    texts = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>課</t>'
        '<rPh sb="0" eb="1"><t>カ</t></rPh><r><t xml:space="preserve"> 長</t></r></si></sst>'
    ).encode()
    rows = inline(1, HEADING) + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    made = parts(written(rows))
    link = (
        b'<Relationship Id="rId9" Type="x/sharedStrings" Target="/xl/texts.xml"/></Relationships>'
    )
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", link
    )
    assert values(table(packed(made | {"xl/texts.xml": texts})))[0][0] == "課 長"


def test_the_totals_row_of_a_table_is_told_apart() -> None:
    book = book_of(HEADING, ANA, BEN, ["Total", None, 2])
    sheet_table = Table(displayName="People", ref="A1:E4")
    sheet_table.totalsRowCount = 1
    book.worksheets[0].add_table(sheet_table)
    assert [row.totals for row in table(saved(book)).rows] == [False, False, True]


def test_blanks_are_no_values_and_rows_of_blanks_no_rows() -> None:
    read = table(saved(book_of(HEADING, [" ", "\u00a0", "\n"], ["Ana", "", None], [None])))
    assert [(row.number, list(row.cells)) for row in read.rows] == [(3, [1])]


def test_names_of_every_script_come_back_as_typed() -> None:
    names = [
        "山田 太郎",
        "שלום עולם",
        "محمد",
        "Zoë",
        "Zoe\u0308",
        "👩‍💻 Ada",
        "  two  spaces ",
        "O'Brien & <Co>",
    ]
    rows = [[name, "x@example.com"] for name in names]
    assert [row[0] for row in values(table(saved(book_of(HEADING, *rows))))] == names


def test_escapes_of_excel_are_undone_and_control_characters_taken_out() -> None:
    book = book_of(HEADING, ["line_x000D_\nbreak_x0007_", "_x005F_x0041_ _xD83D__xDE00_ _x0000_"])
    assert values(table(saved(book)))[0][:2] == ["line\r\nbreak", "_x0041_ 😀 "]


def test_what_our_own_writer_wrote_is_read_back() -> None:
    hostile = ["=1+1", "+1", "@SUM(A1)", "_x0041_", "#N/A", "<!channel>", "x" * 32_767, "000123"]
    rows = [(text, "", "007", "", date(2024, 2, 29)) for text in hostile]
    read = table(workbook([Sheet("People", HEADING, rows, "Mend these and import again.")]))
    assert read.heading_row == 3
    assert [row[0] for row in values(read)] == hostile
    assert {row[4] for row in values(read)} == {date(2024, 2, 29)}


def test_40_000_characters_in_one_cell_are_handed_on_whole() -> None:
    read = table(packed(parts(written(inline(1, HEADING) + inline(2, ["x" * 40_000])))))
    assert len(str(values(read)[0][0])) == 40_000


def test_answers_and_iso_days_are_understood() -> None:
    rows = inline(1, HEADING) + (
        '<row r="2"><c t="b"><v>1</v></c><c t="b"><v>0</v></c>'
        '<c t="d"><v>2024-02-29T00:00:00</v></c><c t="d"><v>2024-02-30</v></c>'
        "<c><v>1.5E3</v></c></row>"
    )
    (row,) = table(packed(parts(written(rows)))).rows
    assert [cell.value for cell in row.cells.values()] == [
        True,
        False,
        date(2024, 2, 29),
        None,
        1500,
    ]
    assert row.cells[4].trouble == CellTrouble.NO_SUCH_DAY


def test_a_strict_workbook_is_read_like_any_other() -> None:
    sheet = written(inline(1, HEADING) + inline(2, ANA), namespace=STRICT)
    strict_links = {
        name: part.replace(
            b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument"
        )
        for name, part in parts(sheet, namespace=STRICT).items()
    }
    assert values(table(packed(strict_links))) == [list(ANA)]


def test_a_workbook_written_without_cell_names_with_prefixes_and_backslashes_is_read() -> None:
    sheet = written(inline(1, HEADING).replace(' r="1"', "") + inline(2, ANA).replace(' r="2"', ""))
    prefixed = sheet.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
    made = parts(prefixed.replace("xmlns=", "xmlns:x="))
    assert values(
        table(packed({name.replace("/", "\\"): part for name, part in made.items()}))
    ) == [list(ANA)]


def test_styles_openpyxl_cannot_bear_do_not_matter() -> None:
    content = changed(
        saved(book_of(HEADING, ANA)),
        "xl/styles.xml",
        lambda part: part.replace(
            b"<fonts", b'<fonts made="up"><font><color rgb="red"/></font></fonts><fonts'
        ),
    )
    assert values(table(content)) == [list(ANA)]


def test_links_people_can_click_do_not_make_a_workbook_depend_on_other_files() -> None:
    book = book_of(HEADING, ANA)
    book.worksheets[0]["B2"].hyperlink = "mailto:ana@example.com"
    assert values(table(saved(book))) == [list(ANA)]


def test_a_chart_sheet_and_an_empty_sheet_are_passed_over() -> None:
    book = Workbook()
    book.create_chartsheet("Chart")
    page = book.create_sheet("People")
    page.append(list(HEADING))
    page.append(list(ANA))
    assert [read.sheet for read in tables(saved(book))] == ["People"]


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30),
            st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9) | st.dates(date(1900, 3, 1)),
        ),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=15, deadline=None)
def test_we_and_openpyxl_read_the_same_from_the_same_workbook(
    rows: list[tuple[str, float | date]],
) -> None:
    book = book_of(HEADING)
    page = book.worksheets[0]
    for number, (text, value) in enumerate(rows, 2):
        page.cell(number, 1).value = "x" + text.replace("_x", "")
        page.cell(number, 2).value = value
    content = saved(book)
    theirs = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2, max_col=2)
    ours = [row[:2] for row in values(table(content))]
    assert ours == [[name.value, _as_day(other.value)] for name, other in theirs]


def _as_day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value
