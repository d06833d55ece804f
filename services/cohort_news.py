"""Who hears that a cohort or its program changed, and that nominations are open."""

from collections.abc import Iterable
from datetime import datetime

from program.cohort import Cohort, CohortState, state_on, takes_nominations
from program.cohort_change import FOR_NOMINEES, Changed, what_changed
from program.delivery import DeliveryClass
from program.hours import local_day, start_of_day
from program.mentor import MentorState
from program.nomination_steps import UNDECIDED, NominationState
from program.permissions import Act, Subject, require
from services import governance
from services.desk import Look, Work
from store import cohorts as kept
from store import mentors, nomination_lists, opening_wishes

CHANGED = "cohorts.charter_changed"
OPEN = "cohorts.nominations_open"


def changed(work: Work, before: Cohort, after: Cohort) -> None:
    """Tell those whom a change touches, and show it wherever the cohort is seen."""
    require(work.actor, Act.COHORTS_CHANGE, Subject(program_id=after.program.id))
    what = what_changed(before, after)
    part = [one for one in what if one not in FOR_NOMINEES]
    waiting = [one for one in what if one in FOR_NOMINEES]
    nominees = _nominees(work, after)
    taking_part = _taking_part(work, after)
    _tell(work, after, part, taking_part)
    _tell(work, after, waiting, nominees - taking_part)
    managers = governance.program_managers(work, after.program.id)
    work.refresh_home(*sorted(nominees | taking_part | {one.id for one in managers}))


def scarcity_changed(work: Work, cohort: Cohort, version: int) -> None:
    """Tell mentees and mentors that another rule says who waits; `version` is that of the rules."""
    require(work.actor, Act.MATCHING_SET, Subject(program_id=cohort.program.id))
    _tell(work, cohort, [Changed.SCARCITY], _taking_part(work, cohort), f"rules.{version}")


def wish(work: Work) -> None:
    """Remember that the actor wants to be told when nominations open. Again it changes nothing."""
    require(work.actor, Act.COHORTS_WISH)
    person_id = work.me
    if opening_wishes.wish(work.session, person_id):
        work.refresh_home(person_id)


def wishes(look: Look) -> bool:
    """Whether the actor waits to be told."""
    require(look.actor, Act.COHORTS_WISH)
    return opening_wishes.since(look.session, look.me) is not None


def next_opening(look: Look) -> datetime | None:
    """When those who wait are told next; None while nobody waits or nothing is planned.

    For the clock.
    """
    require(look.actor, Act.COHORTS_TELL)
    if not opening_wishes.everybody(look.session):
        return None
    return min((_opens_at(look, one) for one in _to_come(look)), default=None)


def tell_of_openings(work: Work) -> None:
    """Tell everybody who waits that nominations are open, once. For the clock."""
    require(work.actor, Act.COHORTS_TELL)
    opened = [one for one in _to_come(work) if takes_nominations(one, work.now)]
    waiting = opening_wishes.everybody(work.session)
    if not opened or not waiting:
        return
    first = opened[0]
    for person_id in waiting:
        work.send(
            OPEN,
            to=person_id,
            about={"cohort": first.id},
            cls=DeliveryClass.REPLY,
            key=f"{OPEN}:{first.id}:{person_id}",
            not_before=_opens_at(work, first),
        )
    opening_wishes.grant(work.session, waiting)


def _to_come(look: Look) -> list[Cohort]:
    """Cohorts whose nominations are open or will be."""
    states = (CohortState.PLANNED, CohortState.NOMINATIONS_OPEN)
    return [
        one
        for one in kept.cohorts(look.session)
        if state_on(one, local_day(look.now, one.program.zone)) in states
    ]


def _opens_at(look: Look, cohort: Cohort) -> datetime:
    if cohort.nominations_open is None or takes_nominations(cohort, look.now):
        return look.now
    return start_of_day(cohort.nominations_open, cohort.program.zone)


def _nominees(look: Look, cohort: Cohort) -> set[str]:
    """Those whose nomination is being decided, or waits for a place."""
    states = (*UNDECIDED, NominationState.WAIT_LISTED)
    return {
        person_id
        for state in states
        for person_id in nomination_lists.in_state(look.session, cohort.id, state)
    }


def _taking_part(look: Look, cohort: Cohort) -> set[str]:
    """Mentees and mentors of the cohort."""
    mentees = nomination_lists.in_state(look.session, cohort.id, NominationState.ACCEPTED)
    on_roster = mentors.of_cohorts(look.session, [cohort.id], [MentorState.ON_ROSTER])
    return {*mentees, *(one.person_id for one in on_roster)}


def _tell(
    work: Work, cohort: Cohort, what: list[Changed], people: Iterable[str], version: str = ""
) -> None:
    """Once for each version, by default that of the cohort."""
    if not what:
        return
    told = version or str(cohort.version)
    for person_id in sorted(people):
        if person_id != work.actor.person_id:
            work.send(
                CHANGED,
                to=person_id,
                about={"cohort": cohort.id, "what": ".".join(what)},
                cls=DeliveryClass.LIGHT,
                key=f"{CHANGED}:{cohort.id}:{told}:{person_id}",
            )
