"""What people do with programs and cohorts: set one up, read what it promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from program.charter import CharterWords, ProgramCharter
from program.cohort import (
    MOST_LISTED,
    Cohort,
    CohortPlan,
    Program,
    takes_nominations,
)
from program.cohort_plan import check_plan, check_when
from program.hours import local_day
from program.matching.rules import Rules, Scarcity
from program.permissions import Act, Subject, may, require
from program.person import Person
from program.pulse.survey import Readers
from program.refusal import Refusal, Trouble
from program.text import same_words
from services import governance, people
from services.desk import Look, Work
from store import charters as charters_kept
from store import cohort_changes, matching_rules
from store import cohorts as kept

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Named:
    """The people a program names to everyone."""

    program_managers: tuple[Person, ...]
    liaisons: tuple[Person, ...] = ()
    sponsors: tuple[Person, ...] = ()
    budget_owner: Person | None = None
    escalation: Person | None = None
    opening_word_by: Person | None = None


@dataclass(frozen=True)
class Charter:
    """What a cohort and its program publish, and who to turn to."""

    cohort: Cohort
    words: CharterWords
    named: Named
    scarcity: Scarcity = Scarcity.ACCEPTANCE
    """Who has a mentor where there are not places for all."""
    pulse_readers: Readers = Readers.TEAM
    """Who reads what comes of a pulse, beside the program team."""


def programs(look: Look) -> tuple[Program, ...]:
    """Every program of the workspace, oldest first."""
    require(look.actor, Act.COHORTS_READ)
    return kept.programs(look.session)


def programs_to_extend(look: Look) -> tuple[Program, ...]:
    """The programs this reader may give another cohort."""
    return tuple(
        one
        for one in programs(look)
        if may(look.actor, Act.COHORTS_CREATE, Subject(program_id=one.id))
    )


def current(look: Look) -> tuple[Cohort, ...]:
    """Cohorts that have not ended, whose nominations close first in front."""
    require(look.actor, Act.COHORTS_READ)
    yesterday = look.now.date() - ONE_DAY  # somewhere it may still be that day
    return tuple(
        one
        for one in kept.cohorts(look.session, ending_from=yesterday)
        if local_day(look.now, one.program.zone) <= one.ends
    )


def taking_nominations(look: Look) -> tuple[Cohort, ...]:
    """Cohorts for which somebody may be nominated now."""
    return tuple(one for one in current(look) if takes_nominations(one, look.now))


def charters(look: Look) -> tuple[Charter, ...]:
    """What every cohort that has not ended publishes; between two rounds, what the last one did."""
    running = current(look)
    between = [
        latest
        for program in programs(look)
        if program not in {one.program for one in running}
        and (latest := latest_of(look, program.id)) is not None
    ]
    return tuple(_charter(look, one) for one in (*running, *between))


def charter_of(look: Look, cohort_id: str) -> Charter:
    """What one cohort publishes. Raises Refusal `cohorts.no_program` when there is none."""
    require(look.actor, Act.COHORTS_READ)
    found = kept.cohort(look.session, cohort_id)
    if found is None:
        raise Refusal("cohorts.no_program")
    return _charter(look, found)


def latest_of(look: Look, program_id: str) -> Cohort | None:
    """The cohort of a program that starts last: the next one begins from what it says."""
    require(look.actor, Act.COHORTS_READ)
    own = [one for one in kept.cohorts(look.session) if one.program.id == program_id]
    return max(own, key=lambda one: one.starts, default=None)


def check_first_step(look: Look, plan: CohortPlan, program_id: str | None) -> None:
    """Raise Refusal `cohorts.*` under the names and days of a plan, before the rest is asked."""
    require(look.actor, Act.COHORTS_CREATE, Subject(program_id=program_id))
    program = next((one for one in programs(look) if one.id == program_id), None)
    if program is None and program_id is not None:
        raise Refusal("cohorts.no_program")
    today = local_day(look.now, program.zone if program else look.actor.zone)
    troubles = list(check_when(plan, today, new_program=program is None))
    if program is None and kept.program_named(look.session, plan.program) is not None:
        troubles.append(Trouble("cohorts.program_exists", field="program"))
    if program is not None and kept.cohort_named(look.session, program.id, plan.name) is not None:
        troubles.append(Trouble("cohorts.cohort_exists", field="name"))
    if troubles:
        raise Refusal.of(troubles)


def create_program(work: Work, plan: CohortPlan) -> Cohort:
    """Make a program with its first cohort.

    The same form sent twice is a quiet success. Raises Refusal `cohorts.*` under the fields, or
    `cohorts.program_exists` when the name is taken.
    """
    require(work.actor, Act.COHORTS_CREATE)
    _check(work, plan, new_program=True, zone=work.actor.zone)
    taken = kept.program_named(work.session, plan.program)
    if taken is not None:
        return _same_again(work, taken, plan, taken_code="cohorts.program_exists", field="program")
    program = kept.add_program(work.session, plan.program, work.actor.zone)
    work.note("program.created", about=f"program:{program.id}")
    return _add_cohort(work, program, plan)


def create_cohort(work: Work, program_id: str, plan: CohortPlan) -> Cohort:
    """Add a cohort to a program.

    The same form sent twice is a quiet success. Raises Refusal `cohorts.*` under the fields,
    `cohorts.no_program`, or `cohorts.cohort_exists` when the program has one of that name.
    """
    program = next((one for one in programs(work) if one.id == program_id), None)
    if program is None:
        raise Refusal("cohorts.no_program")
    require(work.actor, Act.COHORTS_CREATE, Subject(program_id=program.id))
    _check(work, plan, new_program=False, zone=program.zone)
    if kept.cohort_named(work.session, program.id, plan.name) is not None:
        return _same_again(work, program, plan, taken_code="cohorts.cohort_exists", field="name")
    return _add_cohort(work, program, plan)


def _charter(look: Look, cohort: Cohort) -> Charter:
    charter = charters_kept.of_program(look.session, cohort.program.id)
    set_by_hand = matching_rules.of_cohort(look.session, cohort.id)
    rules = set_by_hand.rules if set_by_hand else Rules()
    named, readers = people_of(look, charter), charter.pulse_readers
    return Charter(cohort, charter.words, named, rules.scarcity, readers)


def people_of(look: Look, charter: ProgramCharter) -> Named:
    """Everybody a program names in its charter; closed accounts are left out."""
    require(look.actor, Act.COHORTS_READ)
    wanted = (charter.budget_owner, charter.escalation, charter.opening_word_by)
    known = people.named(look, [one for one in wanted if one is not None])
    by_id = {one.id: one for one in known.values() if not one.deactivated}
    budget_owner, escalation, opening_word_by = (by_id.get(one or "") for one in wanted)
    return Named(
        program_managers=governance.program_managers(look, charter.program_id),
        liaisons=governance.liaisons(look, charter.program_id),
        sponsors=governance.sponsors(look, charter.program_id),
        budget_owner=budget_owner,
        escalation=escalation,
        opening_word_by=opening_word_by,
    )


def _check(work: Work, plan: CohortPlan, *, new_program: bool, zone: str) -> None:
    troubles = check_plan(plan, local_day(work.now, zone), new_program=new_program)
    if troubles:
        raise Refusal.of(troubles)


def _add_cohort(work: Work, program: Program, plan: CohortPlan) -> Cohort:
    _refuse_full_list(work, program, plan)
    assert work.actor.person_id is not None  # noqa: S101  only members hold roles
    cohort = kept.add_cohort(work.session, program, plan, made_by=work.actor.person_id)
    work.note(
        "cohort.created",
        about=f"cohort:{cohort.id}",
        program=program.id,
        competencies=len(cohort.competencies),
        criteria=len(cohort.criteria),
    )
    work.refresh_home(*(one.id for one in governance.program_managers(work, program.id)))
    return cohort


def _refuse_full_list(work: Work, program: Program, plan: CohortPlan) -> None:
    listed = {
        same_words(one.name) for one in cohort_changes.competencies_of(work.session, program.id)
    }
    if len(listed | set(_names(plan.competencies))) > MOST_LISTED:
        raise Refusal("cohorts.list_full", field="competencies", most=MOST_LISTED)


def _same_again(
    work: Work, program: Program, plan: CohortPlan, *, taken_code: str, field: str
) -> Cohort:
    """The cohort that this very form made a moment ago; else the name is taken."""
    found = kept.cohort_named(work.session, program.id, plan.name)
    if found is not None:
        cohort, made_by = found
        if made_by == work.actor.person_id and _says_the_same(cohort, plan):
            return cohort
    raise Refusal(taken_code, field=field)


def _says_the_same(cohort: Cohort, plan: CohortPlan) -> bool:
    return (
        (cohort.nominations_close, cohort.starts, cohort.ends) == plan.days()
        and (cohort.cadence_days, cohort.hours_a_month) == (plan.cadence_days, plan.hours_a_month)
        and cohort.nominations_open == plan.nominations_open
        and _names(one.name for one in cohort.competencies) == _names(plan.competencies)
        and tuple(one.text for one in cohort.criteria) == plan.criteria
    )


def _names(names: Iterable[str]) -> list[str]:
    return [same_words(name) for name in names]
