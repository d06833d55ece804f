"""Pulses as the program team oversees them: what is planned, what is open, what has ended."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from program.cohort import Program
from program.hours import ONE_DAY, local_day
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.pulse.plan import MOST_DAYS_OPEN, Plan, PlanState
from program.pulse.survey import SMALLEST_AUDIENCE, Survey, SurveyState
from program.refusal import Refusal
from program.text import same_words
from services import people, pulse_rules
from services.desk import Look
from store import cohorts as kept_cohorts
from store.pulse import plans, surveys


class Shown(StrEnum):
    """Which part of the list is looked at."""

    NOW = "now"
    """Open, or still to come."""
    OPEN = "open"
    PLANNED = "planned"
    ENDED = "ended"
    NOT_ASKED = "not_asked"
    """Planned, and stopped or given up."""
    ALL = "all"


_RUN = (SurveyState.OPEN, SurveyState.CLOSING)
_SURVEYS: Mapping[Shown, Collection[SurveyState]] = {
    Shown.NOW: _RUN,
    Shown.OPEN: _RUN,
    Shown.ENDED: (SurveyState.CLOSED, SurveyState.VOID),
    Shown.ALL: tuple(SurveyState),
}
_PLANS: Mapping[Shown, Collection[PlanState]] = {
    Shown.NOW: (PlanState.WAITS,),
    Shown.PLANNED: (PlanState.WAITS,),
    Shown.NOT_ASKED: (PlanState.REFUSED, PlanState.STOPPED),
    # One that was asked stands there as its survey.
    Shown.ALL: (PlanState.WAITS, PlanState.REFUSED, PlanState.STOPPED),
}


@dataclass(frozen=True)
class PulseLine:
    """One row: a survey, or a plan of one."""

    program: Program
    about: Survey | Plan

    @property
    def title(self) -> str:
        """What it is called."""
        return self.about.policy.title if isinstance(self.about, Survey) else self.about.title


@dataclass(frozen=True)
class OnePlan:
    """A plan with all that is asked, for the program team."""

    plan: Plan
    program: Program
    cohort_name: str
    by: Person | None
    people: int | None
    """How many it would invite today; None for whoever may not compose."""
    may_change: bool
    may_stop: bool

    @property
    def is_too_small(self) -> bool:
        """Whether it would not be opened if today were its day."""
        return self.people is not None and self.people < SMALLEST_AUDIENCE


@dataclass(frozen=True)
class OneSurvey:
    """An open survey, or one that ended, as everyone of the program team may know it."""

    survey: Survey
    program: Program
    may_extend: bool
    latest_close: date
    """The last day to which its close may be moved."""


@dataclass(frozen=True)
class Standing:
    """What one program's pulses are doing: for Home."""

    program: Program
    open: tuple[Survey, ...]
    next: Plan | None
    may_compose: bool


def overseen(look: Look) -> tuple[Program, ...]:
    """The programs whose pulses the actor may oversee."""
    if not may_somewhere(look.actor, Act.PULSE_OVERSEE):
        return ()
    found = kept_cohorts.programs(look.session)
    return tuple(one for one in found if _may(look, Act.PULSE_OVERSEE, one.id))


def lines(look: Look, shown: Shown, typed: str = "") -> tuple[PulseLine, ...]:
    """That part of the list: what is open, what comes next, what ended last.

    `typed` narrows it to titles and programs that hold these words. Raises Refusal
    `permissions.*` for whoever oversees none.
    """
    if not may_somewhere(look.actor, Act.PULSE_OVERSEE):
        require(look.actor, Act.PULSE_OVERSEE)
    found = {one.id: one for one in overseen(look)}
    asked = [one for one in surveys.of_workspace(look.session) if one.program_id in found]
    planned = plans.of_programs(look.session, list(found))
    running = [one for one in asked if one.state in _RUN]
    ended = [one for one in reversed(asked) if one.state not in _RUN]
    in_order: list[Survey | Plan] = [*running, *planned, *ended]
    wanted = same_words(typed).split()
    return tuple(
        line
        for one in in_order
        if _is_shown(one, shown) and _says(line := PulseLine(found[one.program_id], one), wanted)
    )


def plan(look: Look, plan_id: str) -> OnePlan:
    """A plan whole. Raises Refusal `pulse.no_plan`, `permissions.*`."""
    found = plans.by_id(look.session, plan_id)
    if found is None:
        raise Refusal("pulse.no_plan")
    require(look.actor, Act.PULSE_OVERSEE, Subject(program_id=found.program_id))
    composes = _may(look, Act.PULSE_COMPOSE, found.program_id)
    cohort = kept_cohorts.cohort(look.session, found.cohort_id) if found.cohort_id else None
    to_come = found.state in (PlanState.WAITS, PlanState.REFUSED)
    return OnePlan(
        plan=found,
        program=_program(look, found.program_id),
        cohort_name=cohort.name if cohort else "",
        by=people.named(look, [found.by]).get(found.by),
        people=len(pulse_rules.people_on_its_day(look, found)) if composes else None,
        may_change=composes and to_come,
        may_stop=composes and to_come,
    )


def survey(look: Look, survey_id: str) -> OneSurvey:
    """A survey whole: its rules, never what was answered. Raises Refusal `pulse.no_survey`."""
    found = surveys.by_id(look.session, survey_id)
    if found is None:
        raise Refusal("pulse.no_survey")
    require(look.actor, Act.PULSE_OVERSEE, Subject(program_id=found.program_id))
    latest = found.policy.opens_on + MOST_DAYS_OPEN * ONE_DAY
    is_open = found.state is SurveyState.OPEN and found.closes_at > look.now
    closes_on = local_day(found.closes_at, found.policy.zone)
    return OneSurvey(
        survey=found,
        program=_program(look, found.program_id),
        may_extend=is_open
        and closes_on < latest
        and _may(look, Act.PULSE_COMPOSE, found.program_id),
        latest_close=latest,
    )


def standing(look: Look) -> tuple[Standing, ...]:
    """What the pulses of each program do that the actor oversees."""
    found = overseen(look)
    running = surveys.open_of(look.session, [one.id for one in found])
    waiting = [
        one
        for one in plans.of_programs(look.session, [one.id for one in found])
        if one.state is PlanState.WAITS
    ]
    return tuple(
        Standing(
            program=program,
            open=tuple(one for one in running if one.program_id == program.id),
            next=next((one for one in waiting if one.program_id == program.id), None),
            may_compose=_may(look, Act.PULSE_COMPOSE, program.id),
        )
        for program in found
    )


def _may(look: Look, act: Act, program_id: str) -> bool:
    return may(look.actor, act, Subject(program_id=program_id))


def _program(look: Look, program_id: str) -> Program:
    return next(one for one in kept_cohorts.programs(look.session) if one.id == program_id)


def _is_shown(one: Survey | Plan, shown: Shown) -> bool:
    if isinstance(one, Survey):
        return one.state in _SURVEYS.get(shown, ())
    return one.state in _PLANS.get(shown, ())


def _says(line: PulseLine, wanted: Collection[str]) -> bool:
    said = same_words(f"{line.title} {line.program.name}")
    return all(one in said for one in wanted)
