"""Putting oneself forward: two steps, kept aside until the second is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from program.cohort import Cohort
from program.delivery import DeliveryClass
from program.hours import local_day
from program.nomination import Standing, is_mentee_on, takes_own_words
from program.nomination_forms import SelfNomination, check_evidence, check_first_step
from program.nomination_steps import NominationState, Step, may_follow
from program.permissions import Act, require
from program.refusal import Refusal, Trouble
from services import (
    cohorts,
    nomination_drafts,
    nomination_news,
    nomination_standing,
    nomination_views,
)
from services.desk import Look, Work
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

    Empty when none is open, for whoever is a mentee of a cohort that has not ended, and without
    those in which somebody's nomination of them is under way: the word is still theirs to type.
    """
    require(look.actor, Act.NOMINATIONS_APPLY)
    standings = kept.standings_of(look.session, look.me)
    today = local_day(look.now, look.actor.zone)
    if any(is_mentee_on(one, today) for one in standings):
        return ()
    under_way = {one.cohort.id for one in standings if not may_follow(one.state, Step.RENEWED)}
    return tuple(one for one in cohorts.taking_nominations(look) if one.id not in under_way)


def keep_first_step(work: Work, form: SelfNomination) -> tuple[Cohort, SelfNomination]:
    """Put the first step aside until the second is sent; answers the cohort and the whole draft.

    Raises Refusal under `competencies` or `aspiration`, `nominations.closed`, or
    `nominations.already` when the actor is nominated for that cohort.
    """
    require(work.actor, Act.NOMINATIONS_APPLY)
    cohort = nomination_standing.open_cohort(work, form.cohort_id)
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
    cohort = nomination_standing.open_cohort(work, cohort_id)
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
    cohort = nomination_standing.cohort(work, cohort_id)
    earlier = kept.standing_of(work.session, cohort.id, work.me)
    if earlier is not None and _sent_before(work, earlier, evidence):
        return earlier
    nomination_standing.refuse_closed(work, cohort)
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
    standing = nomination_standing.take_own_step(work, earlier, step, starts_review=is_yes)
    if is_yes:
        nomination_news.tell_authors(work, standing)
    return standing


def _without_mine(
    opened: tuple[Cohort, ...], standings: tuple[Standing, ...]
) -> tuple[Cohort, ...]:
    taken = {one.cohort.id for one in standings if not takes_own_words(one)}
    return tuple(one for one in opened if one.id not in taken)


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
