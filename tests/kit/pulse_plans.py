"""A program with people who take part, and pulses planned for it."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta

from program.cohort import Cohort
from program.hours import local_day
from program.pairing import PairingKind, PairingState
from program.person import SlackPerson
from program.pulse.library import STANDARD
from program.pulse.plan import USUAL_TITLE, Plan, PlanForm
from program.pulse.survey import AudienceKind, Survey
from services import people, pulse_invited, pulse_opening, pulse_plans
from services.desk import Work
from services.pulse_plans import Saved
from store.base import new_id
from store.pairing_tables import PairingRow
from store.people import by_slack_user
from store.pulse import audience, closing, plans, surveys
from store.roster_tables import ColleagueRow
from tests.kit.cast import PROGRAM_MANAGER, Stage
from tests.kit.clock import FrozenClock
from tests.kit.refused import troubles_of
from tests.kit.trail import deliveries_of

ASKED = tuple(one.id for one in STANDARD)


def taking_part(
    stage: Stage,
    cohort: Cohort,
    *,
    mentees: int = 8,
    mentors: int = 4,
    begin: int = 0,
    state: PairingState = PairingState.ACTIVE,
) -> tuple[str, ...]:
    """So many people whose pairings run; their ids, mentees in front. `begin` makes others."""
    learn = [_account("E", n) for n in range(begin, begin + mentees)]
    teach = [_account("R", n) for n in range(begin, begin + mentors)]
    with stage.desk.open_work_in(stage.workspace_id) as work:
        people.keep(work, [*learn, *teach])
        found = [by_slack_user(work.session, one.slack_user) for one in (*learn, *teach)]
        ids = [one.id for one in found if one is not None]
        for place, mentee in enumerate(ids[:mentees]):
            row = PairingRow(
                id=new_id(),
                cohort_id=cohort.id,
                mentor_id=ids[mentees + place % mentors],
                mentee_id=mentee,
                kind=PairingKind.ADVISORY,
                state=state,
                state_since=work.now,
                version=1,
                asked_at=work.now,
                asked_by=ids[0],
                answer_by=work.now.date(),
                started_on=work.now.date(),
            )
            work.session.seal(row, "why", "They suit each other.")
            work.session.add(row)
    return tuple(ids)


def at_place(stage: Stage, person_ids: Sequence[str], location: str) -> None:
    """The roster says that they work there."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        for person_id in person_ids:
            row = ColleagueRow(id=new_id(), person_id=person_id, listed=True, version=1)
            details = json.dumps({"name": "Somebody", "location": location})
            work.session.seal(row, "details", details)
            work.session.add(row)


def leaves(stage: Stage, person_id: str) -> None:
    """An account is closed."""
    with stage.desk.open_work_in(stage.workspace_id) as work:
        known = people.named(work, [person_id])[person_id]
        gone = SlackPerson(known.slack_user, stage.team, known.name, deactivated=True)
        people.keep(work, [gone])


def wish(
    stage: Stage,
    cohort: Cohort,
    *,
    audience: str = AudienceKind.PROGRAM,
    of_cohort: bool = False,
    opens: int = 0,
    days: int = 7,
    every: str = "",
    title: str = USUAL_TITLE,
    chosen: tuple[str, ...] = ASKED,
) -> PlanForm:
    """The form: it opens so many days from today and stays open for `days`."""
    today = today_in(stage, cohort)
    first = today + timedelta(days=opens)
    return PlanForm(
        program_id=cohort.program.id,
        title=title,
        audience=audience,
        cohort_id=cohort.id if of_cohort else None,
        opens=first,
        closes=first + timedelta(days=days),
        every=every,
        chosen=chosen,
    )


def today_in(stage: Stage, cohort: Cohort) -> date:
    """The day it is in the program."""
    return local_day(stage.desk.now(), cohort.program.zone)


def compose(stage: Stage, form: PlanForm, by: SlackPerson = PROGRAM_MANAGER) -> Saved:
    """A program manager sends both steps."""
    with stage.desk.open_work(stage.caller(by)) as work:
        return pulse_plans.compose(work, form)


def open_pulse(stage: Stage, form: PlanForm) -> Survey:
    """Composed for today, and opened."""
    saved = compose(stage, form)
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pulse_opening.open_due(work, saved.plan.id)
    found = survey_of(stage, saved.plan)
    assert found is not None
    return found


def come_by(stage: Stage) -> bool:
    """The clock comes by once; whether a plan was due."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        due = pulse_opening.next_due(look)
    if due is None or due > stage.desk.now():
        return False
    with stage.desk.open_work_in(stage.workspace_id) as work:
        pulse_opening.run(work)
    return True


def plan_now(stage: Stage, plan: Plan) -> Plan:
    """The plan as it stands now."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        found = plans.by_id(look.session, plan.id)
    assert found is not None
    return found


def survey_of(stage: Stage, plan: Plan) -> Survey | None:
    """The survey a plan opened last."""
    survey_id = plan_now(stage, plan).survey_id
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return surveys.by_id(look.session, survey_id) if survey_id else None


def _account(kind: str, number: int) -> SlackPerson:
    return SlackPerson(f"U0{kind}{number:04d}", "T0BATON", f"{kind} Number {number}")


def close(stage: Stage, clock: FrozenClock, survey: Survey) -> None:
    """Its time is up and it has a result, for all that matters to the next one."""
    clock.set(max(clock.now, survey.closes_at))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert closing.begin(work.session, survey.id)
        closing.end(work.session, survey.id, "{}", answers=9)


def invited(stage: Stage, survey: Survey) -> frozenset[str]:
    """Who is invited: by the survey and by the messages, which are the same."""
    with stage.desk.open_look_in(stage.workspace_id) as look:
        told = pulse_invited.invited_once(look, survey.id)
        assert told == frozenset(audience.invited(look.session, survey.id))
    return told


def troubles(stage: Stage, form: PlanForm) -> list[tuple[str, str | None]]:
    """With what composing it is refused."""
    return troubles_of(lambda: compose(stage, form))


def transaction(stage: Stage, by: SlackPerson | None) -> AbstractContextManager[Work]:
    """A transaction of somebody, or of the house."""
    if by is None:
        return stage.desk.open_work_in(stage.workspace_id)
    return stage.desk.open_work(stage.caller(by))


def open_again(stage: Stage, plan: Plan, by: SlackPerson | None = None) -> None:
    """What its day does, or somebody who tries once more."""
    with transaction(stage, by) as work:
        pulse_opening.open_now(work, plan_now(stage, plan))


def invitations(stage: Stage) -> list[str | None]:
    """Whom they went to."""
    return [one.recipient for one in deliveries_of(stage, "pulse.invitation")]
