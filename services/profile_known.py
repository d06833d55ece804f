"""What is known of somebody before they wrote a profile: the start of a form and of a run."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from program.cohort import Cohort
from program.mentor import Mentor
from program.permissions import Act, Subject, require
from program.profile import ASSUMED_AIM, ASSUMED_LEVEL, MenteeProfile, MentorProfile
from program.profile_known import function_named, languages_named
from program.roster import Colleague
from services.desk import Look
from store import profile_prefill, rosters
from store import profiles as kept


def mentee_start(look: Look, cohort: Cohort) -> MenteeProfile:
    """What the form of a mentee begins with, where nothing was sent for this cohort.

    Their last profile of an earlier cohort, the competencies of their nomination, and from the
    roster function and languages.
    """
    require(look.actor, Act.PROFILES_KEEP, Subject(owners=frozenset({look.me})))
    earlier = kept.latest_mentee(look.session, look.me)
    named = profile_prefill.wanted_of(look.session, cohort.id, [look.me]).get(look.me, ())
    begun = replace(
        earlier or MenteeProfile(cohort.id, look.me), cohort_id=cohort.id, boundaries="", version=0
    )
    return with_roster(from_nomination(begun, named, cohort), _entry(look))


def mentor_start(look: Look, cohort: Cohort) -> MentorProfile:
    """What the form of a mentor begins with: an earlier cohort's profile, and the roster."""
    require(look.actor, Act.PROFILES_KEEP, Subject(owners=frozenset({look.me})))
    earlier = kept.latest_mentor(look.session, look.me) or MentorProfile(cohort.id, look.me)
    begun = replace(earlier, cohort_id=cohort.id, version=0)
    known = {one.id for one in cohort.competencies}
    levels = {one: level for one, level in begun.levels.items() if one in known}
    entry = _entry(look)
    own = begun.function or (function_named(entry.function) if entry else None)
    return replace(begun, levels=levels, function=own)


def from_nomination(
    profile: MenteeProfile, named: Collection[str], cohort: Cohort
) -> MenteeProfile:
    """The profile with what the nomination named, at the usual levels; only this cohort's list."""
    known = {one.id for one in cohort.competencies}
    wanted = {one: levels for one, levels in profile.wanted.items() if one in known}
    if not wanted:
        wanted = {one: ASSUMED_AIM for one in named if one in known}
    return replace(profile, wanted=wanted)


def with_roster(profile: MenteeProfile, entry: Colleague | None) -> MenteeProfile:
    """The profile with function and languages as the roster has them, where it says none."""
    if entry is None:
        return profile
    return replace(
        profile,
        function=profile.function or function_named(entry.function),
        languages=profile.languages or languages_named(entry.languages),
    )


def with_offer(
    profile: MentorProfile, mentor: Mentor, entry: Colleague | None, cohort: Cohort
) -> MentorProfile:
    """The profile with a level for all that the mentor offers, and the roster's function."""
    known = {one.id for one in cohort.competencies}
    said: Mapping[str, int] = profile.levels
    levels = {one: said.get(one, ASSUMED_LEVEL) for one in mentor.competencies if one in known}
    own = profile.function or (function_named(entry.function) if entry else None)
    return replace(profile, levels=levels, function=own)


def _entry(look: Look) -> Colleague | None:
    return rosters.of_persons(look.session, [look.me]).get(look.me)
