"""Profiles as a run reads them: every mentee, mentor and list of a cohort, for the house alone.

Nothing in here can reach what people say about groups they belong to; a test holds it.
"""

from program.mentor import MentorState
from program.nomination_steps import NominationState
from program.permissions import Act, require
from program.profile import MenteeProfile, MentorProfile, Wishes
from services import profile_known
from services.desk import Look
from services.mentors import cohort_of
from store import mentors as kept_mentors
from store import nomination_lists, profile_prefill, profile_wishes, rosters
from store import profiles as kept


def mentees_of(look: Look, cohort_id: str) -> tuple[MenteeProfile, ...]:
    """The profile of every accepted mentee of a cohort, whoever was accepted first in front.

    Whoever sent none (`written` is False) has what their nomination and the roster say.
    Boundaries are no input and stay sealed. Raises Refusal `mentors.no_cohort`.
    """
    require(look.actor, Act.PROFILES_GATHER)
    cohort = cohort_of(look, cohort_id)
    accepted = nomination_lists.in_state(look.session, cohort.id, NominationState.ACCEPTED)
    sent = kept.mentees_of(look.session, cohort.id)
    unsent = [one for one in accepted if one not in sent]
    named = profile_prefill.wanted_of(look.session, cohort.id, unsent)
    entries = rosters.of_persons(look.session, accepted)
    return tuple(
        profile_known.with_roster(
            profile_known.from_nomination(
                sent.get(one, MenteeProfile(cohort.id, one)), named.get(one, ()), cohort
            ),
            entries.get(one),
        )
        for one in accepted
    )


def mentors_of(look: Look, cohort_id: str) -> tuple[MentorProfile, ...]:
    """The profile of every mentor on the roster of a cohort, by when they joined.

    Every competency they offer has a level; where they said none, the one of somebody who is
    strong in it. Raises Refusal `mentors.no_cohort`.
    """
    require(look.actor, Act.PROFILES_GATHER)
    cohort = cohort_of(look, cohort_id)
    mentors = kept_mentors.of_cohorts(look.session, [cohort.id], [MentorState.ON_ROSTER])
    sent = kept.mentors_of(look.session, cohort.id)
    entries = rosters.of_persons(look.session, [one.person_id for one in mentors])
    return tuple(
        profile_known.with_offer(
            sent.get(one.person_id, MentorProfile(cohort.id, one.person_id)),
            one,
            entries.get(one.person_id),
            cohort,
        )
        for one in mentors
    )


def wishes_of(look: Look, cohort_id: str) -> tuple[Wishes, ...]:
    """Wishes and avoid lists of everybody who takes part in a cohort, in order of person id."""
    require(look.actor, Act.PROFILES_GATHER)
    return profile_wishes.of_cohort(look.session, cohort_of(look, cohort_id).id)


def avoid_each_other(look: Look, one: str, other: str) -> bool:
    """Whether one of two people does not want to be paired with the other; not whose wish it is.

    For pairs that are not made by a run. The answer is told as a confidential reason, or not.
    """
    require(look.actor, Act.PROFILES_GATHER)
    return profile_wishes.avoid_each_other(look.session, one, other)
