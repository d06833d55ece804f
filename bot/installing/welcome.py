"""Right after an installation: everyone is looked at, whoever installed is told how to begin."""

from collections.abc import Callable

from bot.installing.flow import Welcome
from services import governance, people
from services.desk import Caller, Desk
from store.installations import Installation
from store.workspaces import Workspace


def welcome(desk: Desk, wake: Callable[[str], None]) -> Welcome:
    """Answers whether somebody answers for the workspace's programs already.

    `wake` ends the rest that this process gave a workspace (its id) whose token was refused.
    """

    def say(workspace: Workspace, made: Installation, is_new: bool) -> bool:
        wake(workspace.id)
        who = made.installed_by if is_new else None
        if who is not None:
            desk.meet(Caller(workspace.team_id, who, workspace.enterprise_id), who)
        with desk.open_work_in(workspace.id) as work:
            people.look_at_everyone(work, because=f"installed:{made.installed_at.isoformat()}")
            if who is not None:
                people.welcome(work, who, installed_at=made.installed_at)
            return bool(governance.program_managers(work))

    return say
