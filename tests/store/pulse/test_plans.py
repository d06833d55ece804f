"""Plans of pulses at rest, on both databases: the later of two changes is not written."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from program.pulse.library import STANDARD, own_question
from program.pulse.plan import Plan, PlanState
from program.pulse.survey import AnswerKind, AudienceKind
from store import cohorts
from store.pulse import plans
from store.store import Store
from tests.kit.clock import START

DAY = date(2026, 12, 1)
OWN = own_question("Was fehlt? \u2068<!channel>\u2069 '; --", AnswerKind.COMMENT)


@pytest.fixture
def workspace(store: Store) -> str:
    return store.enrol(
        team_id="T0BATON", enterprise_id=None, name="Baton & Co", app_id="A0BATON", bot_user_id="U0"
    ).id


@pytest.fixture
def plan(store: Store, workspace: str) -> Plan:
    """A plan of one program that waits for its day."""
    with store.work(workspace) as session:
        program = cohorts.add_program(session, "Leadership mentoring", "Europe/Berlin")
        return plans.add(
            session,
            Plan(
                id="",
                program_id=program.id,
                title="How is it going?",
                audience=AudienceKind.PROGRAM,
                cohort_id=None,
                questions=(*STANDARD, OWN),
                opens_on=DAY,
                days_open=7,
                every_days=60,
                state=PlanState.WAITS,
                by="p" * 26,
                version=1,
                look_at=START + timedelta(days=8),
            ),
        )


def test_a_plan_is_read_as_it_was_written(store: Store, workspace: str, plan: Plan) -> None:
    with store.look(workspace) as session:
        assert plans.by_id(session, plan.id) == plan
        assert plans.of_programs(session, [plan.program_id]) == (plan,)
        assert plans.waiting(session, plan.program_id) == (plan,)
        assert plans.by_id(session, "none") is None
        assert plans.of_programs(session, ["none"]) == ()


def test_the_later_of_two_changes_is_not_written(store: Store, workspace: str, plan: Plan) -> None:
    with store.work(workspace) as session:
        after = plans.change(session, plan, replace(plan, title="Mine", by="q" * 26))
    with store.work(workspace) as session:
        assert plans.change(session, plan, replace(plan, title="And mine")) is None

    with store.look(workspace) as session:
        assert plans.by_id(session, plan.id) == after
    assert after == replace(plan, title="Mine", by="q" * 26, version=2)


def test_the_clock_finds_what_is_due_and_nothing_that_is_over(
    store: Store, workspace: str, plan: Plan
) -> None:
    assert plan.look_at is not None
    with store.work(workspace) as session:
        second = plans.add(session, replace(plan, look_at=plan.look_at - timedelta(days=1)))
        plans.add(session, replace(plan, look_at=None, state=PlanState.STOPPED))

    with store.look(workspace) as session:
        assert plans.next_due(session) == second.look_at
        assert plans.due(session, plan.look_at, limit=5) == (second, plan)
        assert plans.due(session, plan.look_at, limit=1) == (second,)
        assert plans.due(session, START, limit=5) == ()
        assert len(plans.waiting(session, plan.program_id)) == 2
