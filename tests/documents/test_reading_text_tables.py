"""A .csv is read whatever system wrote it, and its values stay the texts they are."""

import pytest

from documents.roster_file import Place, Unreadable, UnreadableFile
from tests.documents.handmade import ANA, BEN, HEADING, table, values

NAMES = "Zoë Müller-Großmann"


def rows(separator: str, end: str = "\r\n") -> str:
    return end.join(separator.join(row) for row in (HEADING, ANA, BEN)) + end


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_the_usual_separators_and_line_ends_are_found(separator: str, end: str) -> None:
    read = table(rows(separator, end).encode())
    assert values(read) == [list(ANA), [*BEN[:3], None, BEN[4]]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_the_usual_encodings_are_found(encoding: str) -> None:
    read = table(f"Name;E-mail\n{NAMES};z@example.com\n".encode(encoding))
    assert values(read) == [[NAMES, "z@example.com"]]


def test_utf_16_with_its_mark_for_either_order_is_read() -> None:
    text = "Name;E-mail\n山田 太郎;y@example.com\n"
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert values(table(mark + text.encode(encoding))) == [["山田 太郎", "y@example.com"]]


def test_line_breaks_quotes_and_separators_inside_quotes_belong_to_the_value() -> None:
    read = table(b'Name;E-mail\r\n"Souza; Ana\r\n""Annie""";a@example.com\r\nBen;b@example.com\r\n')
    assert values(read) == [
        ['Souza; Ana\r\n"Annie"', "a@example.com"],
        ["Ben", "b@example.com"],
    ]
    assert read.rows[1].number == 3  # as Excel counts


def test_commas_within_names_do_not_pass_for_separators() -> None:
    read = table(b"Name;E-mail;Manager\nSouza, Ana;a@x.com;Weiss, Ben\nWeiss, Ben;b@x.com;\n")
    assert values(read)[0] == ["Souza, Ana", "a@x.com", "Weiss, Ben"]


def test_the_separator_a_file_names_itself_is_taken() -> None:
    read = table(b"sep=:\r\nName:E-mail\r\nAna:a@example.com\r\n")
    assert values(read) == [["Ana", "a@example.com"]]
    assert read.heading_row == 1


def test_leading_zeros_stay_and_their_wrapping_goes() -> None:
    read = table(b'Name,Employee ID\nAna,000123\nBen,"=""000124"""\nCem,1E5\n')
    assert [row[1] for row in values(read)] == ["000123", "000124", "1E5"]


def test_what_looks_like_a_formula_is_handed_on_as_text() -> None:
    read = table(b"Name,E-mail\n=1+1,@SUM(A1)\n-1,+1\n")
    assert values(read) == [["=1+1", "@SUM(A1)"], ["-1", "+1"]]


def test_titles_and_blank_lines_above_the_heading_are_passed_over() -> None:
    read = table(b"Staff list;;\n\n;;\nName;E-mail;\nAna;a@x.com;\n;;\n")
    assert read.heading_row == 4
    assert [row.number for row in read.rows] == [5]


def test_the_sheet_of_a_text_table_is_the_name_of_the_file() -> None:
    read = table(b"Name,E-mail\nAna,a@x.com\n", "Staff list.csv")
    assert read.rows[0].cells[2].place == Place("Staff list", 2, "B")


def test_a_text_table_that_calls_itself_a_workbook_is_read_by_what_it_is() -> None:
    assert values(table(b"Name,E-mail\nAna,a@x.com\n", "roster.xlsx")) == [["Ana", "a@x.com"]]


def test_rows_longer_and_shorter_than_the_heading_are_read() -> None:
    read = table(b"Name,E-mail\nAna\nBen,b@x.com,extra\n")
    assert [list(row.cells) for row in read.rows] == [[1], [1, 2, 3]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Unreadable.EMPTY),
        (b" \r\n\t\n", Unreadable.EMPTY),
        (b"\xef\xbb\xbf", Unreadable.EMPTY),
        (b";;;\n;;;\n", Unreadable.EMPTY),
        (b"one\ntwo\n", Unreadable.NO_HEADING),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\x00\x01", Unreadable.NOT_A_WORKBOOK),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Unreadable.NOT_A_WORKBOOK),
        (b"\x7fELF\x02\x01\x01\x00", Unreadable.NOT_A_WORKBOOK),
        (bytes(range(256)) * 40, Unreadable.NOT_A_WORKBOOK),
        (b"Name,E-mail\nAna\x00,a@x.com\n\x00\x00", Unreadable.NOT_A_WORKBOOK),
        (b"<html><table><tr><td>Name</td></tr></table>", Unreadable.OTHER_FORMAT),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', Unreadable.OTHER_FORMAT),
        (b'Name,E-mail\n"' + b"x" * 300_000, Unreadable.DAMAGED),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, code: Unreadable) -> None:
    with pytest.raises(UnreadableFile) as refused:
        table(content)
    assert refused.value.code == code
