"""The roster: who works here, as HR lists them, and who leads whom."""

from collections.abc import Collection, Mapping

from program.permissions import Act, Subject, may_somewhere, require
from program.roster import LEVELS_IN_ONE_LINE, Card, Colleague
from services.desk import Look
from store import rosters


def colleagues(look: Look) -> tuple[Colleague, ...]:
    """Every entry of the roster, in order of name; for the program team of any program.

    Raises Refusal `permissions.*` for everyone else.
    """
    _require_reading(look)
    return rosters.everyone(look.session)


def count(look: Look) -> int:
    """How many entries the roster has; for the program team of any program."""
    _require_reading(look)
    return rosters.count(look.session)


def cards(look: Look, person_ids: Collection[str]) -> Mapping[str, Card]:
    """What everybody may read of these people, by person id; only of those in the roster."""
    require(look.actor, Act.PEOPLE_NAME)
    found = rosters.of_persons(look.session, person_ids)
    return {
        person_id: Card(one.title, one.function, one.location, one.languages)
        for person_id, one in found.items()
    }


def superiors(look: Look, person_id: str, levels: int = LEVELS_IN_ONE_LINE) -> frozenset[str]:
    """The person ids of those above somebody, so many levels up, lines beside included.

    Empty when somebody is not in the roster. Whoever is above without an account is stepped over.
    """
    require(look.actor, Act.ROSTERS_LINES)
    return rosters.above(look.session, person_id, levels)


def in_one_line(look: Look, one: str, other: str) -> bool:
    """Is either of two people the other's superior, at most two levels up?"""
    return other in superiors(look, one) or one in superiors(look, other)


def line_manager(look: Look, person_id: str) -> str | None:
    """The person id of somebody's line manager, where both have an entry and an account."""
    require(look.actor, Act.ROSTERS_LINES)
    return rosters.manager(look.session, person_id)


def concerned_by(look: Look, colleague_ids: Collection[str] | None) -> frozenset[str]:
    """The person ids of these entries and of those who report to them; None: of everybody.

    Whose superiors may be others than before, after these entries changed or were tied.
    """
    require(look.actor, Act.ROSTERS_LINES)
    return rosters.concerned(look.session, colleague_ids)


def _require_reading(look: Look, *, about: str | None = None) -> None:
    concerns = frozenset() if about is None else frozenset({about})
    if not may_somewhere(look.actor, Act.ROSTERS_READ):
        require(look.actor, Act.ROSTERS_READ, Subject(concerns=concerns))
