"""The long work of a release: its mentors are asked some at a time, then the next best ones."""

from program.task import Task
from services import release_carrying
from services.desk import Desk
from services.release_carrying import Course
from services.release_turns import CARRY
from services.tasks import Progress, TaskKind

AT_ONCE = 5
"""Mentors asked in one transaction: well under the time that a write lock may be held."""


def carry() -> TaskKind:
    """Ask every mentor of a release who was not asked yet; killed and begun again, it goes on."""

    def run(desk: Desk, task: Task, progress: Progress) -> None:
        carry_out(desk, task.workspace_id, task.ids["release"], progress)

    return TaskKind(CARRY, run)


def carry_out(
    desk: Desk, workspace_id: str, release_id: str, progress: Progress, at_once: int = AT_ONCE
) -> None:
    """The same for one release: what was drafted first, then whoever needs somebody else."""
    with desk.open_look_in(workspace_id) as look:
        left = release_carrying.course(look, release_id)
    _ask_drafted(desk, workspace_id, left, progress, at_once)
    with desk.open_look_in(workspace_id) as look:
        left = release_carrying.course(look, release_id)
    _ask_next(desk, workspace_id, left, progress, at_once)
    with desk.open_work_in(workspace_id) as work:
        release_carrying.finish(work, release_id)


def _ask_drafted(
    desk: Desk, workspace_id: str, left: Course, progress: Progress, at_once: int
) -> None:
    for start in range(0, len(left.drafted), at_once):
        some = left.drafted[start : start + at_once]
        reasons = {
            one.mentee: left.advice.reasons(one.mentee, one.mentor) for one in some if one.mentor
        }
        with desk.open_work_in(workspace_id) as work:
            release_carrying.ask_drafted(work, left.release.id, some, reasons)
        progress(start + len(some), len(left.drafted))


def _ask_next(
    desk: Desk, workspace_id: str, left: Course, progress: Progress, at_once: int
) -> None:
    wanted = release_carrying.next_of(left)
    for start in range(0, len(wanted), at_once):
        some = wanted[start : start + at_once]
        with desk.open_work_in(workspace_id) as work:
            release_carrying.ask_next(work, left.release.id, some, left.advice)
        progress(start + len(some), len(wanted))
