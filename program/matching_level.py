"""Seniority as HR writes it, as a number that grows with it."""

import re
from collections.abc import Mapping

_NUMBER = re.compile(r"\d{1,3}")

LADDER: tuple[tuple[int, tuple[str, ...]], ...] = (
    (8, ("chief", "president", "ceo", "cfo", "coo", "cto", "chro", "board")),
    (7, ("executive", "senior vice president", "svp", "executive vice president", "evp")),
    (6, ("vice president", "vp", "senior director", "senior leader", "head")),
    (5, ("director",)),
    (4, ("senior manager",)),
    (3, ("manager", "supervisor", "principal")),
    (2, ("lead", "team lead", "senior", "expert")),
    (1, ("professional", "specialist", "associate", "analyst", "individual contributor", "junior")),
)
"""Usual words of management levels; of several the longest counts. A step is what most companies
call one level; the score looks at the gap between two people only."""


def level_of(written: str) -> int | None:
    """The first number in it (`L7`, `Grade 12`, `5 - Director`), None where there is none."""
    found = _NUMBER.search(written)
    return int(found.group()) if found else None


def rung_of(written: str) -> int | None:
    """The step of LADDER whose words stand in it, None where none do."""
    words = f" {' '.join(re.findall(r'[a-z]+', written.casefold()))} "
    named = [(len(word), rung) for rung, names in LADDER for word in names if f" {word} " in words]
    return max(named)[1] if named else None


def levels_of(written: Mapping[str, str]) -> Mapping[str, int]:
    """The seniority of everybody of whom it can be read, a higher number being more senior.

    HR counts either by numbers or by words. Which of the two reads more people is read for all:
    a number and a word cannot be compared. Whoever is left out has no seniority, and the score
    goes without that component. Keys are ids.
    """
    ways = [
        {one: level for one, text in written.items() if (level := read(text)) is not None}
        for read in (level_of, rung_of)
    ]
    return max(ways, key=len)
