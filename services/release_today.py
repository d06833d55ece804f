"""What stands in the way of the pairs of a draft today: read once for many, told as one code."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from program.cohort import Cohort, CohortState, state_on
from program.hours import local_day
from program.matching.reasons import Bar
from program.mentor import MentorState
from program.permissions import Act, require
from program.person import Person
from program.release import Obstacle
from services import (
    matching_bars,
    matching_rules,
    nominations,
    pairing_checks,
    people,
    profile_gathering,
)
from services.desk import Look
from store import mentors as kept_mentors
from store import pairings as kept


@dataclass
class Today:
    """A cohort as it stands in one transaction; whoever is asked in it is counted at once."""

    is_over: bool
    accepted: frozenset[str]
    promised: set[str]
    places: Mapping[str, int]
    """Of everybody on the roster, by person id."""
    taken: dict[str, int]
    held: Mapping[str, frozenset[str]]
    """For whom the draft holds places, by mentor."""
    known: Mapping[str, Person] = field(repr=False)
    barred: Mapping[tuple[str, str], Bar] = field(repr=False)
    """By mentee and mentor."""

    def of_mentee(self, mentee: str) -> Obstacle | None:
        """Why nobody at all can be asked for this mentee."""
        if self.is_over:
            return Obstacle.COHORT_OVER
        if self._is_gone(mentee):
            return Obstacle.MENTEE_GONE
        if mentee not in self.accepted:
            return Obstacle.NOT_ACCEPTED
        return Obstacle.PROMISED if mentee in self.promised else None

    def between(self, mentee: str, mentor: str) -> Obstacle | None:
        """Why this mentor cannot be asked for this mentee."""
        found = self.of_mentee(mentee)
        if found is not None:
            return found
        if self._is_gone(mentor):
            return Obstacle.MENTOR_GONE
        if mentor not in self.places:
            return Obstacle.NOT_ON_ROSTER
        bar = self.barred.get((mentee, mentor))
        if bar is not None or mentee == mentor:
            return Obstacle.IN_ONE_LINE if bar is Bar.SUPERIOR else Obstacle.CONFIDENTIAL
        return None if self.free(mentee, mentor) else Obstacle.NO_PLACE

    def free(self, mentee: str, mentor: str) -> int:
        """Places this mentor has for this mentee: those held for others are not among them."""
        left = self.places.get(mentor, 0) - self.taken.get(mentor, 0)
        held = {one for one in self.held.get(mentor, ()) if one not in self.promised}
        return max(0, left if mentee in held else left - len(held))

    def took(self, mentee: str, mentor: str) -> None:
        """Count a mentor who was asked for a mentee."""
        self.promised.add(mentee)
        self.taken[mentor] = self.taken.get(mentor, 0) + 1

    def _is_gone(self, person_id: str) -> bool:
        found = self.known.get(person_id)
        return found is None or found.deactivated


def today(look: Look, cohort: Cohort, mentees: Collection[str], mentors: Collection[str]) -> Today:
    """How things stand between these people of a cohort. For the house alone.

    The house's own rule about reporting lines is part of it, and what the program adds to it.
    """
    require(look.actor, Act.MATCHING_CARRY)
    on_roster = kept_mentors.of_cohorts(look.session, [cohort.id], [MentorState.ON_ROSTER])
    rules = matching_rules.rules_of(look, cohort.id)
    wishes = profile_gathering.wishes_of(look, cohort.id)
    bars = matching_bars.between(look, mentees, mentors, wishes, rules.depth)
    barred: dict[tuple[str, str], Bar] = {}
    for one in bars.barred:  # a private bar hides a public one: it is told in one wording
        if barred.get((one.mentee, one.mentor)) in (None, Bar.SUPERIOR):
            barred[one.mentee, one.mentor] = one.bar
    return Today(
        is_over=state_on(cohort, local_day(look.now, cohort.program.zone)) is CohortState.CLOSED,
        accepted=frozenset(nominations.accepted(look, cohort.id)),
        promised=set(kept.promised(look.session, cohort.id)),
        places={one.person_id: one.places for one in on_roster},
        taken=dict(kept.holding(look.session, cohort.id)),
        held=pairing_checks.places_held(look, cohort.id),
        known=people.named(look, [*mentees, *mentors]),
        barred=barred,
    )
