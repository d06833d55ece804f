"""A pulse opens for everyone active, once, and only in hands that may open it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from program.actor import Role
from program.cohort import Cohort
from program.hours import ONE_DAY
from program.pairing import PairingState
from program.person import SlackPerson
from program.pulse.opening_rules import opens_at
from program.pulse.survey import AudienceKind, Dimension
from services import (
    pulse_invited,
    pulse_opening,
    pulse_plans,
    pulse_rules,
)
from store.pulse import audience, surveys
from store.pulse.vault import Vault
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, PROGRAM_MANAGER, SPONSOR, Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN, another_cohort, open_cohort
from tests.kit.pairings import accepted_mentee
from tests.kit.pulse_plans import (
    at_place,
    close,
    come_by,
    compose,
    invitations,
    invited,
    leaves,
    open_again,
    open_pulse,
    survey_of,
    taking_part,
    transaction,
    troubles,
    wish,
)
from tests.kit.refused import refused, troubles_of


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
