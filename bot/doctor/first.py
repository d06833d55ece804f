"""The first program manager: named by the settings, by a one-time code, or already there."""

from bot.doctor.check import Check, fine, look
from bot.settings import Settings
from program.clock import Clock
from services import governance
from services.desk import Desk
from store.store import Store
from store.workspaces import Workspace

NAME = "program manager"


def without_program_manager(desk: Desk) -> list[Workspace]:
    """The workspaces that nobody answers for yet."""
    found = []
    for workspace in desk.workspaces():
        with desk.open_look_in(workspace.id) as seen:
            if not governance.program_managers(seen):
                found.append(workspace)
    return found


def first_program_manager(
    store: Store, settings: Settings, clock: Clock, team: str | None = None
) -> tuple[Check, str | None]:
    """Whether somebody answers for every workspace; a new one-time code for one where nobody does.

    `team` is Slack's id of the workspace the code is for; without it, the first that needs one.
    """
    desk = Desk(store, clock)
    if not desk.workspaces():
        do = "Start `baton run` once; then the doctor can give you a one-time code."
        if settings.installs_by_link:
            do = "Install it by its link; then the doctor can give you a one-time code."
        return look(NAME, "The bot has not been in a workspace yet.", do), None
    without = without_program_manager(desk)
    if not without:
        return fine(NAME, "Every workspace has a program manager."), None
    wanted = [one for one in without if team in (None, one.team_id)]
    if not wanted:
        do = "Without --workspace the code is for the first that needs one."
        return look(NAME, f"{team} needs no one-time code, or is not served here.", do), None
    with desk.open_work_in(wanted[0].id) as work:
        code, _ = governance.issue_code(work)
    sentence = f"{wanted[0].name} has no program manager yet{_others(without)}."
    if settings.baton_program_managers:
        do = "Those in BATON_PROGRAM_MANAGERS become it when the bot starts; or use the code below."
    else:
        do = "Become it with the one-time code below."
    return look(NAME, sentence, do), code


def _others(without: list[Workspace]) -> str:
    """The other workspaces that need one, by the word that --workspace takes."""
    if len(without) < 2:
        return ""
    teams = ", ".join(sorted(one.team_id for one in without))
    return f"; the same is true of others ({teams})"
