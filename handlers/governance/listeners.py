"""Roles given and ended, and the operator's code claimed."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.feature import Block, HomeButton, Opening, View, Way, unpack
from handlers.governance import forms, views, words
from handlers.ids import Governance
from handlers.notice import notice
from handlers.replacing import show_anew
from program.governance import Claim, RoleGiven
from program.permissions import Act, Subject, may, may_somewhere, require
from program.refusal import Refusal
from services import governance, request_watch, succession
from services.desk import Desk, Look


def open_roles(desk: Desk, opening: Opening) -> None:
    """Who holds which role, and the form to give one."""
    with desk.open_look(opening.caller) as look:
        view = _roles(look)
    opening.show(view)


def open_line(desk: Desk, opening: Opening) -> None:
    """Who follows in a program, to be changed."""
    program_id = opening.ids.get("program", "")
    with desk.open_look(opening.caller) as look:
        staffed = {one.id: one for one in governance.programs_to_staff(look)}
        require(look.actor, Act.GOVERNANCE_SET_LINE, Subject(program_id=program_id))
        if program_id not in staffed:
            raise Refusal("governance.program_missing")
        line = succession.line_of(look, program_id)
    opening.show(views.line_form(staffed[program_id], line))


def open_claim(_: Desk, opening: Opening) -> None:
    """The form for the one-time code, filled in; typing it claims nothing."""
    opening.show(views.claim(opening.words))


def roles_part(look: Look) -> list[Block]:
    """Who answers for what, in numbers; for whoever may give some of it."""
    if not may_somewhere(look.actor, Act.GOVERNANCE_GRANT):
        return []
    return views.roles_line(governance.roles_given(look))


def home_buttons(look: Look) -> list[HomeButton]:
    """The way to the roles."""
    if not may_somewhere(look.actor, Act.GOVERNANCE_GRANT):
        return []
    return [HomeButton(words.ROLES_TITLE, Governance.ROLES, Way.SETTING)]


def _roles(look: Look) -> View:
    given = governance.roles_given(look)
    programs = governance.programs_to_staff(look)
    return views.roles(
        given,
        programs,
        everywhere=may(look.actor, Act.GOVERNANCE_GRANT, Subject()),
        endable={one.id for one in given if _may_end(look, one)},
        lines={one.id: succession.line_of(look, one.id) for one in programs[: views.MOST_LINES]},
    )


def _may_end(look: Look, given: RoleGiven) -> bool:
    return may(look.actor, Act.GOVERNANCE_END, Subject(program_id=given.program_id))


def register(app: App, desk: Desk) -> None:
    """Listen to the roles form, the ending of a role, and the claim."""

    def give(ack: Callable[..., Any], view: dict[str, Any], context: BoltContext) -> None:
        form = forms.role_form(view)
        desk.meet(context["caller"], form.slack_user)
        with desk.open_work(context["caller"]) as work:
            governance.give_role(
                work, slack_user=form.slack_user, role=form.role, program_id=form.program_id
            )
        ack()

    def end(
        ack: Callable[..., Any], body: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        role_id = unpack(body["actions"][0].get("value")).get("role", "")
        with desk.open_work(context["caller"]) as work:
            left = governance.end_role(work, role_id)
            if left is not None:
                request_watch.go_on_without(work, left.id)
            view = _roles(work)
        client.views_update(view_id=body["view"]["id"], view=view)
        ack()

    def set_line(
        ack: Callable[..., Any], view: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        program_id, line = forms.line_form(view)
        for account in line:
            desk.meet(context["caller"], account)
        with desk.open_work(context["caller"]) as work:
            succession.set_line(work, program_id, line)
            shown = _roles(work)
        ack()
        if view.get("previous_view_id"):
            show_anew(client, view["previous_view_id"], shown)

    def claim(ack: Callable[..., Any], view: dict[str, Any], context: BoltContext) -> None:
        typed = forms.code_form(view)
        with desk.open_work(context["caller"]) as work:
            outcome = governance.claim_code(work, typed)
        if outcome is not Claim.GRANTED:
            # Only now: the wrong try is counted, which a refusal inside would have undone.
            raise Refusal(f"governance.code_{outcome}", field="code")
        ack(response_action="update", view=notice(words.CLAIMED, title=words.CLAIM_TITLE))

    app.view(Governance.ROLES_VIEW)(give)
    app.action(Governance.ROLE_END)(end)
    app.view(Governance.LINE_VIEW)(set_line)
    app.view(Governance.CLAIM_VIEW)(claim)
