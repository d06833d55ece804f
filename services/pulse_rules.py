"""Who would be asked by a pulse: everyone of an audience who is active on a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from program.actor import Standing
from program.cohort import Cohort, CohortState, Program, state_on
from program.hours import local_day
from program.nomination_steps import NominationState
from program.pairing import RUNNING, Pairing, PairingState
from program.permissions import Act, Subject, require
from program.pulse.plan import Plan
from program.pulse.survey import AudienceKind, Dimension
from program.refusal import Refusal
from program.roster import Colleague
from services.desk import Look
from store import cohorts as kept_cohorts
from store import nomination_lists, people, rosters
from store import pairings as kept_pairings

MENTEE, MENTOR = "mentee", "mentor"
"""The groups of the dimension ROLE."""
_MENTORS_IN = frozenset({*RUNNING, PairingState.READY})

Groups = Mapping[Dimension, str]


def require_composing(look: Look, program_id: str) -> Program:
    """The program, for whoever may say what a pulse of it asks, and for the clock.

    Raises Refusal `pulse.no_program`, `permissions.*`.
    """
    found = {one.id: one for one in kept_cohorts.programs(look.session)}.get(program_id)
    if found is None:
        raise Refusal("pulse.no_program")
    act = Act.PULSE_RUN if look.actor.standing is Standing.SYSTEM else Act.PULSE_COMPOSE
    require(look.actor, act, Subject(program_id=program_id))
    return found


def audience(
    look: Look, program_id: str, kind: AudienceKind, cohort_id: str | None, day: date
) -> Mapping[str, Groups]:
    """Everyone of an audience who is active on a day, by person id, with their groups.

    Active: a mentee accepted in a cohort that runs on that day or whose pairing runs, and a mentor
    who said yes and whose pairing has not ended; with an open account of their own. Who is both
    counts as a mentee. For who may compose, and for the clock.
    """
    require_composing(look, program_id)
    cohorts = _cohorts(look, program_id, kind, cohort_id)
    pairings = kept_pairings.of_cohorts(look.session, [one.id for one in cohorts], _MENTORS_IN)
    mentors = {one.mentor for one in pairings}
    mentees = _mentees(look, cohorts, pairings, day)
    if kind is AudienceKind.MENTEES:
        mentors = set()
    roles = {**dict.fromkeys(mentors, MENTOR), **dict.fromkeys(mentees, MENTEE)}
    if kind is AudienceKind.MENTORS:
        roles = dict.fromkeys(mentors, MENTOR)
    return _with_location(look, _here(look, roles))


def people_of(look: Look, plan: Plan) -> Mapping[str, Groups]:
    """Everyone a plan would invite today, by person id, with their groups."""
    program = require_composing(look, plan.program_id)
    today = local_day(look.now, program.zone)
    return audience(look, program.id, plan.audience, plan.cohort_id, today)


def people_on_its_day(look: Look, plan: Plan) -> Mapping[str, Groups]:
    """The same for the day on which it is to open, as far as that is known today.

    A cohort that starts before that day is counted, although it does not run yet.
    """
    program = require_composing(look, plan.program_id)
    day = max(plan.opens_on, local_day(look.now, program.zone))
    return audience(look, program.id, plan.audience, plan.cohort_id, day)


def _cohorts(
    look: Look, program_id: str, kind: AudienceKind, cohort_id: str | None
) -> list[Cohort]:
    """Whose people they are; none for a cohort that is not there any more."""
    ours = [one for one in kept_cohorts.cohorts(look.session) if one.program.id == program_id]
    if kind is not AudienceKind.COHORT:
        return ours
    return [one for one in ours if one.id == cohort_id]


def _mentees(
    look: Look, cohorts: Iterable[Cohort], pairings: Iterable[Pairing], day: date
) -> set[str]:
    paired = {one.mentee for one in pairings if one.state in RUNNING}
    accepted = {
        person_id
        for cohort in cohorts
        if state_on(cohort, day) is CohortState.ACTIVE
        for person_id in nomination_lists.in_state(
            look.session, cohort.id, NominationState.ACCEPTED
        )
    }
    return paired | accepted


def _here(look: Look, roles: Mapping[str, str]) -> dict[str, str]:
    """Without accounts that are closed or cannot answer."""
    known = people.by_ids(look.session, list(roles))
    return {
        person_id: role
        for person_id, role in roles.items()
        if person_id in known
        and not known[person_id].deactivated
        and known[person_id].standing is Standing.MEMBER
    }


def _with_location(look: Look, roles: Mapping[str, str]) -> Mapping[str, Groups]:
    entries: dict[str, Colleague] = {}
    for some in rosters.batches(list(roles)):
        entries.update(rosters.of_persons(look.session, some))
    groups: dict[str, dict[Dimension, str]] = {
        person_id: {Dimension.ROLE: role} for person_id, role in roles.items()
    }
    for person_id, entry in entries.items():
        if entry.location:
            groups[person_id][Dimension.LOCATION] = entry.location
    return groups
