"""The clock of surveys: what happens to an open one at its planned moments, and when it closes."""

from datetime import datetime

from program.hours import ONE_DAY, local_day
from program.permissions import Act, require
from program.pulse import moments
from program.pulse.survey import Survey
from services import pulse_closing, pulse_progress, pulse_reminding
from services.desk import Look, Work
from store.pulse import clocking, closing, surveys

A_ROUND = 5
"""Surveys in one transaction."""


def next_close(look: Look) -> datetime | None:
    """The earliest moment at which an open survey closes."""
    require(look.actor, Act.PULSE_RUN)
    return closing.next_close(look.session)


def close(work: Work) -> None:
    """Take no more votes where the time has come, and have what was answered counted."""
    require(work.actor, Act.PULSE_RUN)
    for survey_id in closing.due(work.session, A_ROUND):
        pulse_closing.begin(work, survey_id)


def next_due(look: Look) -> datetime | None:
    """The earliest planned moment of an open survey: its daily count, or its reminder."""
    require(look.actor, Act.PULSE_RUN)
    return clocking.next_look(look.session)


def run(work: Work) -> None:
    """Count what is due to be counted, remind where that is due, and plan the next moment."""
    require(work.actor, Act.PULSE_RUN)
    for survey in clocking.due(work.session, A_ROUND):
        if work.now < survey.closes_at:
            _at_its_moment(work, survey)
        _plan_next(work, survey)


def put_right(work: Work) -> None:
    """After the clock was set back: plan anew what waits for a moment of the wrong one."""
    require(work.actor, Act.PULSE_RUN)
    for survey in clocking.later_than(work.session, work.now + 2 * ONE_DAY):
        _plan_next(work, survey)


def _at_its_moment(work: Work, survey: Survey) -> None:
    remind_at = surveys.remind_at(work.session, survey.id)
    if remind_at is not None and remind_at <= work.now:
        pulse_reminding.remind(work, survey)
        surveys.set_reminded(work.session, survey.id)
    if survey.progress_on != local_day(work.now, survey.policy.zone):
        pulse_progress.count(work, survey)


def _plan_next(work: Work, survey: Survey) -> None:
    """None once it is to close: that is looked for by itself."""
    at = moments.next_look(
        work.now,
        closes_at=survey.closes_at,
        remind_at=surveys.remind_at(work.session, survey.id),
        reminded=False,
        zone=survey.policy.zone,
    )
    surveys.set_look_at(work.session, survey.id, at if at > work.now else None)
