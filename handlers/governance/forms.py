"""What the forms of governance say, read from Slack's state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers import state
from program.actor import Role
from program.refusal import Refusal, Trouble

ALL = "*"
"""The option that means every program."""


@dataclass(frozen=True)
class RoleForm:
    """A role to be given."""

    slack_user: str
    role: Role
    program_id: str | None


def role_form(view: Mapping[str, Any]) -> RoleForm:
    """Read the roles form. Raises Refusal under each field where nothing was chosen."""
    person = state.account(view, "person")
    role = state.chosen(view, "role")
    program = state.chosen(view, "program")
    if person is None or role is None or program is None:
        given = {"person": person, "role": role, "program": program}
        missing = [field for field, value in given.items() if value is None]
        raise Refusal.of(Trouble(f"governance.{field}_missing", field) for field in missing)
    return RoleForm(person, Role(role), None if program == ALL else program)


def code_form(view: Mapping[str, Any]) -> str:
    """Read the code as typed."""
    return state.line(view, "code")


def line_form(view: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The program, and the accounts in line for it, in the order they were chosen."""
    return state.ids_of(view).get("program", ""), state.accounts(view, "line")
