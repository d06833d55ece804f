"""A pulse is composed, changed and stopped by program managers; a close is moved out, never in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from program.actor import Role
from program.cohort import Cohort
from program.hours import ONE_DAY
from program.person import SlackPerson
from program.pulse.plan import PlanForm, PlanState
from program.pulse.survey import AudienceKind
from services import pulse_extending, pulse_lists, pulse_plans, pulse_rules
from services.desk import Work
from services.pulse_lists import Shown
from services.pulse_plans import Saved
from store.pulse import plans, surveys
from tests.kit.cast import LIAISON, MENTEE, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN, open_cohort
from tests.kit.pairings import accepted_mentee
from tests.kit.pulse_plans import (
    close,
    come_by,
    compose,
    leaves,
    open_pulse,
    plan_now,
    taking_part,
    wish,
)
from tests.kit.refused import refused, troubles_of
from tests.kit.trail import audit_entries, deliveries_of


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    found = open_cohort(stage)
    taking_part(stage, found)
    return found


def change(stage: Stage, saved: Saved, form: PlanForm, by: SlackPerson = PROGRAM_MANAGER) -> Saved:
    with stage.desk.open_work(stage.caller(by)) as work:
        return pulse_plans.change(work, saved.plan.id, saved.plan.version, form)


def how_many(stage: Stage, cohort: Cohort) -> int:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return len(plans.of_programs(look.session, [cohort.program.id]))


def test_a_pulse_of_today_is_handed_on_at_once_and_one_of_later_waits(
    stage: Stage, cohort: Cohort
) -> None:
    now = compose(stage, wish(stage, cohort))
    later = compose(stage, wish(stage, cohort, opens=20))

    assert (now.opens_now, later.opens_now) == (True, False)
    assert now.people == 12
    assert [one.about for one in audit_entries(stage) if one.entry == "pulse.planned"] == [
        f"plan:{now.plan.id}",
        f"plan:{later.plan.id}",
    ]


def test_sent_twice_it_is_planned_once_also_when_it_was_opened_in_between(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    once, rounds = wish(stage, cohort), wish(stage, cohort, opens=20, every="60", title="Rounds")
    first = compose(stage, once)
    assert compose(stage, once).plan.id == first.plan.id
    assert come_by(stage)
    assert compose(stage, once).plan.id == first.plan.id

    planned = compose(stage, rounds)
    assert compose(stage, rounds).plan == planned.plan
    assert how_many(stage, cohort) == 2
    assert len(deliveries_of(stage, "pulse.invitation")) == 12


def test_whoever_waits_in_a_cohort_that_starts_before_the_day_is_counted(
    stage: Stage, cohort: Cohort
) -> None:
    """Twelve take part today; Mia is accepted, and her cohort starts in eight weeks."""
    accepted_mentee(stage, cohort)

    before_the_start = compose(stage, wish(stage, cohort, opens=20))
    after_it = compose(stage, wish(stage, cohort, opens=60, title="Once it runs"))

    assert (before_the_start.people, after_it.people) == (12, 13)
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        form = pulse_plans.preview(look, wish(stage, cohort, opens=90))
    assert form.survey.policy.invited == 13


def test_rounds_of_today_sent_twice_are_one(stage: Stage, cohort: Cohort) -> None:
    form = wish(stage, cohort, every="60")
    first = compose(stage, form)
    assert come_by(stage)

    assert compose(stage, form).plan.id == first.plan.id
    assert how_many(stage, cohort) == 1


def test_of_two_program_managers_the_later_one_hears_of_the_first(
    stage: Stage, cohort: Cohort
) -> None:
    stage.give(LIAISON, Role.PROGRAM_MANAGER)
    form = wish(stage, cohort, opens=2)
    saved = compose(stage, form)

    assert troubles_of(lambda: compose(stage, form, LIAISON)) == [
        ("pulse.planned_already", "opens")
    ]
    other = replace(form, title="Mine")
    assert change(stage, saved, other, LIAISON).plan.title == "Mine"
    no = refused(
        stage,
        PROGRAM_MANAGER,
        lambda work: pulse_plans.change(
            work, saved.plan.id, saved.plan.version, replace(form, title="And mine")
        ),
    )
    assert (no.code, no.troubles[0].facts["name"]) == ("pulse.changed_meanwhile", "Lena Lind")
    assert plan_now(stage, saved.plan).title == "Mine"


def test_a_program_has_one_rhythm_and_one_pulse_at_a_time(stage: Stage, cohort: Cohort) -> None:
    compose(stage, wish(stage, cohort, opens=5, every="60"))

    rounds = wish(stage, cohort, opens=30, every="90", title="Other")
    assert troubles_of(lambda: compose(stage, rounds)) == [("pulse.rounds_already", "every")]
    beside = wish(stage, cohort, opens=9, title="Other")
    assert troubles_of(lambda: compose(stage, beside)) == [("pulse.planned_already", "opens")]
    assert not compose(stage, wish(stage, cohort, opens=20, title="Other")).opens_now


def test_a_plan_is_changed_until_it_was_asked(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    saved = compose(stage, wish(stage, cohort, opens=2))
    form = wish(stage, cohort, opens=3, title="Better", audience=AudienceKind.MENTEES)

    after = change(stage, saved, form)
    assert (after.plan.title, after.plan.audience) == ("Better", AudienceKind.MENTEES)
    assert change(stage, saved, form).plan == after.plan, "the same again is quiet"
    assert change(stage, after, wish(stage, cohort, opens=3, title="Better")).plan.version == 3
    clock.move(days=4)
    assert come_by(stage)
    late = wish(stage, cohort, opens=30)
    no = troubles_of(lambda: change(stage, saved, late))
    assert no == [("pulse.not_waiting", None)]


def test_a_plan_cannot_be_moved_into_another_program(stage: Stage, cohort: Cohort) -> None:
    saved = compose(stage, wish(stage, cohort, opens=2))
    other = open_cohort(stage, replace(PLAN, program="Another", name="Pilot"))

    no = troubles_of(lambda: change(stage, saved, wish(stage, other, opens=2)))

    assert no == [("pulse.no_such_audience", "audience")]


def test_what_was_given_up_gets_another_day(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    small = open_cohort(stage, replace(PLAN, program="Small", name="Pilot"))
    taking_part(stage, small, begin=40)
    saved = compose(stage, wish(stage, small, opens=1, audience=AudienceKind.MENTEES))
    with stage.desk.open_look_in(stage.workspace_id) as look:
        mentees = pulse_rules.people_of(look, saved.plan)
    for person_id in mentees:
        leaves(stage, person_id)
    clock.move(days=2)
    assert come_by(stage)
    assert plan_now(stage, saved.plan).state is PlanState.REFUSED

    taking_part(stage, small, begin=60)
    given_up = replace(saved, plan=plan_now(stage, saved.plan))
    again = change(stage, given_up, wish(stage, small, opens=1, audience=AudienceKind.MENTEES))
    assert (again.plan.state, again.plan.refused) == (PlanState.WAITS, None)
    clock.move(days=2)
    assert come_by(stage)
    assert plan_now(stage, saved.plan).state is PlanState.OPENED


def test_a_plan_is_stopped_for_good_and_what_is_open_stays_open(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    saved = compose(stage, wish(stage, cohort, every="60"))
    assert come_by(stage)
    for _ in range(2):
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            assert pulse_plans.stop(work, saved.plan.id).state is PlanState.STOPPED

    clock.move(days=100)
    assert not come_by(stage)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert len(surveys.open_of(look.session)) == 1


def test_one_that_was_asked_is_not_stopped(stage: Stage, cohort: Cohort) -> None:
    saved = compose(stage, wish(stage, cohort))
    assert come_by(stage)

    no = refused(stage, PROGRAM_MANAGER, lambda work: pulse_plans.stop(work, saved.plan.id))
    assert no.code == "pulse.not_waiting"


def test_a_close_is_moved_out_and_never_in(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    survey = open_pulse(stage, wish(stage, cohort))
    closes = survey.closes_at.date()

    def moved(days: int) -> Callable[[Work], object]:
        return lambda work: pulse_extending.extend(work, survey.id, closes + days * ONE_DAY)

    for days in (-1, -6):
        no = refused(stage, PROGRAM_MANAGER, moved(days))
        assert [(one.code, one.field) for one in no.troubles] == [("pulse.only_later", "closes")]
    too_late = refused(stage, PROGRAM_MANAGER, moved(36))
    assert too_late.code == "pulse.too_long_open"
    assert (
        refused(stage, PROGRAM_MANAGER, lambda work: pulse_extending.extend(work, survey.id, None))
        .troubles[0]
        .field
        == "closes"
    )
    for days in (0, 3, 3):
        with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
            after = pulse_extending.extend(work, survey.id, closes + days * ONE_DAY)
    assert after.closes_at == survey.closes_at + timedelta(days=3)
    assert after.policy == survey.policy, "its rules stay as they were frozen"
    assert [one.entry for one in audit_entries(stage)].count("pulse.extended") == 1
    close(stage, clock, after)
    assert refused(stage, PROGRAM_MANAGER, moved(5)).code == "pulse.not_open"


def test_a_close_whose_time_is_up_stays(stage: Stage, cohort: Cohort, clock: FrozenClock) -> None:
    survey = open_pulse(stage, wish(stage, cohort))
    clock.set(survey.closes_at)

    later = survey.closes_at.date() + 3 * ONE_DAY
    no = refused(
        stage, PROGRAM_MANAGER, lambda work: pulse_extending.extend(work, survey.id, later)
    )
    assert no.code == "pulse.not_open"


def test_the_preview_is_the_very_form_with_the_rules_that_would_be_frozen(
    stage: Stage, cohort: Cohort
) -> None:
    form = replace(wish(stage, cohort), own="What do you miss?", chosen=("fit.right",))
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        shown = pulse_plans.preview(look, form)

    survey = open_pulse(stage, form)

    assert replace(shown.survey, id=survey.id) == survey
    assert [one.id for one in shown.team] == [stage.person_id(PROGRAM_MANAGER)]
    assert len(surveys_of(stage)) == 1


def surveys_of(stage: Stage) -> tuple[object, ...]:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        return surveys.of_workspace(look.session)


def test_the_first_step_says_already_what_no_question_changes(stage: Stage, cohort: Cohort) -> None:
    def check(form: PlanForm) -> list[tuple[str, str | None]]:
        return troubles_of(lambda: _check(stage, form))

    small = open_cohort(stage, replace(PLAN, program="Small", name="Pilot"))
    assert check(wish(stage, small)) == [("pulse.few", "audience")]
    open_pulse(stage, wish(stage, cohort))
    assert check(wish(stage, cohort, title="Other")) == [("pulse.still_open", "opens")]
    _check(stage, wish(stage, small, opens=9, every="60"))
    _check(stage, wish(stage, cohort, opens=9, title="Other", chosen=()))


def _check(stage: Stage, form: PlanForm) -> None:
    with stage.desk.open_look(stage.caller(PROGRAM_MANAGER)) as look:
        pulse_plans.check_step(look, form)


@pytest.mark.parametrize("account", [LIAISON, SPONSOR, MENTEE])
def test_nobody_but_a_program_manager_of_it_composes(
    stage: Stage, cohort: Cohort, account: SlackPerson
) -> None:
    saved = compose(stage, wish(stage, cohort, opens=9))
    survey = open_pulse(stage, wish(stage, cohort, title="Other"))
    if account in (LIAISON, SPONSOR):
        role = Role.LIAISON if account == LIAISON else Role.SPONSOR
        stage.give(account, role, cohort.program.id)
    form, plan_id = wish(stage, cohort, opens=30), saved.plan.id

    acts: tuple[Callable[[Work], object], ...] = (
        pulse_plans.audiences,
        lambda work: pulse_plans.composed(work, plan_id),
        lambda work: pulse_plans.to_change(work, plan_id),
        lambda work: pulse_plans.check_step(work, form),
        lambda work: pulse_plans.preview(work, form),
        lambda work: pulse_plans.compose(work, form),
        lambda work: pulse_plans.change(work, plan_id, 1, form),
        lambda work: pulse_plans.stop(work, plan_id),
        lambda work: pulse_extending.extend(work, survey.id, survey.closes_at.date()),
    )
    for act in acts:
        assert refused(stage, account, act).code == "permissions.not_yours"


def test_the_list_has_what_is_open_planned_and_ended_for_the_team_alone(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    first = open_pulse(stage, wish(stage, cohort, title="First"))
    close(stage, clock, first)
    open_pulse(stage, wish(stage, cohort, title="Second"))
    planned = compose(stage, wish(stage, cohort, opens=30, title="Third"))
    stopped = compose(stage, wish(stage, cohort, opens=60, title="Fourth"))
    with stage.desk.open_work(stage.caller(PROGRAM_MANAGER)) as work:
        pulse_plans.stop(work, stopped.plan.id)
    stage.give(LIAISON, Role.LIAISON, cohort.program.id)

    for account in (PROGRAM_MANAGER, LIAISON):
        with stage.desk.open_look(stage.caller(account)) as look:
            shown = {one: [line.title for line in pulse_lists.lines(look, one)] for one in Shown}
            assert shown == {
                Shown.NOW: ["Second", "Third"],
                Shown.OPEN: ["Second"],
                Shown.PLANNED: ["Third"],
                Shown.ENDED: ["First"],
                Shown.NOT_ASKED: ["Fourth"],
                Shown.ALL: ["Second", "Third", "Fourth", "First"],
            }
            assert [one.title for one in pulse_lists.lines(look, Shown.ALL, "THIRD")] == ["Third"]
            may = account == PROGRAM_MANAGER
            one = pulse_lists.plan(look, planned.plan.id)
            assert (one.may_change, one.may_stop, one.people) == (may, may, 12 if may else None)
            (standing,) = pulse_lists.standing(look)
            assert (len(standing.open), standing.may_compose) == (1, may)
    for account in (SPONSOR, MENTEE):
        assert (
            refused(stage, account, lambda work: pulse_lists.lines(work, Shown.ALL)).code
            == "permissions.not_yours"
        )
        for act in (
            lambda work: pulse_lists.plan(work, planned.plan.id),
            lambda work: pulse_lists.survey(work, first.id),
        ):
            assert refused(stage, account, act).code == "permissions.not_yours"
        with stage.desk.open_look(stage.caller(account)) as look:
            assert pulse_lists.standing(look) == ()


def test_what_is_not_there_is_said(stage: Stage, cohort: Cohort) -> None:
    for code, act in (
        ("pulse.no_plan", lambda work: pulse_plans.stop(work, "none")),
        ("pulse.no_plan", lambda work: pulse_lists.plan(work, "none")),
        ("pulse.no_survey", lambda work: pulse_lists.survey(work, "none")),
        ("pulse.no_survey", lambda work: pulse_extending.extend(work, "none", None)),
        (
            "pulse.no_program",
            lambda work: pulse_plans.compose(work, replace(wish(stage, cohort), program_id="none")),
        ),
    ):
        assert refused(stage, PROGRAM_MANAGER, act).code == code
