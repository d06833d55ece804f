"""Each free text says who reads it, in words made from the permission table."""

from handlers.people.views import readers
from handlers.visibility import (
    BOTH,
    DRAFT,
    EVIDENCE,
    REASON,
    REMARK,
    THANKS,
    WRITTEN,
    Written,
    line,
)
from program.permissions import TABLE, Act, Relation


def test_what_the_nominee_writes_is_for_the_program_team() -> None:
    assert line(EVIDENCE) == "The program team sees this."


def test_a_reason_is_for_the_nominee_as_well() -> None:
    assert (
        line(REASON, about="Mia Moreau")
        == "Mia Moreau, who nominated them and the program team see this."
    )


def test_a_remark_is_for_program_managers_only() -> None:
    assert line(REMARK) == "Only program managers see this."


def test_a_draft_is_for_its_author_only() -> None:
    assert line(DRAFT) == "Only you see this."


def test_what_everyone_may_read_says_so() -> None:
    assert line(Written("A charter", (Act.COHORTS_READ,))) == "Everyone in the program sees this."


def test_whoever_it_is_about_never_reads_what_is_kept_from_them() -> None:
    about_mia = Written("A view", (Act.NOMINATIONS_REVIEW,))

    assert line(about_mia, about="Mia") == "The program team sees this; Mia never does."


def test_every_private_reading_is_on_the_page_of_who_sees_what() -> None:
    shown = str(readers())
    for written in WRITTEN:
        assert written.what in shown
        assert line(written) in shown


def test_no_private_text_is_open_to_everyone() -> None:
    for written in WRITTEN:
        for act in written.acts:
            assert Relation.ANYONE not in TABLE[act].relations, written.what


def test_two_people_see_and_one_sees() -> None:
    assert line(THANKS, about=BOTH) == "The two of them see this."
    assert line(THANKS, about="Mia Moreau") == "Mia Moreau sees this."
