"""What a nominee does: put oneself forward, follow it, add to it, withdraw."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from program.cohort import Cohort, takes_nominations
from program.delivery import DeliveryClass
from program.hours import local_day
from program.nomination import (
    DECIDED,
    EVIDENCE_LIMIT,
    NominationForNominee,
    NominationState,
    SelfNomination,
    Standing,
    Step,
    after,
    check_evidence,
    check_first_step,
    check_text,
    is_mentee_on,
    may_follow,
    subject_of,
    takes_own_words,
)
from program.nomination_rhythm import Wait
from program.nomination_voice import VoiceForNominee
from program.permissions import Act, Subject, require
from program.person import Person
from program.refusal import Refusal, Trouble
from services import cohorts, nomination_drafts, nomination_news, nomination_views, people
from services.desk import Look, Work
from store import cohorts as kept_cohorts
from store import nomination_voices as spoken
from store import nomination_words as words
from store import nominations as kept


@dataclass(frozen=True)
class Start:
    """What stands before somebody who wants to put themselves forward."""

    cohorts: tuple[Cohort, ...]
    """Cohorts that take their nomination now."""
    draft: SelfNomination | None
    """What they wrote in the last seven days and did not send."""
    standings: tuple[Standing, ...]
    """Their nominations for cohorts that take nominations now."""


def start(look: Look) -> Start:
    """What the form begins with. Raises Refusal `nominations.closed` when no cohort is open."""
    require(look.actor, Act.NOMINATIONS_APPLY)
    opened = cohorts.taking_nominations(look)
    if not opened:
        raise Refusal("nominations.closed", closed_on=_last_close(look))
    standings = tuple(
        one for one in kept.standings_of(look.session, look.me) if one.cohort in opened
    )
    free = _without_mine(opened, standings)
    return Start(cohorts=free, draft=nomination_drafts.find(look, free), standings=standings)


def open_to_me(look: Look) -> tuple[Cohort, ...]:
    """Cohorts to which Home points the actor: those for which they could put themselves forward.

    Empty when none is open, and for whoever is a mentee of a cohort that has not ended: the word
    is still theirs to type.
    """
    require(look.actor, Act.NOMINATIONS_APPLY)
    standings = kept.standings_of(look.session, look.me)
    today = local_day(look.now, look.actor.zone)
    if any(is_mentee_on(one, today) for one in standings):
        return ()
    return _without_mine(cohorts.taking_nominations(look), standings)


def keep_first_step(work: Work, form: SelfNomination) -> tuple[Cohort, SelfNomination]:
    """Put the first step aside until the second is sent; answers the cohort and the whole draft.

    Raises Refusal under `competencies` or `aspiration`, `nominations.closed`, or
    `nominations.already` when the actor is nominated for that cohort.
    """
    require(work.actor, Act.NOMINATIONS_APPLY)
    cohort = _open_cohort(work, form.cohort_id)
    _refuse_second(work, kept.standing_of(work.session, cohort.id, work.me))
    _refuse_if(check_first_step(form, cohort))
    earlier = nomination_drafts.find(work, (cohort,))
    whole = replace(form, evidence=earlier.evidence if earlier else {})
    nomination_drafts.keep(work, whole)
    return cohort, whole


def keep_evidence(
    work: Work, cohort_id: str, evidence: Mapping[str, str]
) -> tuple[Cohort, SelfNomination]:
    """Put the second step aside as it is, on the way back to the first."""
    require(work.actor, Act.NOMINATIONS_APPLY)
    cohort = _open_cohort(work, cohort_id)
    first = nomination_drafts.need(work, cohort)
    known = {one.id for one in cohort.criteria}
    asked_for = {key: text for key, text in evidence.items() if key in known and text}
    whole = replace(first, evidence=asked_for)
    nomination_drafts.keep(work, whole)
    return cohort, whole


def resume(look: Look) -> tuple[Cohort, SelfNomination]:
    """The draft to go on with. Raises Refusal `nominations.draft_gone` when there is none."""
    begun = start(look)
    for cohort in begun.cohorts:
        if begun.draft is not None and begun.draft.cohort_id == cohort.id:
            return cohort, begun.draft
    raise Refusal("nominations.draft_gone")


def apply(work: Work, cohort_id: str, evidence: Mapping[str, str]) -> Standing:
    """Put oneself forward: the second step, together with the first one kept aside.

    The same form sent twice is a quiet success; a withdrawn nomination is renewed. Raises Refusal
    under each criterion's field, `nominations.closed`, `.already` or `.draft_gone`.
    """
    require(work.actor, Act.NOMINATIONS_APPLY)
    cohort = _cohort(work, cohort_id)
    earlier = kept.standing_of(work.session, cohort.id, work.me)
    if earlier is not None and _sent_before(work, earlier, evidence):
        return earlier
    _refuse_closed(work, cohort)
    _refuse_second(work, earlier)
    form = replace(nomination_drafts.need(work, cohort), evidence=dict(evidence))
    _refuse_if((*check_first_step(form, cohort), *check_evidence(form, cohort)))
    standing = _received(work, form, earlier)
    nomination_drafts.drop(work)
    work.note("nomination.received", about=f"nomination:{standing.id}", cohort=cohort.id)
    nomination_news.tell_nominee(work, nomination_news.RECEIVED, standing, DeliveryClass.REPLY)
    if form.may_ask_manager:
        nomination_views.ask_manager(work, standing)
    nomination_news.spread(work, standing)
    return standing


def _received(work: Work, form: SelfNomination, earlier: Standing | None) -> Standing:
    """Keep it: as a new one, a renewed one, or beside what others said, which is a yes as well."""
    if earlier is None or may_follow(earlier.state, Step.RENEWED):
        return kept.receive(work.session, form, work.me, withdrawn=earlier)
    is_yes = earlier.state is NominationState.CONSENT_ASKED
    step = Step.CONSENTED if is_yes else Step.ADDED
    kept.keep_own_words(work.session, earlier, form)
    _take_own_step(work, earlier, step, starts_review=is_yes)
    standing = _standing(work, earlier.id)
    if is_yes:
        nomination_news.tell_authors(work, standing)
    return standing


def standings(look: Look) -> tuple[Standing, ...]:
    """Where the actor's own nominations stand, the latest first."""
    require(look.actor, Act.NOMINATIONS_READ_OWN, Subject(concerns=frozenset({look.me})))
    return kept.standings_of(look.session, look.me)


def accepted(look: Look, cohort_id: str) -> tuple[str, ...]:
    """The mentees of a cohort: the people whose nomination was accepted, the earliest in front.

    For the program team and the house. Raises Refusal `permissions.*`.
    """
    cohort = _cohort(look, cohort_id)
    require(look.actor, Act.NOMINATIONS_QUEUE, Subject(program_id=cohort.program.id))
    return kept.in_state(look.session, cohort.id, NominationState.ACCEPTED)


def mine(look: Look, nomination_id: str) -> NominationForNominee:
    """All that the nominee may read of a nomination. Raises Refusal `nominations.not_found`."""
    standing = _standing(look, nomination_id)
    require(look.actor, Act.NOMINATIONS_READ_OWN, subject_of(standing))
    return words.for_nominee(look.session, standing)


def voices_for_me(
    look: Look, nomination_id: str
) -> tuple[tuple[VoiceForNominee, ...], Mapping[str, Person]]:
    """What others said of the actor, and who they are: no rating, no remark.

    Raises Refusal `nominations.not_found` or `permissions.*`.
    """
    standing = _standing(look, nomination_id)
    require(look.actor, Act.NOMINATIONS_READ_OWN, subject_of(standing))
    found = spoken.for_nominee(look.session, standing)
    return found, people.named(look, [one.voice.by for one in found])


def usual_waits(look: Look, opened: Collection[Cohort]) -> Mapping[str, Wait]:
    """How long decisions of these cohorts usually take, by cohort id; no secret."""
    require(look.actor, Act.COHORTS_READ)
    return kept.waits(look.session, [one.id for one in opened])


def before_adding(look: Look, nomination_id: str) -> tuple[Standing, str | None]:
    """Where it stands and the open question, if there is one. Refuses as `add_evidence` would."""
    standing = _standing(look, nomination_id)
    require(look.actor, Act.NOMINATIONS_ADD_EVIDENCE, subject_of(standing))
    _refuse_late(look, standing, Step.ADDED)
    asked = standing.state is NominationState.MORE_ASKED
    return standing, words.last_step(look.session, standing.id).text if asked else None


def add_evidence(work: Work, nomination_id: str, text: str) -> Standing:
    """Add to one's nomination, which answers the program team's question if there is one.

    The same text sent twice is a quiet success. Raises Refusal under `text`,
    `nominations.decided_on` once it is decided, `.withdrawn` or `.not_found`.
    """
    standing = _standing(work, nomination_id)
    require(work.actor, Act.NOMINATIONS_ADD_EVIDENCE, subject_of(standing))
    last = words.last_step(work.session, standing.id)
    if last.step is Step.ADDED and last.text == text:
        return standing
    _refuse_if(check_text("text", text, EVIDENCE_LIMIT))
    _take_own_step(work, standing, Step.ADDED, text=text)
    work.note("nomination.added_to", about=f"nomination:{standing.id}")
    now_standing = _standing(work, standing.id)
    nomination_news.spread(work, now_standing)
    return now_standing


def withdraw(work: Work, nomination_id: str) -> Standing:
    """Take one's nomination back; it can be renewed while nominations are open.

    Pressed twice is a quiet success. Raises Refusal `nominations.decided_on` after a yes or a no.
    """
    standing = _standing(work, nomination_id)
    require(work.actor, Act.NOMINATIONS_WITHDRAW, subject_of(standing))
    if standing.state is NominationState.WITHDRAWN:
        return standing
    if standing.state is NominationState.CONSENT_ASKED:
        raise Refusal("nominations.consent_asked")
    _take_own_step(work, standing, Step.WITHDRAWN)
    work.note("nomination.withdrawn", about=f"nomination:{standing.id}")
    if standing.state is NominationState.WAIT_LISTED:
        nomination_news.move_up(work, standing.cohort)
    now_standing = _standing(work, standing.id)
    nomination_news.tell_authors(work, now_standing)
    nomination_news.spread(work, now_standing)
    return now_standing


def _without_mine(
    opened: tuple[Cohort, ...], standings: tuple[Standing, ...]
) -> tuple[Cohort, ...]:
    taken = {one.cohort.id for one in standings if not takes_own_words(one)}
    return tuple(one for one in opened if one.id not in taken)


def _take_own_step(
    work: Work,
    standing: Standing,
    step: Step,
    text: str | None = None,
    *,
    starts_review: bool = False,
) -> None:
    state = _refuse_late(work, standing, step)
    by = work.me
    changes = {"review_from": work.now} if starts_review else {}
    if not kept.take_step(
        work.session, standing, step, state, by=by, decides=False, text=text, changes=changes
    ):
        raise Refusal("nominations.changed_meanwhile")


def _refuse_late(look: Look, standing: Standing, step: Step) -> NominationState:
    """The state that follows, unless it is decided or withdrawn."""
    if standing.state in DECIDED and not may_follow(standing.state, step):
        raise Refusal(
            "nominations.decided_on", decided_at=standing.decided_at, zone=look.actor.zone
        )
    return after(standing.state, step)


def _standing(look: Look, nomination_id: str) -> Standing:
    standing = kept.standing(look.session, nomination_id)
    if standing is None:
        raise Refusal("nominations.not_found")
    return standing


def _cohort(look: Look, cohort_id: str) -> Cohort:
    cohort = kept_cohorts.cohort(look.session, cohort_id)
    if cohort is None:
        raise Refusal("nominations.no_cohort")
    return cohort


def _open_cohort(look: Look, cohort_id: str) -> Cohort:
    cohort = _cohort(look, cohort_id)
    _refuse_closed(look, cohort)
    return cohort


def _refuse_closed(look: Look, cohort: Cohort) -> None:
    if not takes_nominations(cohort, look.now):
        raise Refusal("nominations.closed", closed_on=cohort.nominations_close)


def _last_close(look: Look) -> date | None:
    closed = [one.nominations_close for one in cohorts.current(look)]
    return max(closed, default=None)


def _refuse_second(look: Look, standing: Standing | None) -> None:
    if standing is not None and not takes_own_words(standing):
        raise Refusal("nominations.already", since=standing.received_at, zone=look.actor.zone)


def _sent_before(look: Look, standing: Standing, evidence: Mapping[str, str]) -> bool:
    """Whether this very text is what the nomination holds: the form came a second time."""
    if takes_own_words(standing):
        return False
    held = words.for_nominee(look.session, standing).evidence
    return {one.criterion.id: one.text for one in held} == dict(evidence)


def _refuse_if(troubles: tuple[Trouble, ...]) -> None:
    if troubles:
        raise Refusal.of(troubles)
