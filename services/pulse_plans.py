"""What a program manager plans to ask: composed in two steps, changed, stopped."""

from dataclasses import dataclass, replace
from datetime import date

from program.cohort import Cohort, Program
from program.hours import local_day
from program.permissions import Act, Subject, may
from program.pulse.opening_rules import closes_at
from program.pulse.plan import (
    Plan,
    PlanForm,
    PlanState,
    usual_first_day,
)
from program.pulse.survey import SMALLEST_AUDIENCE, AudienceKind, Survey, SurveyState
from program.refusal import Refusal
from services import governance, people, pulse_opening, pulse_plan_checks, pulse_rules
from services.desk import Look, Work
from services.pulse_answering import AnswerForm
from store import cohorts as kept_cohorts
from store.pulse import plans as kept

TASK = "pulse.open"
"""Opens a plan of today as soon as it is saved."""


@dataclass(frozen=True)
class Audiences:
    """A program that may be asked, its cohorts that have not ended, and when it usually is."""

    program: Program
    cohorts: tuple[Cohort, ...]
    today: date
    usual_day: date
    """The day of its next pulse by the usual rhythm."""
    people: int
    """How many take part today."""

    @property
    def is_too_small(self) -> bool:
        """Whether a pulse would protect nobody today."""
        return self.people < SMALLEST_AUDIENCE


@dataclass(frozen=True)
class Saved:
    """A plan as it was saved."""

    plan: Plan
    people: int
    """How many would be invited on its day, as known today."""
    opens_now: bool

    @property
    def is_too_small(self) -> bool:
        """Whether it would not be opened if today were its day."""
        return self.people < SMALLEST_AUDIENCE


def audiences(look: Look) -> tuple[Audiences, ...]:
    """Whom the actor may ask, by program.

    Raises Refusal `permissions.*` for whoever may ask nobody, `pulse.no_program` where there is no
    program yet, and the code of what stops pulses here altogether (`pulse.no_secret` …).
    """
    programs = kept_cohorts.programs(look.session)
    mine = [one for one in programs if _may_compose(look, one.id)]
    if not mine:
        pulse_rules.require_composing(look, programs[0].id if programs else "")
    pulse_opening.refuse_if_off(look)
    return tuple(_audiences(look, one) for one in mine)


def today_in(look: Look, program_id: str) -> date:
    """The day it is for a program. Raises Refusal `pulse.no_program`, `permissions.*`."""
    return local_day(look.now, pulse_rules.require_composing(look, program_id).zone)


def composed(look: Look, plan_id: str) -> Plan:
    """A plan for whoever may change it. Raises Refusal `pulse.no_plan`, `permissions.*`."""
    plan = kept.by_id(look.session, plan_id)
    if plan is None:
        raise Refusal("pulse.no_plan")
    pulse_rules.require_composing(look, plan.program_id)
    return plan


def to_change(look: Look, plan_id: str) -> Plan:
    """The same, where it may still be changed. Raises Refusal `pulse.not_waiting` besides."""
    plan = composed(look, plan_id)
    if plan.state not in (PlanState.WAITS, PlanState.REFUSED):
        raise Refusal("pulse.not_waiting")
    return plan


def check_step(look: Look, form: PlanForm, plan_id: str | None = None) -> None:
    """Raise Refusal with all that is wrong with the first step, each under its field."""
    pulse_plan_checks.check_days(look, form, _known(look, plan_id))


def preview(look: Look, form: PlanForm, plan_id: str | None = None) -> AnswerForm:
    """What everyone invited would see, as far as is known today who takes part then.

    Raises Refusal as `compose` does, but for what the rules say about its day.
    """
    known = _known(look, plan_id)
    pulse_plan_checks.check_all(look, form, known)
    plan = pulse_plan_checks.plan_of(look, form, known)
    zone = pulse_rules.require_composing(look, plan.program_id).zone
    found = pulse_rules.people_on_its_day(look, plan)
    closes = closes_at(plan.closes_on, zone)
    rules = replace(pulse_opening.policy(look, plan, closes, found), opens_on=plan.opens_on)
    survey = Survey(
        id="",
        program_id=plan.program_id,
        state=SurveyState.OPEN,
        policy=rules,
        digest=rules.digest(),
        closes_at=closes,
        answers=None,
        progress=None,
        progress_on=None,
    )
    return AnswerForm(survey, False, governance.program_managers(look, plan.program_id))


def compose(work: Work, form: PlanForm) -> Saved:
    """Plan a pulse; one of today opens as soon as this is saved. The same form again is quiet.

    Raises Refusal `pulse.*` under the fields of the form: what is missing, too long or too soon,
    and what the rules of opening say against it (facts `first_day`: the first day they allow).
    """
    again = pulse_plan_checks.sent_before(work, form)
    if again is not None:
        return _saved(work, again)
    pulse_plan_checks.check_all(work, form, None)
    new = pulse_plan_checks.plan_of(work, form, None)
    found = pulse_plan_checks.require_allowed(work, new)
    saved = kept.add(work.session, new)
    work.note("pulse.planned", about=f"plan:{saved.id}", version=saved.version)
    return _start(work, saved, found)


def change(work: Work, plan_id: str, seen_version: int, form: PlanForm) -> Saved:
    """Put another plan in place of one that was not asked yet. What is there already is quiet.

    Raises Refusal as `compose`, and `pulse.no_plan`, `pulse.not_waiting`,
    `pulse.changed_meanwhile` (facts: name) where somebody was quicker.
    """
    before = composed(work, plan_id)
    if pulse_plan_checks.is_sent_again(work, before, form):
        return _saved(work, before)
    to_change(work, plan_id)
    pulse_plan_checks.check_all(work, form, before)
    after = pulse_plan_checks.plan_of(work, form, before)
    if before.version != seen_version:
        raise Refusal("pulse.changed_meanwhile", name=_name(work, before.by))
    found = pulse_plan_checks.require_allowed(work, after)
    saved = kept.change(work.session, before, replace(after, by=work.me))
    if saved is None:
        raise Refusal("pulse.changed_meanwhile", name=_name(work, before.by))
    work.note("pulse.plan_changed", about=f"plan:{saved.id}", version=saved.version)
    return _start(work, saved, found)


def stop(work: Work, plan_id: str) -> Plan:
    """Ask nobody by this plan any more. Again it changes nothing; what is open stays open."""
    before = composed(work, plan_id)
    if before.state is PlanState.STOPPED:
        return before
    if before.state is PlanState.OPENED:
        raise Refusal("pulse.not_waiting")
    stopped = replace(before, state=PlanState.STOPPED, look_at=None, by=work.me)
    saved = kept.change(work.session, before, stopped)
    if saved is None:
        raise Refusal("pulse.changed_meanwhile", name=_name(work, before.by))
    work.note("pulse.plan_stopped", about=f"plan:{saved.id}")
    _refresh_managers(work, saved.program_id)
    return saved


def _may_compose(look: Look, program_id: str) -> bool:
    return may(look.actor, Act.PULSE_COMPOSE, Subject(program_id=program_id))


def _audiences(look: Look, program: Program) -> Audiences:
    today = local_day(look.now, program.zone)
    cohorts = [one for one in kept_cohorts.cohorts(look.session) if one.program == program]
    found = pulse_rules.audience(look, program.id, AudienceKind.PROGRAM, None, today)
    return Audiences(
        program=program,
        cohorts=tuple(one for one in cohorts if one.ends >= today),
        today=today,
        usual_day=usual_first_day([one.starts for one in cohorts], today),
        people=len(found),
    )


def _known(look: Look, plan_id: str | None) -> Plan | None:
    return None if plan_id is None else composed(look, plan_id)


def _start(work: Work, plan: Plan, invited: int) -> Saved:
    if _opens_now(work, plan):
        key = f"{TASK}:{plan.id}:{plan.version}"
        work.start_task(TASK, ids={"plan": plan.id}, key=key)
    _refresh_managers(work, plan.program_id)
    return Saved(plan, invited, _opens_now(work, plan))


def _saved(look: Look, plan: Plan) -> Saved:
    return Saved(plan, len(pulse_rules.people_on_its_day(look, plan)), _opens_now(look, plan))


def _opens_now(look: Look, plan: Plan) -> bool:
    """Whether it opens in a moment, or has."""
    is_open = plan.state is PlanState.OPENED
    return is_open or (plan.look_at is not None and plan.look_at <= look.now)


def _refresh_managers(work: Work, program_id: str) -> None:
    managers = governance.program_managers(work, program_id)
    work.refresh_home(*(one.id for one in managers))


def _name(look: Look, person_id: str) -> str:
    found = people.named(look, [person_id])
    return found[person_id].name if person_id in found else ""
