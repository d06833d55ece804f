"""Gathers today's people, profiles and rules into the inputs of a run."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from program.matching.hours import week
from program.matching.records import Inputs, MenteeInput, MentorInput
from program.matching.rules import Rules
from program.matching_level import levels_of
from program.mentor import Mentor, MentorState
from program.permissions import Act, require
from program.person import Person
from program.profile import MenteeProfile, MentorProfile, Wishes
from program.roster import Colleague
from services import people, profile_gathering
from services.desk import Look
from services.matching_bars import between
from services.matching_rules import cohort_of, rules_of
from store import matching_sources as sources
from store import mentors as kept_mentors
from store import pairings as kept_pairings
from store import rosters

_MOST_BREADTH = 4
_SALT = "matching.salt"
"""What the keyed digest is for that makes the order among equals a lottery of the cohort."""


@dataclass(frozen=True)
class Gathered:
    """The inputs of a run, and what the program manager is told beside them."""

    inputs: Inputs
    cycle: int = 0
    """People whose reporting lines lead back to themselves."""
    superiors: int = 0
    """Pairs that the reporting lines bar."""


@dataclass(frozen=True)
class _Known:
    """What is known of everybody who takes part, by person id."""

    look: Look
    people: Mapping[str, Person]
    entries: Mapping[str, Colleague]
    wishes: Mapping[str, Wishes]
    levels: Mapping[str, int]
    """Seniority as HR counts it."""

    def is_here(self, person_id: str) -> bool:
        """Has the person an open account?"""
        return person_id in self.people and not self.people[person_id].deactivated

    def location(self, person_id: str) -> str:
        """Where HR says they work."""
        entry = self.entries.get(person_id)
        return "" if entry is None else entry.location

    def wished(self, person_id: str) -> tuple[str, ...]:
        """Whom they would like, the dearest first."""
        found = self.wishes.get(person_id)
        return () if found is None else found.wishes

    def week(self, person_id: str, times: Collection[str]) -> int:
        """The half-hours in which they can meet, by their clock; of the same week for everybody."""
        return week(self.people[person_id].zone, tuple(times), self.look.now.date())


def gather(
    look: Look,
    cohort_id: str,
    *,
    before: Mapping[str, str] | None = None,
    kept_bonus: int = 25,
    rules: Rules | None = None,
) -> Gathered:
    """Everything a run of this cohort is made from, as it is at this moment; for the house alone.

    Mentees: accepted, with an open account, and no mentor asked or found yet, in the order of
    acceptance. Mentors: on the roster with an open account, also those without a free place.
    `before` are the pairs of the draft before. Raises Refusal `matching.no_cohort`,
    `permissions.*`.
    """
    require(look.actor, Act.PROFILES_GATHER)
    cohort = cohort_of(look, cohort_id)
    rules = rules or rules_of(look, cohort.id)
    mentees = profile_gathering.mentees_of(look, cohort.id)
    mentors = profile_gathering.mentors_of(look, cohort.id)
    wishes = profile_gathering.wishes_of(look, cohort.id)
    known = _known(look, mentees, mentors, wishes)
    promised = kept_pairings.promised(look.session, cohort.id)
    wanting = [
        one for one in mentees if one.person_id not in promised and known.is_here(one.person_id)
    ]
    offering = [one for one in mentors if known.is_here(one.person_id)]
    mentee_ids = tuple(one.person_id for one in wanting)
    mentor_ids = tuple(one.person_id for one in offering)
    bars = between(look, mentee_ids, mentor_ids, wishes, rules.depth)
    inputs = Inputs(
        cohort_id=cohort.id,
        rules=rules,
        mentees=_mentees(known, wanting, cohort.id),
        mentors=_mentors(known, offering, cohort.id),
        barred=bars.barred,
        hours_a_mentee=cohort.hours_a_month,
        before=_still_there(before or {}, mentee_ids, mentor_ids),
        kept_bonus=kept_bonus,
        salt=look.session.digest(_SALT, cohort.id),
    )
    return Gathered(inputs, bars.cycle, bars.superiors)


def _known(
    look: Look,
    mentees: Collection[MenteeProfile],
    mentors: Collection[MentorProfile],
    wishes: Collection[Wishes],
) -> _Known:
    ids = [*(one.person_id for one in mentees), *(one.person_id for one in mentors)]
    entries = rosters.of_persons(look.session, ids)
    return _Known(
        look,
        people.named(look, ids),
        entries,
        {one.person_id: one for one in wishes},
        levels_of({one: entry.level for one, entry in entries.items()}),
    )


def _mentees(
    known: _Known, profiles: Collection[MenteeProfile], cohort_id: str
) -> tuple[MenteeInput, ...]:
    ratings = sources.ratings(known.look.session, cohort_id)
    return tuple(
        MenteeInput(
            id=one.person_id,
            accepted=place,
            wanted=dict(sorted(one.wanted.items())),
            themes=tuple(one.themes),
            functions=tuple(one.functions),
            function=one.function,
            style=one.style,
            level=known.levels.get(one.person_id),
            week=known.week(one.person_id, one.times),
            languages=tuple(one.languages),
            location=known.location(one.person_id),
            wishes=known.wished(one.person_id),
            ratings=ratings.get(one.person_id, {}),
        )
        for place, one in enumerate(profiles)
    )


def _mentors(
    known: _Known, profiles: Collection[MentorProfile], cohort_id: str
) -> tuple[MentorInput, ...]:
    session = known.look.session
    taken = kept_pairings.holding(session, cohort_id)
    resting = sources.resting(session)
    on_roster = kept_mentors.of_cohorts(session, [cohort_id], [MentorState.ON_ROSTER])
    offers = {one.person_id: one for one in on_roster}
    return tuple(
        _mentor(
            known,
            one,
            offers[one.person_id],
            taken=taken.get(one.person_id, 0),
            paused=one.person_id in resting,
        )
        for one in profiles
    )


def _mentor(
    known: _Known, one: MentorProfile, offer: Mentor, *, taken: int, paused: bool
) -> MentorInput:
    return MentorInput(
        id=one.person_id,
        places=offer.places,
        hours_a_month=offer.hours_a_month,
        taken=taken,
        offered=dict(sorted(one.levels.items())),
        themes=tuple(one.themes),
        functions=tuple(one.functions),
        function=one.function,
        style=offer.style,
        level=known.levels.get(one.person_id),
        week=known.week(one.person_id, offer.times),
        languages=tuple(offer.languages),
        location=known.location(one.person_id),
        wishes=known.wished(one.person_id),
        reach=one.reach,
        directness=one.directness,
        breadth=min(len(one.functions), _MOST_BREADTH) or None,
        stretch=one.stretch,
        paused=paused,
    )


def _still_there(
    before: Mapping[str, str], mentees: Collection[str], mentors: Collection[str]
) -> Mapping[str, str]:
    mentee_ids, mentor_ids = frozenset(mentees), frozenset(mentors)
    return {
        mentee: mentor
        for mentee, mentor in sorted(before.items())
        if mentee in mentee_ids and mentor in mentor_ids
    }
