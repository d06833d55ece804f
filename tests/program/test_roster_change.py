"""What a file would change: found again by id, address or account; lines without circles."""

from dataclasses import replace
from typing import Any

import pytest

from program.roster_change import Changes, Known, differences, plan
from program.roster_rows import Entry, Reason, Reference


def entry(row: int, name: str, **said: Any) -> Entry:
    return Entry("People", row, {"name": name, **said})


def led_by(one: Entry, *written: str, dotted: tuple[str, ...] | None = None) -> Entry:
    def references(texts: tuple[str, ...]) -> tuple[Reference, ...]:
        return tuple(
            Reference("G", email=text if "@" in text else "", number=text, name=text)
            for text in texts
        )

    beside = None if dotted is None else references(dotted)
    return replace(one, manager=references(written), dotted=beside)


ANNA = Known("a", {"name": "Anna Berg", "employee_id": "0042", "email": "anna@example.com"})
BEN = Known("b", {"name": "Ben Cole", "employee_id": "7"}, manager_id="a")


def planned(*entries: Entry, known: tuple[Known, ...] = (ANNA, BEN), **tied: str) -> Changes:
    accounts = {f"{name}@example.com": colleague for name, colleague in tied.items()}
    return plan(entries, known, accounts.get)


def what(changes: Changes) -> list[tuple[str, tuple[str, ...]]]:
    return [("new" if one.is_new else one.who, one.fields) for one in changes.rows]


def found(changes: Changes) -> list[tuple[int, Reason]]:
    return [(one.row, one.reason) for one in changes.findings]


@pytest.mark.parametrize(
    "said",
    [
        {"employee_id": "0042"},
        {"employee_id": "42"},
        {"email": "ANNA@example.com"},
        {"employee_id": "0042", "email": "anna@example.com"},
    ],
)
def test_somebody_is_found_again_by_employee_id_or_address(said: dict[str, str]) -> None:
    assert what(planned(entry(2, "Anna Berg", **said))) == [("a", ())]


def test_somebody_is_found_again_by_the_account_they_are_tied_to() -> None:
    moved = entry(2, "Anna Berg", email="a.berg@example.com")

    changes = plan([moved], [ANNA], lambda email: "a" if email == "a.berg@example.com" else None)

    assert what(changes) == [("a", ("email",))]


def test_what_changed_is_told_field_by_field_and_the_rest_is_kept() -> None:
    changes = planned(entry(2, "Anna Berg-Lund", employee_id="42", title="Director"))

    (change,) = changes.rows
    assert change.fields == ("name", "title")
    assert change.said == {**ANNA.said, "name": "Anna Berg-Lund", "title": "Director"}


def test_a_blank_cell_empties_what_was_there() -> None:
    known = Known("a", {**ANNA.said, "title": "Lead", "languages": ["German"]})
    changes = planned(
        entry(2, "Anna Berg", employee_id="42", title="", languages=[]), known=(known,)
    )

    (change,) = changes.rows
    assert change.fields == ("title", "languages")
    assert "title" not in change.said


def test_whoever_is_in_the_file_no_longer_is_reported_once() -> None:
    gone = replace(BEN, listed=False)

    assert planned(entry(2, "Anna Berg", employee_id="42")).missing == ("b",)
    assert planned(entry(2, "Anna Berg", employee_id="42"), known=(ANNA, gone)).missing == ()


def test_whoever_comes_back_is_listed_again() -> None:
    gone = replace(ANNA, listed=False)

    assert what(planned(entry(2, "Anna Berg", employee_id="42"), known=(gone,))) == [
        ("a", ("listed",))
    ]


def test_an_employee_id_counts_more_than_an_address() -> None:
    changes = planned(
        entry(2, "Ben Cole", employee_id="7", email="anna@example.com"),
        entry(3, "Nova New", employee_id="99", email="anna@example.com"),
    )

    assert [one[0] for one in what(changes)] == ["b", "a"]


def test_a_new_employee_with_the_address_of_somebody_who_is_listed_as_well_is_new() -> None:
    changes = planned(
        entry(2, "Nova New", employee_id="99", email="anna@example.com"),
        entry(3, "Anna Berg", employee_id="0042"),
    )

    assert [one[0] for one in what(changes)] == ["new", "a"]


def test_somebody_with_the_employee_id_of_another_is_left_out_and_nobody_is_renamed() -> None:
    mixed = entry(2, "Anna Berg", employee_id="7", email="anna@example.com")
    changes = planned(mixed)

    assert changes.rows == ()
    assert found(changes) == [(2, Reason.TWO_PEOPLE)]


def test_an_address_that_several_entries_have_is_nobodys_for_sure() -> None:
    twin = Known("c", {"name": "Anna Other", "email": "anna@example.com"})
    changes = planned(entry(2, "Anna", email="anna@example.com"), known=(ANNA, twin))

    assert changes.rows == ()
    assert found(changes) == [(2, Reason.SEVERAL_ENTRIES)]


def test_two_rows_for_one_entry_keep_the_first() -> None:
    changes = planned(
        entry(2, "Anna Berg", employee_id="42"), entry(3, "Anna", email="anna@example.com")
    )

    assert len(changes.rows) == 1
    assert found(changes) == [(3, Reason.DUPLICATE_EMAIL)]


@pytest.mark.parametrize(
    "written", ["anna@example.com", "42", "0042", "Anna Berg", "Berg, Anna", "ANNA  BERG"]
)
def test_a_manager_is_found_by_address_id_or_name(written: str) -> None:
    (change,) = planned(led_by(entry(2, "Cleo", employee_id="9"), written)).rows

    assert change.manager == "a"


def test_a_manager_may_stand_further_down_in_the_same_file() -> None:
    changes = planned(
        led_by(entry(2, "Cleo", employee_id="9"), "10"), entry(3, "Dan", employee_id="10"), known=()
    )

    cleo, dan = changes.rows
    assert cleo.manager == dan.who


@pytest.mark.parametrize(
    ("written", "reason"),
    [("Nobody Known", Reason.MANAGER_UNKNOWN), ("Sam Same", Reason.MANAGER_AMBIGUOUS)],
)
def test_a_manager_who_is_nobody_or_several_is_listed_and_the_person_kept(
    written: str, reason: Reason
) -> None:
    changes = planned(
        led_by(entry(2, "Ben Cole", employee_id="7"), written),
        entry(3, "Sam Same", employee_id="21"),
        entry(4, "Sam Same", employee_id="22"),
    )

    ben = changes.rows[0]
    assert found(changes) == [(2, reason)]
    assert (ben.manager, ben.fields) == ("a", ())


def test_of_two_of_a_name_the_one_in_the_file_is_meant() -> None:
    old = Known("o", {"name": "Sam Same", "employee_id": "1"}, listed=False)
    changes = planned(
        led_by(entry(2, "Cleo", employee_id="9"), "Sam Same"),
        entry(3, "Sam Same", employee_id="21"),
        known=(old,),
    )

    cleo, sam = changes.rows
    assert cleo.manager == sam.who


def test_the_line_that_closes_a_circle_is_left_out_and_listed() -> None:
    changes = planned(
        led_by(entry(2, "Cleo", employee_id="9"), "10"),
        led_by(entry(3, "Dan", employee_id="10"), "11"),
        led_by(entry(4, "Eve", employee_id="11"), "9"),
        known=(),
    )

    cleo, dan, eve = changes.rows
    assert (cleo.manager, dan.manager, eve.manager) == (dan.who, eve.who, None)
    assert found(changes) == [(4, Reason.CIRCLE)]


def test_a_circle_with_lines_that_were_there_before_is_found() -> None:
    changes = planned(led_by(entry(2, "Anna Berg", employee_id="42"), "7"))

    assert found(changes) == [(2, Reason.CIRCLE)]


def test_two_who_change_places_make_no_circle() -> None:
    changes = planned(
        led_by(entry(2, "Anna Berg", employee_id="42"), "7"),
        led_by(entry(3, "Ben Cole", employee_id="7")),
    )

    assert [one.manager for one in changes.rows] == ["b", None]
    assert changes.findings == ()


def test_whoever_is_their_own_manager_has_none() -> None:
    changes = planned(led_by(entry(2, "Anna Berg", employee_id="42"), "42"))

    assert changes.rows[0].manager is None
    assert found(changes) == [(2, Reason.OWN_MANAGER)]


def test_a_line_beside_the_same_superior_is_one_line() -> None:
    (change,) = planned(
        led_by(entry(2, "Cleo", employee_id="9"), "42", dotted=("42", "7", "Ben Cole"))
    ).rows

    assert (change.manager, change.dotted) == ("a", ("b",))


def test_the_same_file_again_changes_nothing() -> None:
    first = planned(led_by(entry(2, "Cleo", employee_id="9", title="Lead"), "42"), known=(ANNA,))
    (cleo,) = first.rows
    known = (ANNA, Known("c", cleo.said, manager_id="a", version=1))

    again = planned(led_by(entry(2, "Cleo", employee_id="9", title="Lead"), "42"), known=known)

    assert what(again) == [("c", ())]


def test_what_changed_since_a_check_is_found() -> None:
    rows = (entry(2, "Anna Berg", employee_id="42", title="Lead"), entry(3, "Cleo", email="c@x.y"))
    marks = [one.mark for one in planned(*rows).rows]

    assert differences(marks, planned(*rows)) == []
    (changed,) = differences(marks, planned(*rows, known=(replace(ANNA, version=2), BEN)))
    assert changed.entry.name == "Anna Berg"


def test_the_figures_add_up() -> None:
    changes = planned(
        entry(2, "Anna Berg", employee_id="42"),
        entry(3, "Cleo", employee_id="9"),
        led_by(entry(4, "Dan", employee_id="10"), "Nobody"),
    )

    assert changes.counts() == {
        "new": 2, "updated": 0, "same": 1, "missing": 1, "left_out": 0, "partly": 1,
    }  # fmt: skip
