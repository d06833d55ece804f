"""Killed at every step of a task: taken up again, written once, told once."""

from program.roster_import import ImportState
from program.task import TaskState
from tests.chaos.orders import FROM_A_MESSAGE
from tests.chaos.rosters import ask_to_apply, state_of
from tests.chaos.town import Town
from tests.kit.cast import PROGRAM_MANAGER
from tests.kit.rosters import PEOPLE, roster_of
from tests.kit.trail import audit_entries

MOST_STEPS = 60


def test_an_import_is_written_and_told_once_wherever_its_worker_is_killed(town: Town) -> None:
    # Between two commits a task calls nobody: what the world knows of it changes with each commit.
    steps_of_it = {"only": "after a commit", "counted_from": FROM_A_MESSAGE}
    imports: list[str] = []
    for step in range(1, MOST_STEPS):
        imports.append(ask_to_apply(town, colleagues=step))
        how, steps = town.live(at_step=step, **steps_of_it)
        town.settle()
        assert state_of(town, imports[-1]) is ImportState.IMPORTED
        assert len(roster_of(town.stage)) == len(PEOPLE) + step
        if how == "ended":
            break

    assert len(steps) >= 6, "claimed, written, told how far twice, followed up"
    told = [one for one in town.read(PROGRAM_MANAGER) if one["text"].startswith("Imported:")]
    assert len(told) == len(imports)
    entries = [one.entry for one in audit_entries(town.stage)]
    assert entries.count("rosters.imported") == len(imports)
    assert set(town.tasks().values()) == {TaskState.DONE}
    assert town.broken_chains() == []
