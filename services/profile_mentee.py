"""Writing one's profile as a mentee: three steps with a draft in between, any time again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from program.cohort import Cohort
from program.mentor_lists import Language, Times, ordered
from program.profile import Coverage, MenteeProfile, mentee_coverage
from program.profile_forms import AIMS, check_aims, check_rest, check_wanted
from program.profile_lists import Function, Theme
from program.refusal import Refusal, Trouble
from services import profile_drafts, profiles
from services.desk import Look, Work
from services.profile_drafts import MenteeDraft
from services.profiles import MyProfile, Side, need_mentee
from store import profiles as kept


@dataclass(frozen=True)
class Begun:
    """What a step shows: the cohort, and what is chosen so far."""

    cohort: Cohort
    draft: MenteeDraft
    unfinished: bool = False
    """Whether something of the last seven days waits to be sent."""

    @property
    def coverage(self) -> Coverage:
        """How much is there so far."""
        return mentee_coverage(self.draft.profile)


def begin(look: Look, cohort_id: str) -> Begun:
    """What the first step begins with: what was sent, or what is known from elsewhere.

    Raises Refusal `profiles.not_a_mentee`.
    """
    profiles.own(look)
    cohort = need_mentee(look, cohort_id)
    waiting = profile_drafts.mentee(look, cohort)
    return Begun(cohort, _of(profiles.mentee_now(look, cohort)), unfinished=waiting is not None)


def resume(look: Look, cohort_id: str) -> Begun:
    """The draft to go on with. Raises Refusal `profiles.draft_gone` when there is none."""
    profiles.own(look)
    cohort = need_mentee(look, cohort_id)
    return Begun(cohort, profile_drafts.need_mentee(look, cohort))


def keep_wanted(work: Work, cohort_id: str, chosen: Sequence[str], function: str | None) -> Begun:
    """The first step: competencies and one's own function; levels said before stay.

    Raises Refusal `profiles.*` under its fields.
    """
    profiles.own(work)
    cohort = need_mentee(work, cohort_id)
    _refuse_if(check_wanted(chosen, function, cohort))
    earlier = profile_drafts.mentee(work, cohort) or _of(profiles.mentee_now(work, cohort))
    names = tuple(dict.fromkeys(chosen))
    wanted = {one: earlier.profile.wanted[one] for one in names if one in earlier.profile.wanted}
    draft = MenteeDraft(replace(earlier.profile, wanted=wanted, function=function), names)
    profile_drafts.keep_mentee(work, draft)
    return Begun(cohort, draft)


def keep_aims(
    work: Work,
    cohort_id: str,
    aims: Mapping[str, tuple[int, int] | None],
    *,
    back: bool = False,
) -> Begun:
    """The second step: now and aimed for, for each that was chosen; None leaves one out.

    On the way `back` nothing is refused: what cannot stand is left out.
    Raises Refusal `profiles.*` under its fields, or `.draft_gone`.
    """
    profiles.own(work)
    cohort = need_mentee(work, cohort_id)
    draft = profile_drafts.need_mentee(work, cohort)
    if not back:
        _refuse_if(check_aims(aims, draft.chosen))
    wanted = {
        one: levels
        for one in draft.chosen
        if (levels := aims.get(one)) is not None and levels in AIMS
    }
    draft = replace(draft, profile=replace(draft.profile, wanted=wanted))
    profile_drafts.keep_mentee(work, draft)
    return Begun(cohort, draft)


def keep_rest(work: Work, rest: MenteeProfile) -> Begun:
    """Put the third step aside as it is, on the way back to the second."""
    profiles.own(work)
    cohort = need_mentee(work, rest.cohort_id)
    draft = profile_drafts.need_mentee(work, cohort)
    draft = replace(draft, profile=_with_rest(draft.profile, rest))
    profile_drafts.keep_mentee(work, draft)
    return Begun(cohort, draft)


def send(work: Work, rest: MenteeProfile) -> MyProfile:
    """The third step with what was kept of the others: from now on this is the profile.

    The same form sent twice is a quiet success.
    Raises Refusal `profiles.*` under its fields, or `.draft_gone`.
    """
    me = profiles.own(work)
    cohort = need_mentee(work, rest.cohort_id)
    _refuse_if(check_rest(rest))
    draft = profile_drafts.mentee(work, cohort)
    sent = kept.mentee(work.session, cohort.id, me)
    begun = draft.profile if draft else sent
    if begun is None:
        raise Refusal("profiles.draft_gone")
    whole = _with_rest(replace(begun, version=sent.version if sent else 0), rest)
    if whole != sent:
        sent = kept.keep_mentee(work.session, whole)
        parts = len(mentee_coverage(sent).present)
        work.note(
            "profile.kept",
            about=f"profile:{cohort.id}:{me}",
            side=Side.MENTEE.value,
            parts=parts,
            version=sent.version,
        )
        work.refresh_home(me)
    profile_drafts.drop_mentee(work)
    return MyProfile(cohort, Side.MENTEE, mentee_coverage(sent), written=True)


def _of(profile: MenteeProfile) -> MenteeDraft:
    return MenteeDraft(profile, tuple(profile.wanted))


def _with_rest(first: MenteeProfile, rest: MenteeProfile) -> MenteeProfile:
    """Each choice once and in the order of its list, so that the same profile reads the same."""
    return replace(
        first,
        themes=ordered(rest.themes, Theme),
        functions=ordered(rest.functions, Function),
        style=rest.style,
        languages=ordered(rest.languages, Language),
        times=ordered(rest.times, Times),
        boundaries=rest.boundaries,
    )


def _refuse_if(troubles: tuple[Trouble, ...]) -> None:
    if troubles:
        raise Refusal.of(troubles)
