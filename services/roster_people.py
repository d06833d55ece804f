"""The roster as a list for the program team: filtered, searched, with accounts and managers."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from program.person import Person
from program.roster import Colleague
from program.text import same_words, shortened
from services import people, rosters
from services.desk import Look

EVERYONE, UNTIED, NO_LONGER, LEADERLESS = "everyone", "not_tied", "no_longer_listed", "no_manager"
_MOST_PLACES = 40
"""Locations, and as many functions, among the filters: Slack shows a hundred at most."""
_LONGEST_NAME = 50


@dataclass(frozen=True)
class Listed:
    """An entry with the account it is tied to and the name of its manager."""

    colleague: Colleague
    account: Person | None
    manager: str = ""


@dataclass(frozen=True)
class PlaceCount:
    """A location or a function, and how many are there; `key` names it without saying it."""

    key: str
    name: str
    people: int
    is_function: bool


def places(look: Look) -> tuple[PlaceCount, ...]:
    """The locations and functions that have the most people."""
    listed = [one for one in rosters.colleagues(look) if one.listed]
    found = []
    for kind, of in _PLACES.items():
        counted = Counter(of(one) for one in listed if of(one))
        found += [
            PlaceCount(_key(look, kind, name), shortened(name, _LONGEST_NAME), number, kind == "f")
            for name, number in counted.most_common(_MOST_PLACES)
        ]
    return tuple(found)


def listed(look: Look, shown: str, words: str) -> Sequence[Listed]:
    """The entries that a filter and searched words leave, in order of name.

    Words are looked for in name, title, function, location and employee id.
    """
    everybody = rosters.colleagues(look)
    names = {one.id: one.name for one in everybody}
    wanted = _filter(look, shown)
    sought = same_words(words)
    found = [one for one in everybody if wanted(one) and _says(one, sought)]
    accounts = people.named(look, [one.person_id for one in found if one.person_id])
    return [
        Listed(one, accounts.get(one.person_id or ""), names.get(one.manager_id or "", ""))
        for one in found
    ]


_PLACES: Mapping[str, Callable[[Colleague], str]] = {
    "l": lambda one: one.location,
    "f": lambda one: one.function,
}
_FILTERS: Mapping[str, Callable[[Colleague], bool]] = {
    UNTIED: lambda one: one.listed and one.person_id is None,
    NO_LONGER: lambda one: not one.listed,
    LEADERLESS: lambda one: one.listed and one.manager_id is None,
}


def _filter(look: Look, shown: str) -> Callable[[Colleague], bool]:
    if shown in _FILTERS:
        return _FILTERS[shown]
    kind, _, key = shown.partition("-")
    of = _PLACES.get(kind)
    if of is None or not key:
        return lambda _: True
    hits: dict[str, bool] = {}

    def wanted(one: Colleague) -> bool:
        name = of(one)
        if name not in hits:
            hits[name] = _key(look, kind, name) == shown
        return hits[name] and one.listed

    return wanted


def _key(look: Look, kind: str, name: str) -> str:
    return f"{kind}-{look.session.digest('roster.place', name)[:12]}"


def _says(one: Colleague, sought: str) -> bool:
    if not sought:
        return True
    said = (one.name, one.title, one.function, one.location, one.employee_id or "")
    return any(sought in same_words(text) for text in said)
