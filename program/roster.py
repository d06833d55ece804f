"""The roster: the people of the organisation as HR lists them, and who leads whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LEVELS_IN_ONE_LINE = 2
"""So far up somebody counts as a superior: one's manager, and the manager's manager."""

LONGEST: Mapping[str, int] = {
    "name": 120,
    "employee_id": 40,
    "email": 254,
    "title": 120,
    "level": 60,
    "function": 80,
    "location": 80,
    "language": 40,
}
"""Characters of each part that are kept; 254 is the longest address that mail can reach."""
MOST_LANGUAGES = 10


class TiedBy(StrEnum):
    """How an entry and an account came together."""

    ADDRESS = "address"
    """Both had the same e-mail address."""
    HAND = "hand"
    """A program manager said so."""


@dataclass(frozen=True)
class Colleague:
    """An entry of the roster, for the program team and for the person it is about."""

    id: str
    name: str
    employee_id: str | None = None
    title: str = ""
    level: str = ""
    function: str = ""
    location: str = ""
    manager_id: str | None = None
    """The entry of their line manager."""
    dotted_ids: tuple[str, ...] = ()
    """The entries of those they also report to."""
    languages: tuple[str, ...] = ()
    hired_on: date | None = None
    person_id: str | None = None
    """The account they are tied to."""
    tied_by: TiedBy | None = None
    listed: bool = True
    """Whether the last import still had them."""


@dataclass(frozen=True)
class Card:
    """What every colleague may read of somebody: no level, no day of hire, no employee id."""

    title: str = ""
    function: str = ""
    location: str = ""
    languages: tuple[str, ...] = ()
