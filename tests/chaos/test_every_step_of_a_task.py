"""Killed at every step of a task: taken up again, written once, told once."""

from bot import roster_tasks
from program.roster_import import ImportState
from program.task import TaskState
from services import roster_applying, roster_import
from tests.chaos.town import Town
from tests.kit.cast import PROGRAM_MANAGER
from tests.kit.rosters import PEOPLE, csv_of, roster_of
from tests.kit.trail import audit_entries

MOST_STEPS = 60


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


def test_an_import_is_written_and_told_once_wherever_its_worker_is_killed(town: Town) -> None:
    imports: list[str] = []
    for step in range(1, MOST_STEPS):
        imports.append(ask_to_apply(town, colleagues=step))
        how, steps = town.live(at_step=step)
        town.settle()
        assert state_of(town, imports[-1]) is ImportState.IMPORTED
        assert len(roster_of(town.stage)) == len(PEOPLE) + step
        if how == "ended":
            break

    assert steps.count("before a commit") >= 6, "claimed, written, told how far twice, followed up"
    told = [one for one in town.read(PROGRAM_MANAGER) if one["text"].startswith("Imported:")]
    assert len(told) == len(imports)
    entries = [one.entry for one in audit_entries(town.stage)]
    assert entries.count("rosters.imported") == len(imports)
    assert set(town.tasks().values()) == {TaskState.DONE}
    assert town.broken_chains() == []
