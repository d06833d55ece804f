"""Edits of a draft: what counts of them, and what an undo leaves."""

from datetime import UTC, datetime

from program.matching.records import Edit, EditKind
from program.matching_draft import (
    EditMade,
    changes_nothing,
    edits_of,
    in_force,
    locks_and_vetoes,
)

MOMENT = datetime(2026, 11, 23, 10, tzinfo=UTC)
LOCK = Edit(EditKind.LOCK, "mia", "martin")
OTHER_LOCK = Edit(EditKind.LOCK, "mia", "sven")
VETO = Edit(EditKind.VETO, "nils", "sven")
UNVETO = Edit(EditKind.UNVETO, "nils", "sven")


def made(*edits: Edit | int) -> tuple[EditMade, ...]:
    """Edits one after the other; a number takes back the edit of that number."""
    found: list[EditMade] = []
    for number, one in enumerate(edits, start=1):
        undoes = one if isinstance(one, int) else None
        edit = found[one - 1].edit if isinstance(one, int) else one
        found.append(EditMade(number, number - 1, edit, MOMENT, "petra", undoes=undoes))
    return tuple(found)


def test_an_undone_edit_does_not_count_and_neither_does_its_undo() -> None:
    assert edits_of(made(LOCK, VETO, 2)) == (LOCK,)


def test_undone_one_after_the_other_nothing_is_left() -> None:
    assert in_force(made(LOCK, VETO, 2, 1)) == ()


def test_an_edit_made_again_after_its_undo_counts() -> None:
    assert edits_of(made(LOCK, 1, LOCK)) == (LOCK,)


def test_a_lock_takes_the_place_of_the_mentees_lock_to_somebody_else() -> None:
    assert edits_of(made(LOCK, VETO, OTHER_LOCK)) == (VETO, OTHER_LOCK)


def test_with_that_lock_undone_the_first_one_stands_again() -> None:
    assert edits_of(made(LOCK, OTHER_LOCK, 2)) == (LOCK,)


def test_a_veto_that_was_lifted_is_no_veto() -> None:
    assert locks_and_vetoes(made(VETO, UNVETO, LOCK)) == (made(VETO, UNVETO, LOCK)[2],)


def test_what_is_so_already_changes_nothing() -> None:
    assert changes_nothing((LOCK,), LOCK)
    assert changes_nothing((), UNVETO)
    assert not changes_nothing((VETO,), UNVETO)
    assert not changes_nothing((LOCK,), Edit(EditKind.VETO, "mia", "martin"))
