"""Who answers for a program: roles as they are given, and the operator's one-time code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from program.actor import Role
from program.person import Person

GIVEN_BY_HAND = (Role.PROGRAM_MANAGER, Role.LIAISON, Role.SPONSOR)
"""The roles a program manager gives; mentors and mentees come by nomination."""

MOST_IN_LINE = 5
"""Successors in the line of one program."""

CODE_LIVES = timedelta(hours=24)
MOST_WRONG_TRIES = 5
_CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_GROUPS, _CODE_GROUP = 4, 4


class Claim(StrEnum):
    """What became of a typed one-time code."""

    GRANTED = "granted"
    WRONG = "wrong"
    GONE = "gone"
    """There is no code to claim: never issued, used, expired, or tried too often."""


@dataclass(frozen=True)
class RoleGiven:
    """One role of one person, in one program or (program_id None) in all of the workspace."""

    id: str
    person: Person
    role: Role
    program_id: str | None
    since: datetime


def is_last_program_manager(given: RoleGiven, others: Iterable[RoleGiven]) -> bool:
    """Would ending this role leave its program, or the workspace, without a program manager?

    Only another program manager of all programs can stand in for one of all programs; an account
    that is closed stands in for nobody.
    """
    if given.role is not Role.PROGRAM_MANAGER:
        return False
    return not any(
        other.id != given.id
        and other.role is Role.PROGRAM_MANAGER
        and not other.person.deactivated
        and other.program_id in (None, given.program_id)
        for other in others
    )


def spell_code(randomness: bytes) -> str:
    """A code of 80 bits in four groups, without letters and digits that look alike.

    Raises ValueError for fewer than 16 random bytes.
    """
    if len(randomness) < _CODE_GROUPS * _CODE_GROUP:
        raise ValueError("a code needs 16 random bytes")
    signs = "".join(_CODE_SIGNS[byte % len(_CODE_SIGNS)] for byte in randomness)
    starts = range(0, _CODE_GROUPS * _CODE_GROUP, _CODE_GROUP)
    return "-".join(signs[start : start + _CODE_GROUP] for start in starts)


def read_code(typed: str) -> str:
    """The code as typed, in one spelling: capitals, no dashes or blanks."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())
