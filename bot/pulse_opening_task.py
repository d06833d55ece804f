"""Opens a pulse planned for today as soon as that is saved; else the clock does it."""

from program.task import Task
from services import pulse_opening, pulse_plans
from services.desk import Desk
from services.tasks import Progress, TaskKind


def open_planned() -> TaskKind:
    """Invite everyone of a plan whose day has come; run again, it finds nothing to do."""

    def run(desk: Desk, task: Task, progress: Progress) -> None:
        progress(0, 1)
        with desk.open_work_in(task.workspace_id) as work:
            pulse_opening.open_due(work, task.ids["plan"])

    return TaskKind(pulse_plans.TASK, run)
