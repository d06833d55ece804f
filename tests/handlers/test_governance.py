"""Roles in a modal, and the first program manager's code."""

from dataclasses import replace
from typing import Any

import pytest

from handlers import ids
from program.actor import Role, RoleHeld
from program.person import SlackPerson
from services import governance, people
from tests.kit import cast
from tests.kit.entering import element_of, picked, words_in
from tests.kit.house import Town
from tests.kit.nominations import open_cohort

Json = dict[str, Any]


def filled(view: Json, account: SlackPerson, role: Role) -> Json:
    return {
        "person": {ids.Field.VALUE: {"selected_user": account.slack_user}},
        **picked(view, "role", role.value),
        **picked(view, "program", "*"),
    }


def held(town: Town, account: SlackPerson) -> frozenset[RoleHeld]:
    with town.house.desk.open_look(town.stage.caller(account)) as look:
        return look.actor.roles


def open_roles(town: Town) -> tuple[Any, Json]:
    petra = town.person(cast.PROGRAM_MANAGER)
    petra.command("/mentoring-admin", "roles")
    return petra, petra.wait_for_modal(ids.Governance.ROLES_VIEW)


def test_a_role_is_given_in_the_modal_and_its_holder_hears_of_it(town: Town) -> None:
    petra, view = open_roles(town)
    petra.submit(view, filled(view, cast.LIAISON, Role.LIAISON))

    assert held(town, cast.LIAISON) == {RoleHeld(Role.LIAISON)}
    assert petra.modal() is None
    lena = town.person(cast.LIAISON)
    message = lena.wait_for_message(lambda one: "You are now liaison" in one["text"])
    lena.press(message, ids.Launcher.HELP)
    lena.wait_for_modal(ids.Launcher.VIEW)


def test_a_guest_is_refused_under_the_field(town: Town) -> None:
    petra, view = open_roles(town)
    answer = petra.submit(view, filled(view, cast.GUEST, Role.LIAISON))

    assert answer["errors"] == {
        "person": "Gus Grove is a guest, and mentoring is for full accounts."
    }


def test_a_role_ends_with_one_press_and_the_list_shows_it(town: Town) -> None:
    town.stage.give(cast.SPONSOR, Role.SPONSOR)
    petra, view = open_roles(town)
    ending = next(
        block
        for block in view["blocks"]
        if f"<@{cast.SPONSOR.slack_user}>" in words_in({"blocks": [block]})
    )
    petra.press(view, ids.Governance.ROLE_END, block_id=ending["block_id"])

    petra.wait_for(lambda: held(town, cast.SPONSOR) == frozenset())
    petra.wait_for(lambda: cast.SPONSOR.slack_user not in words_in(petra.modal() or {}))


def test_the_last_program_manager_is_kept_and_told_why(town: Town) -> None:
    petra, view = open_roles(town)
    petra.press(view, ids.Governance.ROLE_END)

    notice = petra.wait_for_modal(ids.Home.NOTICE_VIEW)
    assert "name another before leaving" in words_in(notice)
    assert held(town, cast.PROGRAM_MANAGER) == {RoleHeld(Role.PROGRAM_MANAGER)}


def code_of(town: Town) -> str:
    with town.house.desk.open_work_in(town.stage.workspace_id) as work:
        code, _ = governance.issue_code(work)
    return code


def test_typing_the_code_fills_it_in_and_only_the_press_claims(town: Town) -> None:
    code = code_of(town)
    mia = town.person(cast.MENTEE)
    mia.command("/mentoring-admin", f"claim {code}")

    view = mia.wait_for_modal(ids.Governance.CLAIM_VIEW)
    assert element_of(view, "code")["initial_value"] == code
    assert held(town, cast.MENTEE) == frozenset()

    mia.submit(view)
    assert held(town, cast.MENTEE) == {RoleHeld(Role.PROGRAM_MANAGER)}
    assert "You are now program manager" in words_in(mia.modal() or {})


def test_a_wrong_code_is_refused_under_the_field_and_counted(town: Town) -> None:
    code = code_of(town)
    mia = town.person(cast.MENTEE)
    mia.command("/mentoring-admin", "claim AAAA-AAAA-AAAA-AAAA")
    view = mia.wait_for_modal(ids.Governance.CLAIM_VIEW)

    for _ in range(5):
        answer = mia.submit(view)
        assert "That is not the code" in answer["errors"]["code"]
    answer = mia.submit(view, {"code": {ids.Field.VALUE: {"value": code}}})
    assert "No code is open" in answer["errors"]["code"]


@pytest.mark.parametrize("account", [cast.MENTEE, cast.SPONSOR])
def test_nobody_else_opens_the_roles(town: Town, account: SlackPerson) -> None:
    person = town.person(account)
    person.command("/mentoring-admin", "roles")

    assert "is for program managers." in words_in(person.wait_for_modal(ids.Launcher.VIEW))


def test_only_roles_one_may_end_have_a_button_for_it(town: Town) -> None:
    program = open_cohort(town.stage).program
    town.stage.give(cast.MENTOR, Role.PROGRAM_MANAGER, program.id)
    martin = town.person(cast.MENTOR)
    martin.command("/mentoring-admin", "roles")
    view = martin.wait_for_modal(ids.Governance.ROLES_VIEW)

    held = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    buttons = [one for one in held if one["action_id"] == ids.Governance.ROLE_END]
    assert [one["accessibility_label"] for one in buttons] == ["End: Martin Mayer, Program manager"]
    assert "program manager of all programs" in words_in(view)


def test_who_follows_is_named_in_slack_and_takes_over_when_the_account_is_closed(
    town: Town,
) -> None:
    program = open_cohort(town.stage).program
    petra = town.person(cast.PROGRAM_MANAGER)
    petra.command("/mentoring-admin", "roles")
    roles_view = petra.wait_for_modal(ids.Governance.ROLES_VIEW)
    assert "nobody is in line yet" in words_in(roles_view)
    petra.press(roles_view, ids.Governance.LINE)
    form = petra.wait_for_modal(ids.Governance.LINE_VIEW)
    guest = {"line": {"field.value": {"selected_users": [cast.GUEST.slack_user]}}}
    assert "guest" in petra.submit(form, guest)["errors"]["line"]
    line = {"line": {"field.value": {"selected_users": [cast.MENTOR.slack_user]}}}
    assert petra.submit(form, line)["result"] == "closed"
    petra.wait_for(lambda: f"<@{cast.MENTOR.slack_user}>" in words_in(petra.modal() or {}))

    with town.stage.desk.open_work_in(town.stage.workspace_id) as work:
        people.keep(work, [replace(cast.PROGRAM_MANAGER, deactivated=True)])
    town.house.clockwork.settle()
    martin = town.person(cast.MENTOR)
    martin.wait_for_message(lambda one: f"program manager of {program.name}" in one["text"])
