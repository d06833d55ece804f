"""What somebody does who puts a colleague forward: three steps, and to ask once more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from program.cohort import Cohort
from program.nomination import Standing
from program.nomination_steps import DECIDED, UNDECIDED, NominationState, Step, may_follow
from program.nomination_voice import (
    Ratings,
    VoiceForm,
    check_ratings,
    check_who,
    check_words,
)
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal, Trouble
from services import (
    cohorts,
    nomination_asking,
    nomination_followed,
    nomination_news,
    nomination_standing,
    people,
)
from services import nomination_voice_drafts as drafts
from services.desk import Look, Work
from services.nomination_followed import Followed
from store import nomination_voices as spoken
from store import nominations as kept


@dataclass(frozen=True)
class Begun:
    """What stands before somebody who wants to nominate a colleague."""

    cohorts: tuple[Cohort, ...]
    """Cohorts that take nominations now."""
    draft: VoiceForm | None
    """What they wrote in the last seven days and did not send."""
    drafted_for: Person | None


@dataclass(frozen=True)
class Going:
    """A nomination of a colleague on its way from one step to the next."""

    cohort: Cohort
    nominee: Person
    draft: VoiceForm
    is_second_voice: bool
    """Whether somebody nominated them before."""


def begin(look: Look) -> Begun:
    """What the form begins with. Raises Refusal `nominations.closed` when no cohort is open."""
    require(look.actor, Act.NOMINATIONS_PUT_FORWARD)
    opened = cohorts.taking_nominations(look)
    if not opened:
        closed = [one.nominations_close for one in cohorts.current(look)]
        raise Refusal("nominations.closed", closed_on=max(closed, default=None))
    draft = drafts.find(look, opened)
    known = people.named(look, [draft.nominee]) if draft else {}
    drafted_for = known.get(draft.nominee) if draft else None
    return Begun(opened, draft if drafted_for else None, drafted_for)


def keep_who(work: Work, form: VoiceForm, slack_user: str | None) -> Going:
    """Put the first step aside: who it is, for which cohort, how the actor knows their work.

    Raises Refusal under `nominee` (`people.*`, `nominations.this_is_you`, `.spoke_already`,
    `.other_decided`, `.other_said_no`), `cohort` (`nominations.closed`) or `known_as`.
    """
    require(work.actor, Act.NOMINATIONS_PUT_FORWARD)
    if slack_user is None:
        raise Refusal("nominations.choose_one", field="nominee")
    nominee = people.by_slack_user(work, slack_user, field="nominee")
    cohort = nomination_standing.open_cohort(work, form.cohort_id)
    standing = kept.standing_of(work.session, cohort.id, nominee.id)
    trouble = _against(work, nominee, standing, field="nominee")
    troubles = (*((trouble,) if trouble else ()), *check_who(form))
    if troubles:
        raise Refusal.of(troubles)
    earlier = drafts.find(work, (cohort,))
    first = replace(form, nominee=nominee.id)
    if earlier is not None and earlier.nominee == nominee.id:
        first = replace(
            earlier, known_as=form.known_as, has_conflict=form.has_conflict, cohort_id=cohort.id
        )
    drafts.keep(work, first)
    return Going(cohort, nominee, first, _is_spoken_for(standing))


def keep_words(
    work: Work,
    cohort_id: str,
    nominee_id: str,
    evidence: Mapping[str, str],
    competencies: tuple[str, ...],
    *,
    whole: bool = True,
) -> Going:
    """Put the second step aside; on the way back (`whole` False) as it is, unchecked.

    Raises Refusal under the fields of the criteria or `competencies`, or
    `nominations.other_draft_gone`.
    """
    require(work.actor, Act.NOMINATIONS_PUT_FORWARD)
    cohort = nomination_standing.open_cohort(work, cohort_id)
    known = {one.id for one in cohort.criteria}
    texts = {key: text for key, text in evidence.items() if key in known and text}
    draft = replace(
        drafts.need(work, cohort, nominee_id), evidence=texts, competencies=competencies
    )
    if whole and (troubles := check_words(draft, cohort)):
        raise Refusal.of(troubles)
    drafts.keep(work, draft)
    return _going(work, cohort, draft)


def keep_ratings(
    work: Work, cohort_id: str, nominee_id: str, ratings: Ratings, remark: str
) -> Going:
    """Put the third step aside as it is, on the way back to the second."""
    require(work.actor, Act.NOMINATIONS_PUT_FORWARD)
    cohort = nomination_standing.open_cohort(work, cohort_id)
    draft = replace(drafts.need(work, cohort, nominee_id), ratings=ratings, remark=remark)
    drafts.keep(work, draft)
    return _going(work, cohort, draft)


def resume(look: Look) -> Going:
    """The draft to go on with. Raises Refusal `nominations.other_draft_gone`."""
    begun = begin(look)
    for cohort in begun.cohorts:
        if begun.draft is not None and begun.draft.cohort_id == cohort.id:
            return _going(look, cohort, begun.draft)
    raise Refusal("nominations.other_draft_gone")


def nominate(
    work: Work, cohort_id: str, nominee_id: str, ratings: Ratings, remark: str
) -> Followed:
    """Put a colleague forward, with the steps kept aside; or add a voice to who did so before.

    The nominee is asked first; nobody else reads a word before their yes. The same form sent twice
    is a quiet success. Raises Refusal under the fields, `nominations.closed`, `.spoke_already`,
    `.other_decided`, `.other_said_no`, `.this_is_you`, `.other_draft_gone` or `people.*`.
    """
    require(work.actor, Act.NOMINATIONS_PUT_FORWARD)
    cohort = nomination_standing.cohort(work, cohort_id)
    standing = kept.standing_of(work.session, cohort.id, nominee_id)
    if standing is not None and _sent_before(work, standing, ratings, remark):
        return nomination_followed.own_voice(work, standing)
    nomination_standing.refuse_closed(work, cohort)
    nominee = nomination_standing.nominee(work, nominee_id)
    if trouble := _against(work, nominee, standing):
        raise Refusal.of([trouble])
    draft = drafts.need(work, cohort, nominee.id)
    form = replace(draft, ratings=ratings, remark=remark)
    troubles = (*check_who(form), *check_words(form, cohort), *check_ratings(ratings, remark))
    if troubles:
        raise Refusal.of(troubles)
    standing = _put_forward(work, standing, cohort, nominee, form)
    drafts.drop(work)
    nomination_news.tell_author(work, standing, work.me)
    return nomination_followed.own_voice(work, standing)


def _put_forward(
    work: Work, standing: Standing | None, cohort: Cohort, nominee: Person, form: VoiceForm
) -> Standing:
    if standing is None or may_follow(standing.state, Step.NOMINATED):
        now_standing = nomination_asking.propose(work, standing, cohort, nominee)
        spoken.keep(work.session, now_standing.id, form, work.me)
    else:
        spoken.keep(work.session, standing.id, form, work.me)
        now_standing = nomination_standing.move(work, standing, Step.VOICED, standing.state)
        work.note("nomination.voiced", about=f"nomination:{standing.id}")
    nomination_news.spread(work, now_standing)
    return now_standing


def _against(
    work: Work, nominee: Person, standing: Standing | None, *, field: str | None = None
) -> Trouble | None:
    """Why the actor cannot put this person forward."""
    facts = {"name": nominee.name}
    if nominee.id == work.me:
        return Trouble("nominations.this_is_you", field)
    if standing is None:
        return None
    if standing.state in DECIDED:
        return Trouble("nominations.other_decided", field, facts)
    if standing.state is NominationState.SAID_NO:
        return Trouble("nominations.other_said_no", field, facts)
    renews = may_follow(standing.state, Step.NOMINATED)
    if not renews and spoken.voice_of(work.session, standing.id, work.me) is not None:
        return Trouble("nominations.spoke_already", field, facts)
    return None


def _sent_before(look: Look, standing: Standing, ratings: Ratings, remark: str) -> bool:
    """Whether this very form is what the actor's voice says: it came a second time."""
    if drafts.find(look, (standing.cohort,)) is not None:
        return False
    own = spoken.for_author(look.session, standing, look.me, None)
    return own is not None and dict(own.ratings) == dict(ratings) and (own.remark or "") == remark


def _going(look: Look, cohort: Cohort, draft: VoiceForm) -> Going:
    standing = kept.standing_of(look.session, cohort.id, draft.nominee)
    return Going(
        cohort, nomination_standing.nominee(look, draft.nominee), draft, _is_spoken_for(standing)
    )


def _is_spoken_for(standing: Standing | None) -> bool:
    open_states = (NominationState.CONSENT_ASKED, *UNDECIDED)
    return standing is not None and standing.state in open_states
