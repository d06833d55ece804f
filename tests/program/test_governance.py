"""Who may be the last program manager, and how a code is spelled and read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.actor import Role, Standing
from program.governance import RoleGiven, is_last_program_manager, read_code, spell_code
from program.person import Person

SINCE = datetime(2026, 3, 2, tzinfo=UTC)


def held(
    number: int, role: Role = Role.PROGRAM_MANAGER, program: str | None = None, gone: bool = False
) -> RoleGiven:
    person = Person(f"p{number}", f"U{number}", f"Name {number}", "", "UTC", Standing.MEMBER, gone)
    return RoleGiven(f"role{number}", person, role, program, SINCE)


def test_the_only_program_manager_is_the_last() -> None:
    one = held(1)

    assert is_last_program_manager(one, [one, held(2, Role.LIAISON)])


def test_another_program_manager_of_all_programs_lets_one_go() -> None:
    assert not is_last_program_manager(held(1), [held(1), held(2)])


def test_a_program_manager_of_one_program_cannot_stand_in_for_all() -> None:
    assert is_last_program_manager(held(1), [held(1), held(2, program="a")])


def test_one_of_all_programs_can_stand_in_for_one_of_a_program() -> None:
    assert not is_last_program_manager(held(1, program="a"), [held(1, program="a"), held(2)])


def test_a_program_manager_of_another_program_does_not_count() -> None:
    assert is_last_program_manager(
        held(1, program="a"), [held(1, program="a"), held(2, program="b")]
    )


def test_a_closed_account_stands_in_for_nobody() -> None:
    assert is_last_program_manager(held(1), [held(1), held(2, gone=True)])


def test_other_roles_may_end_freely() -> None:
    assert not is_last_program_manager(held(1, Role.SPONSOR), [held(1, Role.SPONSOR)])


@given(st.binary(min_size=16, max_size=16))
def test_a_code_is_read_again_however_it_is_typed(randomness: bytes) -> None:
    code = spell_code(randomness)

    assert len(code) == 19
    for typed in (code, code.lower(), code.replace("-", " "), f"  {code} "):
        assert read_code(typed) == code.replace("-", "")


def test_a_code_needs_enough_randomness() -> None:
    with pytest.raises(ValueError, match="16"):
        spell_code(b"short")
