"""Rosters that were read and said yes to: long work that waits."""

from bot import roster_tasks
from program.roster_import import ImportState
from services import roster_applying, roster_import
from tests.chaos.town import Town
from tests.kit.cast import PROGRAM_MANAGER
from tests.kit.rosters import PEOPLE, csv_of


def ask_to_apply(town: Town, colleagues: int) -> str:
    """A roster of so many colleagues was read, and somebody said yes to it; answers its id."""
    more = [(f"Clerk {n}", f"9{n:03}", "", "Clerk", "Tech", "Lyon", "") for n in range(colleagues)]
    desk, workspace_id = town.stage.desk, town.stage.workspace_id
    petra = town.stage.caller(PROGRAM_MANAGER)
    with desk.open_work(petra) as work:
        import_id = roster_import.ask(work, slack_file="F0ROSTER").id
    content = csv_of(*PEOPLE, *more)
    roster_tasks.check_one(desk, workspace_id, import_id, "people.csv", content)
    with desk.open_work(petra) as work:
        roster_applying.ask_to_apply(work, import_id)
    return import_id


def state_of(town: Town, import_id: str) -> ImportState:
    with town.stage.desk.open_look_in(town.stage.workspace_id) as look:
        return roster_import.of_id(look, import_id).state
