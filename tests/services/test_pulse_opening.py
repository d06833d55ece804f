"""A pulse opens for everyone active, is refused where it would unmask, moves, or waits a round."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from handlers.pulse import compose_messages, compose_words
from program.actor import Role
from program.cohort import Cohort
from program.hours import ONE_DAY, local_day
from program.pairing import PairingState
from program.person import SlackPerson
from program.pulse.opening_rules import opens_at
from program.pulse.plan import Plan, PlanForm, PlanState
from program.pulse.survey import AudienceKind, Dimension, Survey, SurveyState
from services import (
    pulse_comparing,
    pulse_invited,
    pulse_opening,
    pulse_plan_checks,
    pulse_plan_messages,
    pulse_plans,
    pulse_rules,
)
from services.desk import Work
from store.delivery_tables import DeliveryRow
from store.pulse import audience, surveys, voiding
from store.pulse.vault import Vault
from store.roster_tables import ColleagueRow
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN, another_cohort, open_cohort
from tests.kit.pairings import accepted_mentee
from tests.kit.pulse_plans import (
    at_place,
    close,
    come_by,
    compose,
    leaves,
    open_pulse,
    plan_now,
    survey_of,
    taking_part,
    wish,
)
from tests.kit.refused import refused, troubles_of
from tests.kit.trail import deliveries_of, queued

ZONE = "Europe/Berlin"
"""Of the program: that of whoever made it."""


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
    with transaction(stage, by) as work:
        pulse_opening.open_now(work, plan_now(stage, plan))


def invitations(stage: Stage) -> list[str | None]:
    return [one.recipient for one in deliveries_of(stage, "pulse.invitation")]


def not_opened(stage: Stage) -> list[str | None]:
    """Who is told that a plan did not open."""
    return [one.recipient for one in deliveries_of(stage, "pulse.not_opened")]


@pytest.fixture
def cohort(stage: Stage) -> Cohort:
    return open_cohort(stage)


def test_everyone_whose_pairing_runs_is_invited_once_in_their_groups(
    stage: Stage, cohort: Cohort
) -> None:
    people = taking_part(stage, cohort, mentees=9, mentors=7)
    at_place(stage, people[:6], "Lyon")
    at_place(stage, people[6:8], "Oslo")

    survey = open_pulse(stage, wish(stage, cohort))

    assert invited(stage, survey) == frozenset(people)
    assert sorted(one or "" for one in invitations(stage)) == sorted(people)
    policy = survey.policy
    assert (policy.invited, policy.program) == (16, cohort.program.name)
    assert policy.groups[Dimension.ROLE] == ("mentee", "mentor")
    assert policy.groups[Dimension.LOCATION] == ("Lyon",)
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert audience.groups_of(look.session, survey.id, people[0]) == {
            Dimension.ROLE: "mentee",
            Dimension.LOCATION: "Lyon",
        }


def test_who_waits_for_a_mentor_is_asked_once_the_cohort_runs_and_who_left_is_not(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    people = taking_part(stage, cohort)
    taking_part(stage, cohort, mentees=2, begin=50, state=PairingState.ENDED)
    accepted_mentee(stage, cohort)
    leaves(stage, people[0])

    early = open_pulse(stage, wish(stage, cohort))
    close(stage, clock, early)
    clock.set(opens_at(cohort.starts + 8 * ONE_DAY, cohort.program.zone))
    survey = open_pulse(stage, wish(stage, cohort))

    assert invited(stage, survey) == {*people[1:], stage.person_id(MENTEE)}
    with stage.desk.open_look_in(stage.workspace_id) as look:
        assert pulse_invited.invited_once(look, early.id) == frozenset(people[1:])


@pytest.mark.parametrize(
    ("kind", "size"),
    [(AudienceKind.MENTEES, 9), (AudienceKind.MENTORS, 8), (AudienceKind.COHORT, 17)],
)
def test_a_group_is_everyone_of_it(
    stage: Stage, cohort: Cohort, kind: AudienceKind, size: int
) -> None:
    taking_part(stage, cohort, mentees=9, mentors=8)
    taking_part(stage, another_cohort(stage, cohort), mentees=9, mentors=8, begin=20)

    of_cohort = kind is AudienceKind.COHORT
    survey = open_pulse(stage, wish(stage, cohort, audience=kind, of_cohort=of_cohort))

    assert survey.policy.invited == (size if of_cohort else 2 * size)
    assert survey.policy.audience_name == (cohort.name if of_cohort else "")


def test_seven_people_are_not_asked_whoever_opens_it(stage: Stage, cohort: Cohort) -> None:
    taking_part(stage, cohort, mentees=4, mentors=3)

    assert troubles(stage, wish(stage, cohort)) == [("pulse.few", "audience")]
    planned = compose(stage, wish(stage, cohort, opens=30, every="60")).plan
    for by in (PROGRAM_MANAGER, None):
        no = troubles_of(partial(open_again, stage, planned, by))
        assert no == [("pulse.few", "audience")]
    assert invitations(stage) == []


def test_nobody_is_ever_picked_by_hand(stage: Stage, cohort: Cohort) -> None:
    people = taking_part(stage, cohort)

    for picked in (",".join(people[:8]), "people", ""):
        form = replace(wish(stage, cohort), audience=picked)
        assert troubles(stage, form) == [("pulse.no_such_audience", "audience")]
    another = replace(wish(stage, cohort, audience=AudienceKind.COHORT), cohort_id=people[0])
    assert troubles(stage, another) == [("pulse.no_such_audience", "audience")]


@pytest.mark.parametrize("mentees", [1, 3])
def test_a_few_more_people_within_a_week_are_not_asked_the_same(
    stage: Stage, cohort: Cohort, clock: FrozenClock, mentees: int
) -> None:
    taking_part(stage, cohort)
    close(stage, clock, open_pulse(stage, wish(stage, cohort)))
    taking_part(stage, cohort, mentees=mentees, mentors=1, begin=20)

    no = refused(
        stage, PROGRAM_MANAGER, lambda work: pulse_plans.compose(work, wish(stage, cohort))
    )

    assert [(one.code, one.field) for one in no.troubles] == [("pulse.too_alike", "questions")]
    assert no.troubles[0].facts["first_day"] == local_day(clock.now, ZONE) + 8 * ONE_DAY
    assert troubles(stage, wish(stage, cohort, opens=7)) == [("pulse.too_alike", "questions")]
    assert compose(stage, wish(stage, cohort, opens=8)).plan.state is PlanState.WAITS
    other = wish(stage, cohort, chosen=("time.obstacle",))
    assert open_pulse(stage, other).policy.invited == 12 + mentees + 1


def test_the_same_people_and_five_others_may_be_asked_the_next_day(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    taking_part(stage, cohort)
    close(stage, clock, open_pulse(stage, wish(stage, cohort, title="One")))
    close(stage, clock, open_pulse(stage, wish(stage, cohort, title="Two")))
    taking_part(stage, cohort, mentees=4, mentors=1, begin=20)

    assert open_pulse(stage, wish(stage, cohort, title="Three")).policy.invited == 17


def test_a_survey_of_another_program_counts_and_its_name_is_not_told(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    other = open_cohort(stage, replace(PLAN, program="Reverse mentoring", name="Pilot"))
    stage.give(LIAISON, Role.PROGRAM_MANAGER, cohort.program.id)
    taking_part(stage, cohort)
    taking_part(stage, other)
    taking_part(stage, other, mentees=1, mentors=1, begin=20)
    open_pulse(stage, wish(stage, other, title="Only theirs"))

    no = refused(stage, LIAISON, lambda work: pulse_plans.compose(work, wish(stage, cohort)))

    assert [one.code for one in no.troubles] == ["pulse.too_alike"]
    assert "Only theirs" not in compose_words.REFUSALS["pulse.too_alike"](no.troubles[0].facts)


def test_one_is_open_at_a_time_in_a_program(stage: Stage, cohort: Cohort) -> None:
    taking_part(stage, cohort)
    open_pulse(stage, wish(stage, cohort))

    again = wish(stage, cohort, title="Something else", chosen=("time.obstacle",))
    assert troubles(stage, again) == [("pulse.still_open", "opens")]


def test_erasing_somebody_and_asking_again_singles_nobody_out(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    people = taking_part(stage, cohort)
    close(stage, clock, open_pulse(stage, wish(stage, cohort)))
    leaves(stage, people[0])
    with stage.desk.open_work_in(stage.workspace_id) as work:
        gone = delete(DeliveryRow).where(DeliveryRow.recipient == people[0])
        work.session.execute(gone)

    assert troubles(stage, wish(stage, cohort)) == [("pulse.too_alike", "questions")]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda folder: folder.chmod(0o755), "pulse.folder_open"),
        (lambda folder: folder.rmdir(), "pulse.no_folder"),
    ],
)
def test_without_a_safe_place_for_keys_nothing_is_planned_and_nothing_opens(
    stage: Stage, cohort: Cohort, vault: Vault, spoil: Callable[[Path], None], code: str
) -> None:
    taking_part(stage, cohort)
    planned = compose(stage, wish(stage, cohort, opens=1)).plan
    spoil(vault.folder)

    assert troubles(stage, wish(stage, cohort, opens=20)) == [(code, None)]
    assert troubles_of(lambda: open_again(stage, planned)) == [(code, None)]
    assert refused(stage, PROGRAM_MANAGER, pulse_plans.audiences).code == code


def test_a_planned_pulse_that_is_refused_moves_twice_then_its_managers_are_told_why(
    stage: Stage, cohort: Cohort, clock: FrozenClock, vault: Vault
) -> None:
    taking_part(stage, cohort)
    planned = compose(stage, wish(stage, cohort, opens=1)).plan
    vault.folder.chmod(0o755)
    for moved in (1, 2):
        clock.set(plan_now(stage, planned).look_at or clock.now)
        assert come_by(stage)
        assert not come_by(stage), "done twice, the second time finds nothing to do"
        now = plan_now(stage, planned)
        assert (now.moved, now.opens_on) == (moved, planned.opens_on + moved * ONE_DAY)
        assert not_opened(stage) == []
    clock.set(plan_now(stage, planned).look_at or clock.now)
    assert come_by(stage)

    now = plan_now(stage, planned)
    assert (now.state, now.refused, now.look_at) == (PlanState.REFUSED, "pulse.folder_open", None)
    assert not_opened(stage) == [stage.person_id(PROGRAM_MANAGER)]
    assert invitations(stage) == []


def test_it_moves_to_the_first_day_the_rules_allow_and_opens_there(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    other = open_cohort(stage, replace(PLAN, program="Reverse mentoring", name="Pilot"))
    taking_part(stage, cohort)
    taking_part(stage, other)
    taking_part(stage, other, mentees=1, mentors=1, begin=20)
    planned = compose(stage, wish(stage, cohort, opens=1)).plan
    theirs = open_pulse(stage, wish(stage, other, days=3))

    clock.set(planned.look_at or clock.now)
    assert come_by(stage)

    moved = plan_now(stage, planned)
    closed_on = local_day(theirs.closes_at, ZONE)
    assert (moved.opens_on, moved.moved) == (closed_on + 8 * ONE_DAY, 1)
    assert moved.refused == "pulse.too_alike"
    close(stage, clock, theirs)
    clock.set(moved.look_at or clock.now)
    assert come_by(stage)
    survey = survey_of(stage, planned)
    assert survey is not None
    assert survey.state is SurveyState.OPEN
    assert plan_now(stage, planned).state is PlanState.OPENED


def test_rounds_ask_whoever_takes_part_each_time(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    people = taking_part(stage, cohort)
    planned = compose(stage, wish(stage, cohort, opens=2, every="60")).plan
    clock.set(planned.look_at or clock.now)
    assert come_by(stage)

    first = survey_of(stage, planned)
    assert first is not None
    assert invited(stage, first) == frozenset(people)
    waits = plan_now(stage, planned)
    assert (waits.state, waits.opens_on) == (PlanState.WAITS, planned.opens_on + 60 * ONE_DAY)
    close(stage, clock, first)
    joined = taking_part(stage, cohort, mentees=2, mentors=2, begin=20)
    clock.set(waits.look_at or clock.now)
    assert come_by(stage)
    second = survey_of(stage, planned)
    assert second is not None
    assert second.id != first.id
    assert invited(stage, second) == {*people, *joined}


def test_a_program_too_small_is_told_at_set_up_and_each_round_it_is_left_out(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    taking_part(stage, cohort, mentees=3, mentors=3)
    with transaction(stage, PROGRAM_MANAGER) as work:
        assert [(one.people, one.is_too_small) for one in pulse_plans.audiences(work)] == [
            (6, True)
        ]
    saved = compose(stage, wish(stage, cohort, opens=3, every="60"))
    assert (saved.is_too_small, saved.opens_now) == (True, False)

    clock.set(saved.plan.look_at or clock.now)
    assert come_by(stage)

    waits = plan_now(stage, saved.plan)
    assert (waits.state, waits.refused) == (PlanState.WAITS, "pulse.few")
    assert waits.opens_on == saved.plan.opens_on + 60 * ONE_DAY
    assert not_opened(stage) == [stage.person_id(PROGRAM_MANAGER)]
    assert invitations(stage) == []


def test_a_bot_that_was_down_opens_late_and_for_as_long_as_was_planned(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    taking_part(stage, cohort)
    planned = compose(stage, wish(stage, cohort, opens=1, days=1)).plan
    clock.set((planned.look_at or clock.now) + timedelta(days=4, hours=9))
    assert come_by(stage)

    survey = survey_of(stage, planned)
    assert survey is not None
    assert timedelta(days=1) <= survey.closes_at - clock.now < timedelta(days=2)


def test_it_is_opened_once_however_often_the_clock_and_the_task_come_by(
    stage: Stage, cohort: Cohort
) -> None:
    people = taking_part(stage, cohort)
    planned = compose(stage, wish(stage, cohort)).plan
    for _ in range(3):
        with transaction(stage, None) as work:
            pulse_opening.open_due(work, planned.id)
        assert not come_by(stage)

    with transaction(stage, None) as work:
        assert len(surveys.of_workspace(work.session)) == 1
    assert len(invitations(stage)) == len(people)
    no = troubles_of(lambda: open_again(stage, planned))
    assert no == [("pulse.not_waiting", None)]


@pytest.mark.parametrize("why", [voiding.KEY_GONE, voiding.FEW, voiding.RESTORED])
def test_a_survey_that_was_deleted_unread_bars_nobody_unless_it_may_have_been_read_before(
    stage: Stage, cohort: Cohort, why: str
) -> None:
    people = taking_part(stage, cohort)
    survey = open_pulse(stage, wish(stage, cohort, title="One"))
    with transaction(stage, None) as work:
        voiding.void(work.session, [survey.id], why)
    leaves(stage, people[0])

    again = wish(stage, cohort, title="Two")
    if why == voiding.RESTORED:
        assert troubles(stage, again) == [("pulse.too_alike", "questions")]
    else:
        assert open_pulse(stage, again).policy.invited == 11


@pytest.mark.parametrize(
    ("account", "role"),
    [(LIAISON, Role.LIAISON), (SPONSOR, Role.SPONSOR), (MENTEE, None), (COLLEAGUE, "elsewhere")],
)
def test_only_program_managers_of_the_program_and_the_clock_open_or_see_who_is_asked(
    stage: Stage, cohort: Cohort, account: SlackPerson, role: Role | str | None
) -> None:
    taking_part(stage, cohort)
    planned = compose(stage, wish(stage, cohort, opens=1)).plan
    if isinstance(role, Role):
        stage.give(account, role, cohort.program.id)
    elif role:
        other = open_cohort(stage, replace(PLAN, program="Another", name="Pilot"))
        stage.give(account, Role.PROGRAM_MANAGER, other.program.id)

    for act in (
        lambda work: pulse_opening.open_now(work, planned),
        lambda work: pulse_rules.people_of(work, planned),
        pulse_opening.run,
        lambda work: pulse_opening.open_due(work, planned.id),
        pulse_opening.next_due,
    ):
        assert refused(stage, account, act).code == "permissions.not_yours"


def test_one_more_mentor_is_not_told_from_the_mentors_among_everyone(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    taking_part(stage, cohort, mentees=9, mentors=9)
    everyone = open_pulse(stage, wish(stage, cohort))
    close(stage, clock, everyone)
    mentors = wish(stage, cohort, audience=AudienceKind.MENTORS)
    assert compose(stage, replace(mentors, title="The same mentors")).opens_now
    taking_part(stage, cohort, mentees=1, mentors=1, begin=20)

    with transaction(stage, PROGRAM_MANAGER) as work:
        people = pulse_rules.people_of(work, compose_plan(work, mentors))
        found = pulse_comparing.against(
            work, compose_plan(work, mentors), clock.now, clock.now + 7 * ONE_DAY, people
        )
    assert [one.code for one in found] == ["pulse.too_alike"]


def compose_plan(work: Work, form: PlanForm) -> Plan:
    return pulse_plan_checks.plan_of(work, form, None)


def test_somebody_moved_from_one_group_to_another_is_not_told_from_those_who_stayed(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    """Who was in the groups of a closed pulse nobody knows any more, but that they changed."""
    people = taking_part(stage, cohort, mentees=12, mentors=12)
    at_place(stage, people[::2], "Lyon")
    at_place(stage, people[1::2], "Oslo")
    before = open_pulse(stage, wish(stage, cohort, title="One"))
    assert before.policy.groups[Dimension.LOCATION] == ("Lyon", "Oslo")
    close(stage, clock, before)
    again = wish(stage, cohort, title="Two")
    with transaction(stage, PROGRAM_MANAGER) as work:
        pulse_plan_checks.require_allowed(work, compose_plan(work, again))

    with transaction(stage, None) as work:
        entry = work.session.scalars(
            select(ColleagueRow).where(ColleagueRow.person_id == people[0])
        ).one()
        details = json.dumps({"name": "Somebody", "location": "Oslo"})
        work.session.seal(entry, "details", details)

    assert troubles(stage, again) == [("pulse.too_alike", "questions")]
    assert compose(stage, wish(stage, cohort, opens=8)).plan.state is PlanState.WAITS


def test_program_managers_read_why_and_until_when_it_waits(
    stage: Stage, cohort: Cohort, clock: FrozenClock
) -> None:
    taking_part(stage, cohort, mentees=3, mentors=3)
    saved = compose(stage, wish(stage, cohort, opens=3, every="60"))
    clock.set(saved.plan.look_at or clock.now)
    assert come_by(stage)
    told = queued(stage, "pulse.not_opened")

    with transaction(stage, None) as look:
        assert pulse_plan_messages.is_still_so(look, told)
        said = compose_messages.text(pulse_plan_messages.told(look, told))
    assert said == (
        "\u201cHow is it going?\u201d was not opened, since fewer than 8 people take part. Have "
        "conversations instead: /mentoring library has guides for them. It waits for the next "
        "round, Mon 25 Jan 2027."
    )
    with transaction(stage, PROGRAM_MANAGER) as work:
        pulse_plans.stop(work, saved.plan.id)
    with transaction(stage, None) as look:
        assert not pulse_plan_messages.is_still_so(look, told)
