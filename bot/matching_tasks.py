"""The long work of the matching: the best pairs of a cohort are found and kept as a draft."""

from program.task import Task
from services import matching_runs
from services.desk import Desk, Work
from services.matching_running import carry_out
from services.tasks import Progress, TaskKind


def run() -> TaskKind:
    """Find the pairs of a draft; whoever asked hears of it, also if nothing comes of it."""

    def find(desk: Desk, task: Task, progress: Progress) -> None:
        carry_out(desk, task.workspace_id, task.ids["draft"], progress)

    return TaskKind(matching_runs.KIND, find, _gave_up)


def _gave_up(work: Work, task: Task) -> None:
    matching_runs.give_up(work, task.ids["draft"], "not_found")
