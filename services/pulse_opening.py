"""Opens a pulse when its day has come, or moves it to the first day the rules allow."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from program.delivery import DeliveryClass
from program.hours import ONE_DAY, local_day
from program.permissions import Act, may_somewhere, require
from program.pulse import moments
from program.pulse.groups import to_show
from program.pulse.opening_rules import SHORTEST, Objection, closes_at, first_day, opens_at
from program.pulse.plan import MOST_MOVES, Plan, PlanState, round_after
from program.pulse.survey import Policy, Survey
from program.refusal import Refusal, Trouble
from services import governance, pulse_comparing, pulse_messages, pulse_readers, pulse_rules
from services.desk import Look, Work
from services.pulse_rules import Groups
from store import cohorts as kept_cohorts
from store.pulse import opening, plans, surveys

NOT_OPENED = "pulse.not_opened"
FIELDS = {
    "pulse.few": "audience",
    "pulse.too_short": "closes",
    "pulse.still_open": "opens",
    "pulse.too_alike": "questions",
}
"""Under which field of the form an objection is said."""


def next_due(look: Look) -> datetime | None:
    """When the next plan's day has come. For the clock."""
    require(look.actor, Act.PULSE_RUN)
    return plans.next_due(look.session)


def run(work: Work) -> None:
    """Open one plan whose day has come, or move it. For the clock."""
    require(work.actor, Act.PULSE_RUN)
    for plan in plans.due(work.session, work.now, limit=1):
        _open_or_move(work, plan)


def open_due(work: Work, plan_id: str) -> None:
    """Open this plan if its day has come; done twice, the second time finds nothing to do."""
    require(work.actor, Act.PULSE_RUN)
    plan = plans.by_id(work.session, plan_id)
    if plan is not None and plan.look_at is not None and plan.look_at <= work.now:
        _open_or_move(work, plan)


def open_now(work: Work, plan: Plan) -> Survey:
    """Open a waiting plan at this moment, for everyone who is active today.

    Raises Refusal `pulse.few`, `.too_short`, `.still_open`, `.too_alike` under the fields of the
    form, what stops pulses altogether (`pulse.no_secret`, `.no_folder`, `.folder_open`,
    `.folder_inside`), `pulse.not_waiting`, `pulse.changed_meanwhile`, `permissions.*`.
    """
    zone = pulse_rules.require_composing(work, plan.program_id).zone
    if plan.state is not PlanState.WAITS:
        raise Refusal("pulse.not_waiting")
    refuse_if_off(work)
    closes = closes_at(local_day(work.now, zone) + plan.days_open * ONE_DAY, zone)
    people = pulse_rules.people_of(work, plan)
    refuse(pulse_comparing.against(work, plan, work.now, closes, people))
    return _open(work, plan, closes, people)


def refuse_if_off(look: Look) -> None:
    """Raise Refusal with the code of what stops every pulse here, if anything does.

    For who may compose one, and for the clock.
    """
    if not may_somewhere(look.actor, Act.PULSE_COMPOSE):
        require(look.actor, Act.PULSE_RUN)
    trouble = look.session.vault.trouble()
    if trouble is not None:
        raise Refusal(trouble)


def refuse(found: Sequence[Objection]) -> None:
    """Raise Refusal with all that speaks against opening, each under its field; nothing if none."""
    troubles = [
        Trouble(one.code, FIELDS.get(one.code), {**one.facts, "first_day": one.first_day})
        for one in found
    ]
    if troubles:
        raise Refusal.of(troubles)


def policy(look: Look, plan: Plan, closes: datetime, people: Mapping[str, Groups]) -> Policy:
    """The rules of a plan as they would be frozen now, for these people.

    For who may compose, and for the clock. Raises Refusal `pulse.no_program`, `permissions.*`.
    """
    program = pulse_rules.require_composing(look, plan.program_id)
    cohort = kept_cohorts.cohort(look.session, plan.cohort_id) if plan.cohort_id else None
    shown = to_show(list(people.values()))
    return Policy(
        title=plan.title,
        program=program.name,
        audience=plan.audience,
        audience_name=cohort.name if cohort else "",
        invited=len(people),
        questions=plan.questions,
        groups=shown,
        opens_on=local_day(look.now, program.zone),
        closes_at=closes,
        zone=program.zone,
        readers=pulse_readers.chosen(look, program.id),
        members=pulse_comparing.members(shown, people),
    )


def _open_or_move(work: Work, plan: Plan) -> None:
    """What opens late, since the bot was down, stays open as long as was planned."""
    zone = pulse_rules.require_composing(work, plan.program_id).zone
    today = local_day(work.now, zone)
    closes = closes_at(today + plan.days_open * ONE_DAY, zone)
    if closes - work.now < SHORTEST:
        closes = closes_at(today + (plan.days_open + 1) * ONE_DAY, zone)
    people = pulse_rules.people_of(work, plan)
    found = list(pulse_comparing.against(work, plan, work.now, closes, people))
    trouble = work.session.vault.trouble()
    if trouble is not None:
        found.append(Objection(trouble, today + ONE_DAY))
    if found:
        _move_or_give_up(work, plan, found, zone)
    else:
        _open(work, plan, closes, people)


def _open(work: Work, plan: Plan, closes: datetime, people: Mapping[str, Groups]) -> Survey:
    rules = policy(work, plan, closes, people)
    remind_at = moments.reminder(work.now, closes, rules.zone)
    survey_id = opening.open_survey(
        work.session,
        plan.program_id,
        rules,
        people,
        remind_at=remind_at,
        look_at=moments.next_look(
            work.now, closes_at=closes, remind_at=remind_at, reminded=False, zone=rules.zone
        ),
    )
    survey = surveys.by_id(work.session, survey_id)
    assert survey is not None  # noqa: S101 - it was written a moment ago
    opened = replace(plan, survey_id=survey_id, moved=0, refused=None)
    _keep(work, plan, _in_the_next_round(opened, rules.opens_on, rules.zone, PlanState.OPENED))
    work.note("pulse.opened", about=f"pulse:{survey_id}", plan=plan.id, invited=rules.invited)
    pulse_messages.invite(work, survey, list(people))
    return survey


def _move_or_give_up(work: Work, plan: Plan, found: Sequence[Objection], zone: str) -> None:
    code, day = found[0].code, first_day(found)
    if day is not None and plan.moved < MOST_MOVES:
        moved = replace(plan, opens_on=day, moved=plan.moved + 1, refused=code)
        _keep(work, plan, replace(moved, look_at=opens_at(day, zone)))
        work.note("pulse.moved", about=f"plan:{plan.id}", because=code)
        return
    given_up = replace(plan, moved=0, refused=code)
    today = local_day(work.now, zone)
    after = _keep(work, plan, _in_the_next_round(given_up, today, zone, PlanState.REFUSED))
    work.note("pulse.not_opened", about=f"plan:{plan.id}", because=code)
    for manager in governance.program_managers(work, plan.program_id):
        work.send(
            NOT_OPENED,
            to=manager.id,
            about={"plan": plan.id},
            cls=DeliveryClass.OWED,
            key=f"{NOT_OPENED}:{plan.id}:{after.version}:{manager.id}",
        )


def _in_the_next_round(plan: Plan, today: date, zone: str, ends: PlanState) -> Plan:
    """The plan for its next round; what is asked once ends as it did."""
    day = round_after(plan, today)
    if day is None:
        return replace(plan, state=ends, look_at=None)
    return replace(plan, opens_on=day, look_at=opens_at(day, zone))


def _keep(work: Work, seen: Plan, after: Plan) -> Plan:
    kept = plans.change(work.session, seen, after)
    if kept is None:
        raise Refusal("pulse.changed_meanwhile")
    managers = governance.program_managers(work, seen.program_id)
    work.refresh_home(*(one.id for one in managers))
    return kept
