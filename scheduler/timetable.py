"""The timetable: a short, fixed table of what is called when; what is due lives in our tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

Job = Callable[[], object]


@dataclass(frozen=True)
class Entry:
    """One line of the table: a job by its name, every so often or daily at a time in UTC."""

    job: str
    when: timedelta | time


PLAN = "plan"
"""Tells the planner to look; its tick is the one readiness watches."""

TIMETABLE: Sequence[Entry] = (
    Entry(PLAN, timedelta(minutes=1)),
    Entry("anchor", time(0, 10)),
    Entry("sweep", time(2, 30)),
    Entry("tokens", timedelta(minutes=10)),
    Entry("pulses", timedelta(hours=1)),
    Entry("untold", timedelta(hours=1)),
)
"""Plan every minute; anchor the audit log and look at everyone Slack lists once a day.

Every ten minutes tokens are renewed that expire soon. Every hour what was begun of a pulse's close
is finished, and shares of keys are destroyed that should be gone; and what got in the way of
answering pulses is told, whenever it was."""

_MAY_BE_LATE = 3600
"""Seconds: a tick that a sleeping machine missed is made up for once, if it is not older."""


class Timetable:
    """Calls the jobs on a thread of its own, in real time. Nothing in it survives the process."""

    def __init__(
        self,
        jobs: Mapping[str, Job],
        entries: Sequence[Entry] = TIMETABLE,
        finish_up: Callable[[], None] = lambda: None,
    ) -> None:
        """Raises ValueError when the table and the jobs do not name the same things."""
        if set(jobs) != {entry.job for entry in entries}:
            raise ValueError("the timetable and its jobs differ")
        self._finish_up = finish_up
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": _MAY_BE_LATE,
            },
        )
        for entry in entries:
            self._scheduler.add_job(jobs[entry.job], _trigger(entry.when), id=entry.job)

    def start(self) -> None:
        """Begin to call the jobs."""
        self._scheduler.start()

    def stop(self) -> None:
        """Ask the running jobs to end soon, wait for them, and call no more."""
        self._finish_up()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)


def _trigger(when: timedelta | time) -> BaseTrigger:
    if isinstance(when, timedelta):
        return IntervalTrigger(seconds=int(when.total_seconds()), timezone="UTC")
    return CronTrigger(hour=when.hour, minute=when.minute, timezone="UTC")
