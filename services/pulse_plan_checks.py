"""What stands in the way of a form of a pulse, and the plan that it makes."""

from dataclasses import replace

from program.hours import local_day
from program.pulse.opening_rules import closes_at, opens_at
from program.pulse.plan import (
    Plan,
    PlanForm,
    PlanState,
    check_first,
    check_questions,
    round_after,
)
from program.pulse.survey import AudienceKind
from program.refusal import Refusal, Trouble
from services import pulse_comparing, pulse_opening, pulse_rules
from services.desk import Look
from store import cohorts as kept_cohorts
from store.pulse import plans as kept


def check_days(look: Look, form: PlanForm, before: Plan | None) -> None:
    """Raise Refusal with all that is wrong with the first step, each under its field.

    By itself, beside the program's other plans, and by what the rules say whatever is asked;
    `before` is the plan that is changed. Raises `pulse.no_secret` and its like where pulses are
    off, `permissions.*`.
    """
    _refuse_if(_troubles(look, form, before))
    require_allowed(look, replace(plan_of(look, form, before), questions=()))


def check_all(look: Look, form: PlanForm, before: Plan | None) -> None:
    """The same with the questions."""
    _refuse_if([*_troubles(look, form, before), *check_questions(form)])


def plan_of(look: Look, form: PlanForm, before: Plan | None) -> Plan:
    """The form, checked, as a plan that waits for its day. Raises Refusal `permissions.*`."""
    opens, closes = form.days()
    zone = pulse_rules.require_composing(look, form.program_id).zone
    is_cohort = form.audience == AudienceKind.COHORT
    return Plan(
        id=before.id if before else "",
        program_id=form.program_id,
        title=form.title,
        audience=AudienceKind(form.audience),
        cohort_id=form.cohort_id if is_cohort else None,
        questions=form.questions(),
        opens_on=opens,
        days_open=(closes - opens).days,
        every_days=form.every_days,
        state=PlanState.WAITS,
        by=look.me,
        version=before.version if before else 1,
        survey_id=before.survey_id if before else None,
        look_at=look.now if opens <= local_day(look.now, zone) else opens_at(opens, zone),
    )


def require_allowed(look: Look, plan: Plan) -> int:
    """How many it would invite on its day, as known today.

    Raises Refusal with what the rules say against that day. Rounds that begin
    later may be planned while too few take part: many are still to come.
    """
    zone = pulse_rules.require_composing(look, plan.program_id).zone
    at = plan.look_at or look.now
    invited = pulse_rules.people_on_its_day(look, plan)
    found = pulse_comparing.against(look, plan, at, closes_at(plan.closes_on, zone), invited)
    may_grow = plan.every_days is not None and at > look.now
    pulse_opening.refuse([one for one in found if not (may_grow and one.code == "pulse.few")])
    return len(invited)


def sent_before(look: Look, form: PlanForm) -> Plan | None:
    """The plan this very form made a moment ago, if it did. Raises Refusal `permissions.*`."""
    pulse_rules.require_composing(look, form.program_id)
    if not _makes_a_plan(form):
        return None
    new = plan_of(look, form, None)
    known = kept.of_programs(look.session, [form.program_id])
    return next((one for one in known if _was_sent_before(look, one, new)), None)


def is_sent_again(look: Look, before: Plan, form: PlanForm) -> bool:
    """Whether this very form changed the plan a moment ago."""
    pulse_rules.require_composing(look, before.program_id)
    if not _makes_a_plan(form) or form.program_id != before.program_id:
        return False
    return _was_sent_before(look, before, plan_of(look, form, before))


def _troubles(look: Look, form: PlanForm, before: Plan | None) -> list[Trouble]:
    """What is wrong with the first step by itself, and beside the program's other plans."""
    pulse_opening.refuse_if_off(look)
    program = pulse_rules.require_composing(look, form.program_id)
    found = list(check_first(form, local_day(look.now, program.zone)))
    elsewhere = before is not None and before.program_id != program.id
    is_cohort = form.audience == AudienceKind.COHORT
    if elsewhere or (is_cohort and not _has_cohort(look, program.id, form.cohort_id)):
        found.append(Trouble("pulse.no_such_audience", "audience"))
    return found or _clashes(look, form, before)


def _has_cohort(look: Look, program_id: str, cohort_id: str | None) -> bool:
    cohort = kept_cohorts.cohort(look.session, cohort_id) if cohort_id else None
    return cohort is not None and cohort.program.id == program_id


def _clashes(look: Look, form: PlanForm, before: Plan | None) -> list[Trouble]:
    """A program has one rhythm, and one pulse at a time."""
    opens, closes = form.days()
    for one in kept.waiting(look.session, form.program_id):
        if before is not None and one.id == before.id:
            continue
        facts = {"title": one.title, "opens": one.opens_on, "closes": one.closes_on}
        if form.every and one.every_days:
            return [Trouble("pulse.rounds_already", "every", facts)]
        if one.opens_on <= closes and opens <= one.closes_on:
            return [Trouble("pulse.planned_already", "opens", facts)]
    return []


def _makes_a_plan(form: PlanForm) -> bool:
    """Whether it is whole enough to be compared with a plan."""
    whole = form.opens is not None and form.closes is not None
    return whole and form.audience in set(AudienceKind) and not check_questions(form)


def _was_sent_before(look: Look, known: Plan, new: Plan) -> bool:
    """Whether this very form made the plan a moment ago, whatever the clock did with it since."""
    lives = known.state in (PlanState.WAITS, PlanState.OPENED)
    if not lives or known.by != look.me or _content(known) != _content(new):
        return False
    asked_since = known.survey_id is not None and known.opens_on == round_after(new, new.opens_on)
    return known.opens_on == new.opens_on or asked_since


def _content(plan: Plan) -> tuple[object, ...]:
    return (
        plan.program_id,
        plan.title,
        plan.audience,
        plan.cohort_id,
        plan.questions,
        plan.days_open,
        plan.every_days,
    )


def _refuse_if(troubles: list[Trouble]) -> None:
    if troubles:
        raise Refusal.of(troubles)
