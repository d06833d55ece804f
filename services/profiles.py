"""Where somebody has a profile, how much of it is there, and who else may read it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from program.cohort import Cohort, CohortState, state_on
from program.hours import local_day
from program.mentor import Mentor, MentorState
from program.mentor import subject_of as subject_of_mentor
from program.nomination import is_mentee_on
from program.pairing import RUNNING
from program.permissions import Act, Subject, may, require
from program.profile import (
    Coverage,
    MenteeProfile,
    MentorProfile,
    mentee_coverage,
    mentor_coverage,
)
from program.refusal import Refusal
from services import profile_known
from services.desk import Look
from services.mentors import cohort_of
from store import cohorts as kept_cohorts
from store import mentors as kept_mentors
from store import nominations as kept_nominations
from store import pairings as kept_pairings
from store import profiles as kept


class Side(StrEnum):
    """The side of a pairing that a profile is for."""

    MENTEE = "mentee"
    MENTOR = "mentor"


@dataclass(frozen=True)
class MyProfile:
    """One's own profile on one side of one cohort, with how much of it is there."""

    cohort: Cohort
    side: Side
    coverage: Coverage
    written: bool
    settled: bool = False
    """No pairing is to be found with it now: a mentee's runs, or a mentor's places are full."""


def mine(look: Look) -> tuple[MyProfile, ...]:
    """Everywhere the actor is a mentee or a mentor, in cohorts that have not ended.

    Somebody may be a mentee in one cohort and a mentor in another, or both in one.
    """
    me = own(look)
    return look.session.remembered(("profiles.mine", me), lambda: _everywhere(look))


def mentee_cohorts(look: Look) -> tuple[Cohort, ...]:
    """The cohorts that have not ended and for which the actor is accepted."""
    own(look)
    found = kept_nominations.standings_of(look.session, look.me)
    return tuple(
        one.cohort
        for one in found
        if is_mentee_on(one, local_day(look.now, one.cohort.program.zone))
    )


def mentor_cohorts(look: Look) -> tuple[tuple[Mentor, Cohort], ...]:
    """The cohorts that have not ended and on whose roster the actor is."""
    own(look)
    found = [
        one
        for one in kept_mentors.of_person(look.session, look.me)
        if one.state is MentorState.ON_ROSTER
    ]
    known = kept_cohorts.by_ids(look.session, {one.cohort_id for one in found})
    return tuple(
        (one, known[one.cohort_id]) for one in found if not _is_over(look, known[one.cohort_id])
    )


def need_mentee(look: Look, cohort_id: str) -> Cohort:
    """The cohort, where the actor is a mentee of it. Raises Refusal `profiles.not_a_mentee`."""
    for one in mentee_cohorts(look):
        if one.id == cohort_id:
            return one
    raise Refusal("profiles.not_a_mentee")


def need_mentor(look: Look, cohort_id: str) -> tuple[Mentor, Cohort]:
    """The same for a mentor. Raises Refusal `profiles.offer_first`."""
    for mentor, cohort in mentor_cohorts(look):
        if cohort.id == cohort_id:
            return mentor, cohort
    raise Refusal("profiles.offer_first")


def read_mentee(look: Look, cohort_id: str, person_id: str) -> MenteeProfile | None:
    """What a mentee sent, for that mentee and the program team; None where nothing was sent.

    Wishes, avoid lists and groups are in no profile. Raises Refusal `permissions.*`.
    """
    _require_read(look, cohort_id, person_id, Act.PROFILES_SEE)
    return kept.mentee(look.session, cohort_id, person_id)


def read_mentor(look: Look, cohort_id: str, person_id: str) -> MentorProfile | None:
    """What a mentor sent beyond their offer, for that mentor and the program team."""
    _require_read(look, cohort_id, person_id, Act.PROFILES_SEE)
    return kept.mentor(look.session, cohort_id, person_id)


def may_keep(look: Look) -> bool:
    """Whether the actor may have a profile at all: colleagues with a full account may."""
    return may(look.actor, Act.PROFILES_KEEP, Subject(owners=frozenset({look.me})))


def own(look: Look) -> str:
    """The person id of the actor, who keeps their own profile. Raises Refusal `permissions.*`."""
    person_id = look.me
    require(look.actor, Act.PROFILES_KEEP, Subject(owners=frozenset({person_id})))
    return person_id


def mentee_now(look: Look, cohort: Cohort) -> MenteeProfile:
    """What the actor sent for a cohort, or what is known before anything was sent."""
    own(look)
    sent = kept.mentee(look.session, cohort.id, look.me)
    if sent is None:
        return profile_known.mentee_start(look, cohort)
    return replace(sent, wanted=_listed(sent.wanted, cohort))


def mentor_now(look: Look, mentor: Mentor, cohort: Cohort) -> MentorProfile:
    """What the actor sent as a mentor, or what is known; only levels of what they offer now."""
    require(look.actor, Act.PROFILES_KEEP, subject_of_mentor(mentor, cohort))
    sent = kept.mentor(look.session, cohort.id, look.me)
    shown = sent or profile_known.mentor_start(look, cohort)
    levels = {one: shown.levels[one] for one in mentor.competencies if one in shown.levels}
    return replace(shown, levels=levels)


def _everywhere(look: Look) -> tuple[MyProfile, ...]:
    # Only what runs: that a mentor is asked, or said yes, is told by its own message.
    running = kept_pairings.of_person(look.session, look.me, RUNNING)
    mentee_in = {one.cohort.id for one in running if one.mentee == look.me}
    taken = Counter(one.cohort.id for one in running if one.mentor == look.me)
    as_mentee = [
        _mine_as_mentee(look, one, settled=one.id in mentee_in) for one in mentee_cohorts(look)
    ]
    as_mentor = [
        _mine_as_mentor(look, mentor, cohort, settled=taken[cohort.id] >= mentor.places)
        for mentor, cohort in mentor_cohorts(look)
    ]
    return (*as_mentee, *as_mentor)


def _mine_as_mentee(look: Look, cohort: Cohort, *, settled: bool) -> MyProfile:
    profile = mentee_now(look, cohort)
    coverage = mentee_coverage(profile)
    return MyProfile(cohort, Side.MENTEE, coverage, profile.written, settled)


def _mine_as_mentor(look: Look, mentor: Mentor, cohort: Cohort, *, settled: bool) -> MyProfile:
    profile = mentor_now(look, mentor, cohort)
    coverage = mentor_coverage(profile, mentor)
    return MyProfile(cohort, Side.MENTOR, coverage, profile.written, settled)


def _listed(wanted: Mapping[str, tuple[int, int]], cohort: Cohort) -> Mapping[str, tuple[int, int]]:
    """Without competencies that the cohort took from its list."""
    known = {one.id for one in cohort.competencies}
    return {one: levels for one, levels in wanted.items() if one in known}


def _require_read(look: Look, cohort_id: str, person_id: str, act: Act) -> None:
    cohort = cohort_of(look, cohort_id)
    owner = frozenset({person_id})
    require(look.actor, act, Subject(program_id=cohort.program.id, owners=owner))


def _is_over(look: Look, cohort: Cohort) -> bool:
    day = local_day(look.now, cohort.program.zone)
    return state_on(cohort, day) is CohortState.CLOSED
