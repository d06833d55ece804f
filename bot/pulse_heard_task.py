"""Sends what was heard in a pulse to everyone who was invited, a batch at a time."""

from program.task import Task
from services import pulse_heard
from services.desk import Desk
from services.tasks import Progress, TaskKind


def send_heard() -> TaskKind:
    """Each batch is a transaction of its own; run again, it sends nothing twice."""

    def run(desk: Desk, task: Task, progress: Progress) -> None:
        progress(0, 1)
        after: str | None = ""
        while after is not None:
            with desk.open_work_in(task.workspace_id) as work:
                after = pulse_heard.send_some(work, task.ids["survey"], after)
        progress(1, 1)

    return TaskKind(pulse_heard.TASK, run)
