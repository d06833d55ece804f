"""Roles are given and ended by program managers, and a program is never without one."""

from dataclasses import replace

import pytest

from program.actor import Role, RoleHeld
from program.governance import MOST_WRONG_TRIES, Claim
from program.person import SlackPerson
from program.refusal import Refusal
from services import governance
from services.desk import Desk
from store import delivery_claims, roles
from store.store import Store
from tests.kit import cast
from tests.kit.cast import Stage
from tests.kit.clock import FrozenClock
from tests.kit.nominations import PLAN, open_cohort


@pytest.fixture
def program(stage: Stage) -> str:
    return open_cohort(stage).program.id


def held_by(stage: Stage, account: SlackPerson) -> frozenset[RoleHeld]:
    with stage.desk.open_look(stage.caller(account)) as look:
        return look.actor.roles


def role_id(stage: Stage, account: SlackPerson) -> str:
    with stage.desk.open_look_in(stage.workspace_id) as look:
        held = roles.given(look.session)
    return next(one.id for one in held if one.person.slack_user == account.slack_user)


def queued(stage: Stage) -> list[str]:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        return [one.kind for one in delivery_claims.claim_due(work.session, work.now, 50, 60)]


def test_a_role_is_given_in_one_program_and_its_holder_is_told(stage: Stage, program: str) -> None:
    stage.give(cast.LIAISON, Role.LIAISON, program)

    assert held_by(stage, cast.LIAISON) == {RoleHeld(Role.LIAISON, program)}
    assert queued(stage).count("governance.role_given") == 2  # Petra's own is the other


def test_no_role_is_given_in_a_program_that_is_not_there(stage: Stage) -> None:
    with pytest.raises(Refusal) as refused:
        stage.give(cast.LIAISON, Role.LIAISON, "a-program-of-another-workspace")
    assert refused.value.code == "governance.program_missing"


def test_giving_a_role_twice_is_a_quiet_success(stage: Stage) -> None:
    for _ in range(2):
        stage.give(cast.SPONSOR, Role.SPONSOR)

    assert held_by(stage, cast.SPONSOR) == {RoleHeld(Role.SPONSOR)}


def test_nobody_but_a_program_manager_gives_roles(stage: Stage) -> None:
    with (
        pytest.raises(Refusal) as refused,
        stage.desk.open_work(stage.caller(cast.MENTEE)) as work,
    ):
        governance.give_role(
            work, slack_user=cast.MENTEE.slack_user, role=Role.PROGRAM_MANAGER, program_id=None
        )
    assert refused.value.code == "permissions.not_yours"


def test_a_program_manager_of_one_program_gives_no_role_in_all(stage: Stage, program: str) -> None:
    stage.give(cast.MENTOR, Role.PROGRAM_MANAGER, program)

    with (
        pytest.raises(Refusal),
        stage.desk.open_work(stage.caller(cast.MENTOR)) as work,
    ):
        governance.give_role(
            work, slack_user=cast.MENTEE.slack_user, role=Role.LIAISON, program_id=None
        )


@pytest.mark.parametrize(
    ("account", "role", "code", "field"),
    [
        (cast.GUEST, Role.LIAISON, "people.guest", "person"),
        (cast.FORMER, Role.LIAISON, "people.gone", "person"),
        (cast.MENTEE, Role.MENTEE, "governance.by_hand", "role"),
        (cast.MENTEE, None, "governance.role_missing", "role"),
    ],
)
def test_what_cannot_be_given_is_refused_under_its_field(
    stage: Stage, account: SlackPerson, role: Role | None, code: str, field: str
) -> None:
    with (
        pytest.raises(Refusal) as refused,
        stage.desk.open_work(stage.caller(cast.PROGRAM_MANAGER)) as work,
    ):
        governance.give_role(work, slack_user=account.slack_user, role=role, program_id=None)
    (trouble,) = refused.value.troubles
    assert (trouble.code, trouble.field) == (code, field)


def test_the_last_program_manager_cannot_be_ended(stage: Stage) -> None:
    last = role_id(stage, cast.PROGRAM_MANAGER)

    with (
        pytest.raises(Refusal) as refused,
        stage.desk.open_work(stage.caller(cast.PROGRAM_MANAGER)) as work,
    ):
        governance.end_role(work, last)
    assert refused.value.code == "governance.last_program_manager"
    assert held_by(stage, cast.PROGRAM_MANAGER) == {RoleHeld(Role.PROGRAM_MANAGER)}


def test_a_role_ends_once_and_ending_it_again_is_quiet(stage: Stage) -> None:
    stage.give(cast.LIAISON, Role.LIAISON)
    lent = role_id(stage, cast.LIAISON)

    for _ in range(2):
        with stage.desk.open_work(stage.caller(cast.PROGRAM_MANAGER)) as work:
            governance.end_role(work, lent)
    assert held_by(stage, cast.LIAISON) == frozenset()


def test_an_ended_role_can_be_given_again(stage: Stage) -> None:
    stage.give(cast.LIAISON, Role.LIAISON)
    with stage.desk.open_work(stage.caller(cast.PROGRAM_MANAGER)) as work:
        governance.end_role(work, role_id(stage, cast.LIAISON))
    stage.give(cast.LIAISON, Role.LIAISON)

    assert held_by(stage, cast.LIAISON) == {RoleHeld(Role.LIAISON)}


def test_settings_do_not_bring_back_a_role_that_was_ended(stage: Stage) -> None:
    stage.give(cast.MENTOR, Role.PROGRAM_MANAGER)
    with stage.desk.open_work(stage.caller(cast.MENTOR)) as work:
        governance.end_role(work, role_id(stage, cast.PROGRAM_MANAGER))
    with stage.desk.open_work_in(stage.workspace_id) as work:
        named = governance.name_first(work, [cast.PROGRAM_MANAGER.email or ""])

    assert named == 0
    assert held_by(stage, cast.PROGRAM_MANAGER) == frozenset()


def test_settings_name_no_guest(stage: Stage) -> None:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        assert governance.name_first(work, [cast.GUEST.email or ""]) == 0


def test_roles_of_other_programs_are_not_seen(stage: Stage, program: str) -> None:
    others = replace(PLAN, program="A program of others")
    stage.give(cast.SPONSOR, Role.SPONSOR, open_cohort(stage, others).program.id)
    stage.give(cast.LIAISON, Role.LIAISON, program)

    with stage.desk.open_look(stage.caller(cast.LIAISON)) as look:
        seen = {given.person.slack_user for given in governance.roles_given(look)}
    assert seen == {cast.PROGRAM_MANAGER.slack_user, cast.LIAISON.slack_user}


def test_whoever_has_no_role_sees_no_roles(stage: Stage) -> None:
    with (
        stage.desk.open_look(stage.caller(cast.MENTEE)) as look,
        pytest.raises(Refusal),
    ):
        governance.roles_given(look)


def issue(stage: Stage) -> str:
    with stage.desk.open_work_in(stage.workspace_id) as work:
        code, _ = governance.issue_code(work)
    return code


def claim(stage: Stage, typed: str, account: SlackPerson = cast.MENTEE) -> Claim:
    with stage.desk.open_work(stage.caller(account)) as work:
        return governance.claim_code(work, typed)


def test_a_code_makes_one_program_manager_and_works_once(stage: Stage) -> None:
    code = issue(stage)

    assert claim(stage, f" {code.lower()} ") is Claim.GRANTED
    assert held_by(stage, cast.MENTEE) == {RoleHeld(Role.PROGRAM_MANAGER)}
    assert claim(stage, code, cast.MENTOR) is Claim.GONE


def test_a_code_lives_for_a_day(stage: Stage, clock: FrozenClock) -> None:
    code = issue(stage)
    clock.move(hours=24)

    assert claim(stage, code) is Claim.GONE


def test_a_few_wrong_tries_use_a_code_up(stage: Stage) -> None:
    code = issue(stage)
    for _ in range(MOST_WRONG_TRIES):
        assert claim(stage, "AAAA-AAAA-AAAA-AAAA") is Claim.WRONG

    assert claim(stage, code) is Claim.GONE


def test_a_new_code_takes_the_place_of_the_old(stage: Stage) -> None:
    old, new = issue(stage), issue(stage)

    assert claim(stage, old) is Claim.WRONG
    assert claim(stage, new) is Claim.GRANTED


def test_a_guest_claims_nothing(stage: Stage) -> None:
    code = issue(stage)
    with pytest.raises(Refusal):
        claim(stage, code, cast.GUEST)


def test_nobody_issues_a_code_by_hand(stage: Stage) -> None:
    with (
        pytest.raises(Refusal),
        stage.desk.open_work(stage.caller(cast.PROGRAM_MANAGER)) as work,
    ):
        governance.issue_code(work)


def test_another_workspace_knows_nothing_of_these_roles(
    stage: Stage, store: Store, clock: FrozenClock
) -> None:
    other = store.enrol(
        team_id="T0OTHER", enterprise_id=None, name="Other", app_id=None, bot_user_id=None
    )
    with Desk(store, clock).open_look_in(other.id) as look:
        assert roles.given(look.session) == ()
