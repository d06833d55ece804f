"""Who may not be paired with whom, whatever the score: the rules about two people in particular."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from program.matching.reasons import Bar
from program.matching.records import Barred
from program.matching_lines import above, rings
from program.permissions import Act, require
from program.profile import Wishes
from services.desk import Look
from store import conduct
from store import matching_sources as sources

Ties = frozenset[tuple[str, str]]
"""Mentee and mentor."""


@dataclass(frozen=True)
class Bars:
    """The pairs that are barred, and the people whose reporting lines lead back to themselves."""

    barred: tuple[Barred, ...]
    cycle: int = 0
    superiors: int = 0


def between(
    look: Look,
    mentees: Collection[str],
    mentors: Collection[str],
    wishes: Collection[Wishes],
    depth: int,
) -> Bars:
    """Every barred pair of these people, for the house alone. Raises Refusal `permissions.*`.

    A ring of reporting lines bars everybody in it from everybody else in it, however deep: who is
    whose superior in there, nobody can say.
    """
    require(look.actor, Act.PROFILES_GATHER)
    superiors, cycle = _in_lines(look, frozenset(mentees), frozenset(mentors), depth)
    declared = {(one.author, one.other) for one in conduct.in_force(look.session)}
    avoided = {(one.person_id, other) for one in wishes for other in one.avoid}
    found = [
        *_barred(superiors, Bar.SUPERIOR),
        *_barred(_pairs(declared, mentees, mentors), Bar.CONFLICT),
        *_barred(_pairs(avoided, mentees, mentors), Bar.AVOIDED),
        *_barred(
            _pairs(sources.ended_for_cause(look.session), mentees, mentors), Bar.ENDED_FOR_CAUSE
        ),
    ]
    ordered = sorted(found, key=lambda one: (one.mentee, one.mentor, one.bar.value))
    return Bars(tuple(ordered), cycle, len(superiors))


def _in_lines(
    look: Look, mentees: frozenset[str], mentors: frozenset[str], depth: int
) -> tuple[Ties, int]:
    """Mentees and mentors in one line, and how many people stand in rings with any of them."""
    kept = sources.lines(look.session)
    taking_part = mentees | mentors
    found: set[tuple[str, str]] = set()
    for entry, person in kept.person_of.items():
        if person in taking_part:
            over = {kept.person_of.get(one) for one in above(kept.above, entry, depth)}
            found |= {(person, one) for one in over if one is not None}
    cycle = 0
    for ring in rings(kept.above):
        people = {kept.person_of[one] for one in ring if one in kept.person_of}
        if people & taking_part:
            cycle += len(ring)
            found |= {(one, other) for one in people for other in people}
    return _pairs(found, mentees, mentors), cycle


def _pairs(
    related: Collection[tuple[str, str]], mentees: Collection[str], mentors: Collection[str]
) -> Ties:
    """Of people who are related, in whichever direction, the mentees with the mentors."""
    both = {*related, *((other, one) for one, other in related)}
    return frozenset(
        (one, other) for one, other in both if one != other and one in mentees and other in mentors
    )


def _barred(pairs: Ties, bar: Bar) -> Iterator[Barred]:
    return (Barred(mentee, mentor, bar) for mentee, mentor in pairs)
