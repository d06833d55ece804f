"""Who is acting: their standing in the workspace and the roles they hold, program by program."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A part somebody plays in a mentoring program."""

    PROGRAM_MANAGER = "program_manager"
    LIAISON = "liaison"
    SPONSOR = "sponsor"
    MENTOR = "mentor"
    MENTEE = "mentee"


PROGRAM_TEAM = frozenset({Role.PROGRAM_MANAGER, Role.LIAISON})


class Standing(StrEnum):
    """What kind of account somebody has, before any role is asked for."""

    MEMBER = "member"
    GUEST = "guest"
    OUTSIDER = "outsider"
    """Somebody of another organisation who shares a channel with this one."""
    UNKNOWN = "unknown"
    """Slack could not say who this is, or the account is closed."""
    SYSTEM = "system"
    """The clock, a task or a command: nobody's hand."""


@dataclass(frozen=True)
class RoleHeld:
    """A role in one program, or in every program of the workspace where `program_id` is None."""

    role: Role
    program_id: str | None = None


@dataclass(frozen=True)
class Actor:
    """Whoever asks for something, as the permission table sees them."""

    workspace_id: str
    person_id: str | None
    slack_user: str | None
    standing: Standing
    roles: frozenset[RoleHeld] = frozenset()
    zone: str = "UTC"

    def holds(self, role: Role, program_id: str | None) -> bool:
        """Does the actor hold the role in this program (None: for the whole workspace)?"""
        everywhere = RoleHeld(role, None)
        return everywhere in self.roles or RoleHeld(role, program_id) in self.roles

    @classmethod
    def system(cls, workspace_id: str) -> "Actor":
        """The clock, a task or the command line acting in a workspace."""
        return cls(workspace_id, None, None, Standing.SYSTEM)
