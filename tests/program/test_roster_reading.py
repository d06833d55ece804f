"""Good rows become entries; everything else is listed with sheet, row, column and reason."""

from datetime import date

import pytest

from documents.unreadable import CellTrouble
from program.roster import LONGEST
from program.roster_reading import read
from program.roster_rows import Entry, Finding, Reading, Reason
from tests.program.roster_tables import Row, table

TODAY = date(2026, 11, 23)
HEADING = ("Name", "Employee ID", "E-Mail", "Title", "Languages", "Hire date", "Manager")


def reading(*rows: Row, heading: Row = HEADING) -> Reading:
    return read([table(heading, *rows)], TODAY)


def only(found: Reading) -> Entry:
    (entry,) = found.entries
    return entry


def reasons(found: Reading) -> list[tuple[int, str, Reason]]:
    return [(one.row, one.column, one.reason) for one in found.findings]


def test_a_good_row_is_an_entry_with_all_it_says() -> None:
    found = reading(
        ("Anna Berg", "0042", "Anna@Example.com", "Lead", "German, English", "3.4.2020", "0007")
    )

    assert found.findings == ()
    assert only(found).said == {
        "name": "Anna Berg",
        "employee_id": "0042",
        "email": "Anna@Example.com",
        "title": "Lead",
        "languages": ["German", "English"],
        "hired_on": "2020-04-03",
    }


@pytest.mark.parametrize(
    ("heading", "row", "name"),
    [
        (("First name", "Last name", "ID"), ("Anna", "Berg", 1), "Anna Berg"),
        (("Vorname", "Name", "Personalnummer"), ("Anna", "Berg", 1), "Anna Berg"),
        (("Name", "ID"), ("Berg, Anna", 1), "Anna Berg"),
        (("Name", "ID"), ("=1+1", 1), "=1+1"),
        (("Name", "ID"), ("田中 太郎", 1), "田中 太郎"),
        (("Name", "ID"), ("محمد علي", 1), "محمد علي"),
        (("Name", "ID"), ("\u202eAnna\u202c  \t Berg\x00", 1), "Anna Berg"),
        (("Last name", "ID"), ("Berg", 1), "Berg"),
    ],
)
def test_a_name_is_read_from_one_column_or_two(heading: Row, row: Row, name: str) -> None:
    assert only(reading(row, heading=heading)).name == name


@pytest.mark.parametrize(
    ("value", "kept"), [("0042", "0042"), (42, "42"), (42.0, "42"), (" A-17 ", "A-17")]
)
def test_an_employee_id_keeps_its_zeros(value: object, kept: str) -> None:
    assert only(reading(("Anna", value), heading=("Name", "ID"))).employee_id == kept


@pytest.mark.parametrize(
    "written",
    ["anna@example.com", "mailto:anna@example.com", "Anna Berg <anna@example.com>"],
)
def test_an_address_is_taken_out_of_what_stands_around_it(written: str) -> None:
    assert only(reading(("Anna", written), heading=("Name", "E-Mail"))).email == "anna@example.com"


def test_blank_rows_are_nothing_and_total_rows_are_listed() -> None:
    found = reading(
        ("", " ", "", "", "", "", ""),
        ("Anna", "1", "", "", "", "", ""),
        ("Total", "", "", "", "", "", ""),
        ("", "Summe", "1", "", "", "", ""),
    )

    assert [one.name for one in found.entries] == ["Anna"]
    assert [(one.row, one.reason) for one in found.findings] == [
        (4, Reason.TOTAL_ROW),
        (5, Reason.TOTAL_ROW),
    ]


def test_somebody_called_total_is_a_person() -> None:
    assert only(reading(("Total", "17", "", "", "", "", ""))).name == "Total"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "1", "a@b.example", "", "", "", ""), Reason.NO_NAME),
        (("Anna", "", "", "Lead", "", "", ""), Reason.NO_KEY),
        (("Anna", "", "not an address", "Lead", "", "", ""), Reason.NO_KEY),
    ],
)
def test_a_row_without_name_or_key_is_left_out_and_listed_once(row: Row, reason: Reason) -> None:
    found = reading(row)

    assert found.entries == ()
    assert reasons(found) == [(2, "", reason)]


def test_what_cannot_be_read_in_a_cell_leaves_the_rest_of_the_row() -> None:
    found = reading(
        ("Anna", "1", "anna at work", CellTrouble.ERROR, CellTrouble.NOT_CALCULATED, "3/4/2020", "")
    )

    assert only(found).said == {"name": "Anna", "employee_id": "1"}
    assert sorted(reasons(found)) == [
        (2, "C", Reason.NOT_AN_ADDRESS),
        (2, "D", Reason.ERROR_CELL),
        (2, "E", Reason.FORMULA_WITHOUT_VALUE),
        (2, "F", Reason.AMBIGUOUS_DATE),
    ]


def test_a_row_of_nothing_but_broken_cells_is_listed() -> None:
    found = reading((CellTrouble.ERROR, CellTrouble.ERROR, CellTrouble.ERROR, "", "", "", ""))

    assert reasons(found) == [(2, "", Reason.NO_NAME)]


def test_an_ambiguous_day_is_decided_by_its_column() -> None:
    found = reading(
        ("Anna", "1", "", "", "", "3/4/2020", ""), ("Ben", "2", "", "", "", "25/12/2019", "")
    )

    assert [one.said["hired_on"] for one in found.entries] == ["2020-04-03", "2019-12-25"]


def test_the_second_row_of_somebody_is_left_out_with_the_row_of_the_first() -> None:
    found = reading(
        ("Anna", "0042", "anna@example.com", "", "", "", ""),
        ("Anna B", 42, "", "", "", "", ""),
        ("Ann", "", "ANNA@example.com", "", "", "", ""),
    )

    assert len(found.entries) == 1
    assert [(one.row, one.reason, one.other_row) for one in found.findings] == [
        (3, Reason.DUPLICATE_ID, 2),
        (4, Reason.DUPLICATE_EMAIL, 2),
    ]


def test_several_sheets_are_read_and_those_without_people_left_aside() -> None:
    found = read(
        [
            table(("Name", "ID"), ("Anna", 1), sheet="Lyon"),
            table(("Location", "Country"), ("Lyon", "France"), sheet="Sites"),
            table(("Name", "ID"), ("Ben", 2), ("Anna", 1), sheet="Berlin"),
        ],
        TODAY,
    )

    assert [(one.sheet, one.name) for one in found.entries] == [("Lyon", "Anna"), ("Berlin", "Ben")]
    (double,) = found.findings
    assert (double.sheet, double.row, double.other_sheet) == ("Berlin", 3, "Lyon")


def test_forty_thousand_characters_are_cut_and_listed() -> None:
    long = "<!channel> & " * 3_100
    found = reading((long, "1", "", long, long, "", long))

    entry = only(found)
    assert len(entry.name) == LONGEST["name"]
    assert len(entry.said["title"]) == LONGEST["title"]
    assert (2, "A", Reason.TOO_LONG) in reasons(found)
    assert all(len(one.said) <= 60 for one in found.findings)


def test_a_blank_cell_empties_and_a_missing_column_says_nothing() -> None:
    with_title = only(reading(("Anna", "1", ""), heading=("Name", "ID", "Title")))
    without = only(reading(("Anna", "1"), heading=("Name", "ID")))

    assert with_title.said["title"] == ""
    assert "title" not in without.said
    assert without.manager is None


@pytest.mark.parametrize(
    ("heading", "missing"),
    [
        (("Name", "Title"), {"key"}),
        (("E-Mail", "Title"), {"name"}),
        (("Title", "Level"), {"name", "key"}),
    ],
)
def test_a_file_that_names_nobody_or_cannot_find_them_again_is_told(
    heading: Row, missing: set[str]
) -> None:
    assert reading(("x", "y"), heading=heading).missing == missing


@pytest.mark.parametrize(
    ("written", "email", "number", "name"),
    [
        ("boss@example.com", "boss@example.com", "", ""),
        ("Anna Berg (1204)", "", "1204", "Anna Berg"),
        ("1204", "", "1204", "1204"),
        ("Berg, Anna", "", "Berg, Anna", "Berg, Anna"),
    ],
)
def test_a_manager_is_named_by_address_id_or_name(
    written: str, email: str, number: str, name: str
) -> None:
    entry = only(reading(("Ben", "2", "", "", "", "", written)))

    assert entry.manager is not None
    (reference,) = entry.manager
    assert (reference.email, reference.number, reference.name) == (email, number, name)


def test_several_lines_beside_are_read_one_by_one() -> None:
    heading = ("Name", "ID", "Matrix Manager")
    entry = only(reading(("Ben", "2", "Berg, Anna; cole@example.com"), heading=heading))

    assert entry.dotted is not None
    assert [one.email or one.name for one in entry.dotted] == ["Berg, Anna", "cole@example.com"]


def test_findings_never_show_what_they_hold_in_a_log() -> None:
    finding = Finding("People", 2, "A", Reason.TOO_LONG, said="Anna")

    assert "Anna" not in repr(finding)
