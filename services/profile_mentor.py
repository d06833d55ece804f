"""Writing one's profile as a mentor: two steps beyond the offer, any time again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from program.cohort import Cohort
from program.mentor import Mentor
from program.mentor_lists import ordered
from program.profile import Coverage, MentorProfile, mentor_coverage
from program.profile_forms import check_levels, check_opens
from program.profile_lists import Function, Theme
from program.refusal import Refusal, Trouble
from services import profile_drafts, profiles
from services.desk import Look, Work
from services.profiles import MyProfile, Side, need_mentor
from store import profiles as kept


@dataclass(frozen=True)
class Begun:
    """What a step shows: the offer, and what is chosen so far."""

    mentor: Mentor
    cohort: Cohort
    profile: MentorProfile
    unfinished: bool = False

    @property
    def coverage(self) -> Coverage:
        """How much is there so far."""
        return mentor_coverage(self.profile, self.mentor)


def begin(look: Look, cohort_id: str) -> Begun:
    """What the first step begins with. Raises Refusal `profiles.offer_first` without an offer."""
    profiles.own(look)
    mentor, cohort = need_mentor(look, cohort_id)
    waiting = profile_drafts.mentor(look, cohort)
    profile = profiles.mentor_now(look, mentor, cohort)
    return Begun(mentor, cohort, profile, unfinished=waiting is not None)


def resume(look: Look, cohort_id: str) -> Begun:
    """The draft to go on with. Raises Refusal `profiles.draft_gone` when there is none."""
    profiles.own(look)
    mentor, cohort = need_mentor(look, cohort_id)
    return Begun(mentor, cohort, _need_draft(look, cohort))


def keep_levels(work: Work, cohort_id: str, levels: Mapping[str, int | None]) -> Begun:
    """The first step: how strong one is in each competency one offers.

    Raises Refusal `profiles.*` under its fields, or `.offer_changed` where the form asks of others.
    """
    profiles.own(work)
    mentor, cohort = need_mentor(work, cohort_id)
    listed = {one.id for one in cohort.competencies} & set(mentor.competencies)
    if set(levels) != listed:
        raise Refusal("profiles.offer_changed")
    _refuse_if(check_levels(levels))
    earlier = profile_drafts.mentor(work, cohort) or profiles.mentor_now(work, mentor, cohort)
    known = {one: level for one, level in levels.items() if level is not None}
    profile = replace(earlier, levels=known)
    profile_drafts.keep_mentor(work, profile)
    return Begun(mentor, cohort, profile)


def keep_rest(work: Work, rest: MentorProfile) -> Begun:
    """Put the second step aside as it is, on the way back to the first."""
    profiles.own(work)
    mentor, cohort = need_mentor(work, rest.cohort_id)
    profile = _with_rest(_need_draft(work, cohort), rest)
    profile_drafts.keep_mentor(work, profile)
    return Begun(mentor, cohort, profile)


def send(work: Work, rest: MentorProfile) -> MyProfile:
    """The second step with the first: from now on this is the profile.

    The same form sent twice is a quiet success.
    Raises Refusal `profiles.*` under its fields, or `.draft_gone`.
    """
    me = profiles.own(work)
    mentor, cohort = need_mentor(work, rest.cohort_id)
    _refuse_if(check_opens(rest))
    sent = kept.mentor(work.session, cohort.id, me)
    begun = profile_drafts.mentor(work, cohort) or sent
    if begun is None:
        raise Refusal("profiles.draft_gone")
    whole = _with_rest(replace(begun, version=sent.version if sent else 0), rest)
    if whole != sent:
        sent = kept.keep_mentor(work.session, whole)
        work.note(
            "profile.kept",
            about=f"profile:{cohort.id}:{me}",
            side=Side.MENTOR.value,
            parts=len(mentor_coverage(sent, mentor).present),
            version=sent.version,
        )
        work.refresh_home(me)
    profile_drafts.drop_mentor(work)
    return MyProfile(cohort, Side.MENTOR, mentor_coverage(sent, mentor), written=True)


def _need_draft(look: Look, cohort: Cohort) -> MentorProfile:
    draft = profile_drafts.mentor(look, cohort)
    if draft is None:
        raise Refusal("profiles.draft_gone")
    return draft


def _with_rest(first: MentorProfile, rest: MentorProfile) -> MentorProfile:
    """Each choice once and in the order of its list, so that the same profile reads the same."""
    return replace(
        first,
        themes=ordered(rest.themes, Theme),
        functions=ordered(rest.functions, Function),
        function=rest.function,
        reach=rest.reach,
        directness=rest.directness,
        stretch=rest.stretch,
    )


def _refuse_if(troubles: tuple[Trouble, ...]) -> None:
    if troubles:
        raise Refusal.of(troubles)
