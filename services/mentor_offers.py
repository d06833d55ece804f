"""Offering to mentor: two steps with a draft in between, from nothing or from an invitation."""

from dataclasses import dataclass, replace

from program.cohort import Cohort, CohortState, state_on
from program.hours import local_day
from program.mentor import Mentor, MentorState, Offer, check_first_step, check_second_step
from program.mentor_lists import Language, Times, ordered
from program.nomination import is_mentee_on
from program.permissions import Act, require
from program.refusal import Refusal, Trouble
from services import cohorts, mentor_drafts, mentor_news, nominations
from services.desk import Look, Work
from services.mentors import MyPlaces, cohort_of, places_in, refuse_below
from store import mentors as kept


@dataclass(frozen=True)
class Start:
    """What stands before somebody who wants to mentor."""

    cohorts: tuple[Cohort, ...]
    """Cohorts that have not ended."""
    mine: tuple[Mentor, ...]
    """Where they stand as a mentor of these."""
    draft: Offer | None
    """What they wrote in the last seven days and did not send."""


def start(look: Look) -> Start:
    """What the form begins with. Raises Refusal `mentors.no_cohort_open` when no cohort is left."""
    require(look.actor, Act.MENTORS_OFFER)
    opened = cohorts.current(look)
    if not opened:
        raise Refusal("mentors.no_cohort_open")
    ids = {one.id for one in opened}
    mine = tuple(one for one in kept.of_person(look.session, look.me) if one.cohort_id in ids)
    return Start(opened, mine, mentor_drafts.find(look, opened))


def open_to_me(look: Look) -> tuple[Cohort, ...]:
    """Cohorts to which the actor might offer themselves and never was asked or said anything.

    Whoever holds a role, or is a mentee of a cohort that has not ended, is not pointed to it.
    """
    require(look.actor, Act.MENTORS_OFFER)
    if look.actor.roles:
        return ()
    mine = {one.cohort_id for one in kept.of_person(look.session, look.me)}
    today = local_day(look.now, look.actor.zone)
    if any(is_mentee_on(one, today) for one in nominations.standings(look)):
        return ()
    return tuple(one for one in cohorts.current(look) if one.id not in mine)


def my_offer(look: Look, cohort_id: str) -> Offer | None:
    """What the actor offered in a cohort before, to begin from; None at the first time."""
    require(look.actor, Act.MENTORS_OFFER)
    found = kept.mentor_of(look.session, cohort_id, look.me)
    return None if found is None or not found.competencies else _offer(look, found)


def keep_first_step(work: Work, offer: Offer) -> tuple[Cohort, Offer]:
    """Put the first step aside until the second is sent; answers the cohort and the whole draft.

    Raises Refusal `mentors.*` under its fields, `.below_running` where more mentees hold a place.
    """
    require(work.actor, Act.MENTORS_OFFER)
    cohort = _open_cohort(work, offer.cohort_id)
    _refuse_if(check_first_step(offer, cohort))
    refuse_below(work, cohort, offer.places or 0)
    earlier = mentor_drafts.find(work, (cohort,)) or my_offer(work, cohort.id)
    whole = offer if earlier is None else _with_second_step(offer, earlier)
    mentor_drafts.keep(work, whole)
    return cohort, whole


def keep_second_step(work: Work, second: Offer) -> tuple[Cohort, Offer]:
    """Put the second step aside as it is, on the way back to the first."""
    require(work.actor, Act.MENTORS_OFFER)
    cohort = _open_cohort(work, second.cohort_id)
    whole = _with_second_step(mentor_drafts.need(work, cohort), second)
    mentor_drafts.keep(work, whole)
    return cohort, whole


def resume(look: Look) -> tuple[Cohort, Offer]:
    """The draft to go on with. Raises Refusal `mentors.draft_gone` when there is none."""
    begun = start(look)
    for cohort in begun.cohorts:
        if begun.draft is not None and begun.draft.cohort_id == cohort.id:
            return cohort, begun.draft
    raise Refusal("mentors.draft_gone")


def offer(work: Work, second: Offer) -> MyPlaces:
    """Join the roster of a cohort, or change what one offers: the second step with the first.

    Invited or not, whoever offers is on the roster. The same form sent twice is a quiet success.
    Raises Refusal `mentors.*` under its fields, or `.draft_gone`.
    """
    require(work.actor, Act.MENTORS_OFFER)
    cohort = _open_cohort(work, second.cohort_id)
    earlier = kept.mentor_of(work.session, cohort.id, work.me)
    draft = mentor_drafts.find(work, (cohort,))
    if draft is None and earlier is not None and _said_before(work, earlier, second):
        return places_in(work, earlier, cohort)
    first = draft or mentor_drafts.need(work, cohort)
    whole = _in_order(_with_second_step(first, second))
    _refuse_if((*check_first_step(whole, cohort), *check_second_step(whole)))
    refuse_below(work, cohort, whole.places or 0)
    joins = earlier is None or earlier.state is not MentorState.ON_ROSTER
    found = kept.keep_offer(work.session, whole, work.me)
    mentor_drafts.drop(work)
    entry = "mentor.joined" if joins else "mentor.offer_changed"
    work.note(entry, about=f"mentor:{found.id}", cohort=cohort.id, places=found.places)
    if joins:
        mentor_news.tell(work, mentor_news.NEWS, found)
    mentor_news.spread(work, found, cohort)
    return places_in(work, found, cohort)


def _open_cohort(look: Look, cohort_id: str) -> Cohort:
    cohort = cohort_of(look, cohort_id)
    if state_on(cohort, local_day(look.now, cohort.program.zone)) is CohortState.CLOSED:
        raise Refusal("mentors.cohort_over", ended_on=cohort.ends)
    return cohort


def _offer(look: Look, found: Mentor) -> Offer:
    return Offer(
        cohort_id=found.cohort_id,
        competencies=found.competencies,
        style=found.style,
        places=found.places,
        hours_a_month=found.hours_a_month,
        backup=found.backup,
        boundaries=kept.boundaries(look.session, found.id),
        times=found.times,
        languages=found.languages,
    )


def _with_second_step(first: Offer, second: Offer) -> Offer:
    return replace(
        first, boundaries=second.boundaries, times=second.times, languages=second.languages
    )


def _in_order(offer: Offer) -> Offer:
    """Each choice once and in the order of its list, so that the same offer reads the same."""
    if not (set(Times).issuperset(offer.times) and set(Language).issuperset(offer.languages)):
        return offer
    return replace(
        offer,
        competencies=tuple(dict.fromkeys(offer.competencies)),
        times=ordered(offer.times, Times),
        languages=ordered(offer.languages, Language),
    )


def _said_before(look: Look, earlier: Mentor, second: Offer) -> bool:
    """Whether this very second step is what the roster holds: the form came a second time."""
    if earlier.state is not MentorState.ON_ROSTER:
        return False
    kept_offer, again = _offer(look, earlier), _in_order(second)
    return (kept_offer.boundaries, kept_offer.times, kept_offer.languages) == (
        again.boundaries,
        again.times,
        again.languages,
    )


def _refuse_if(troubles: tuple[Trouble, ...]) -> None:
    if troubles:
        raise Refusal.of(troubles)
