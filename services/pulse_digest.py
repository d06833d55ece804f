"""The pulse beside other things: what Home and the weekly digests say of it, and for how long."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from program.hours import local_day
from program.permissions import Act, Subject, may
from program.pulse.survey import Survey, SurveyState
from services import pulse_results
from services.desk import Look
from services.pulse_results import Result
from store.pulse import surveys

ON_HOME = timedelta(days=30)
"""How long after its close a result stands on Home."""
ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Pulses:
    """What a reader is told of pulses in passing."""

    under_way: tuple[Survey, ...] = ()
    """Open, or being counted; for the program team."""
    results: tuple[Result, ...] = field(default=(), repr=False)
    """Those that closed lately, the latest first."""


NO_PULSES = Pulses()


def on_home(look: Look) -> Pulses:
    """For the Home of the actor: what they oversee, and the results they may read."""
    return Pulses(_under_way(look), _closed(look, look.now - ON_HOME))


def of_week(look: Look, program_id: str | None, until: date) -> Pulses:
    """For a digest of a day: what closed in the seven days before it; of one program or of all."""
    found = on_home(look)
    zone = look.actor.zone
    lately = [
        one
        for one in found.results
        if until - ONE_WEEK <= local_day(one.survey.closes_at, zone) <= until
        and program_id in (None, one.survey.program_id)
    ]
    return Pulses(found.under_way, tuple(lately))


def _under_way(look: Look) -> tuple[Survey, ...]:
    return tuple(
        one
        for one in surveys.of_workspace(look.session)
        if one.state in (SurveyState.OPEN, SurveyState.CLOSING)
        and may(look.actor, Act.PULSE_OVERSEE, Subject(program_id=one.program_id))
    )


def _closed(look: Look, since: datetime) -> tuple[Result, ...]:
    return tuple(
        pulse_results.read(look, one.id)
        for one in pulse_results.readable(look)
        if one.closes_at >= since
    )
