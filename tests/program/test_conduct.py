"""What stands in the way of a disclosure, and whom a conflict is about."""

from datetime import UTC, date, datetime

import pytest

from program.conduct import (
    DETAIL_LIMIT,
    Conflict,
    ConflictKind,
    ConflictRead,
    Disclosure,
    check_disclosure,
    subject_of,
)

TODAY = date(2028, 2, 29)
FORM = Disclosure("other", ConflictKind.PANEL, TODAY, "x" * DETAIL_LIMIT)


def test_a_whole_disclosure_passes_on_its_very_day() -> None:
    assert check_disclosure(FORM, "author", TODAY) == ()
    assert check_disclosure(Disclosure("other", "family"), "author", TODAY) == ()


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (Disclosure(None, "family"), "conduct.choose_whom"),
        (Disclosure("author", "family"), "conduct.yourself"),
        (Disclosure("other", None), "conduct.choose_kind"),
        (Disclosure("other", "envy"), "conduct.choose_kind"),
        (Disclosure("other", "family", date(2028, 3, 1)), "conduct.still_to_come"),
        (Disclosure("other", "family", date(1949, 12, 31)), "conduct.too_long_ago"),
        (Disclosure("other", "family", None, "x" * 601), "conduct.too_long"),
    ],
)
def test_what_is_wrong_has_one_reason(form: Disclosure, code: str) -> None:
    assert [one.code for one in check_disclosure(form, "author", TODAY)] == [code]


def test_a_conflict_is_about_the_other_and_belongs_to_its_author() -> None:
    declared = datetime(2026, 11, 23, tzinfo=UTC)
    conflict = Conflict("c", "author", "other", ConflictKind.FAMILY, None, declared)
    subject = subject_of(conflict, "p")
    assert (subject.concerns, subject.owners) == (frozenset({"other"}), frozenset({"author"}))
    assert conflict.in_force
    assert "cousins" not in repr(ConflictRead(conflict, "we are cousins"))
    assert "cousins" not in repr(Disclosure("other", "family", None, "we are cousins"))
