"""A refusal names what is in the way and keeps people's words out of logs."""

import pytest

from program.refusal import Refusal, Trouble


def test_a_refusal_carries_its_code_its_field_and_its_facts() -> None:
    refusal = Refusal("nominations.closed", field="cohort", closed_on="Tue 4 Mar")

    (trouble,) = refusal.troubles
    assert (trouble.code, trouble.field) == ("nominations.closed", "cohort")
    assert trouble.facts["closed_on"] == "Tue 4 Mar"


def test_several_troubles_are_shown_at_once() -> None:
    refusal = Refusal.of([Trouble("a.missing", "one"), Trouble("b.missing", "two")])

    assert [trouble.field for trouble in refusal.troubles] == ["one", "two"]
    assert refusal.code == "a.missing"


def test_a_refusal_without_a_reason_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Refusal.of([])


def test_what_a_person_wrote_stays_out_of_the_words_of_a_refusal() -> None:
    refusal = Refusal("people.guest", name="MARKER")

    assert "MARKER" not in f"{refusal} {refusal!r} {refusal.troubles!r}"
