"""The pulse beside other things: what Home and the weekly digests say of it, and for how long."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from program.hours import local_day
from program.permissions import Act, Subject, may
from program.pulse.survey import Survey, SurveyState
from services import pulse_readers, pulse_results
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
    recent = surveys.recent(look.session, look.now - ON_HOME)
    return Pulses(
        under_way=tuple(one for one in recent if _is_overseen(look, one)),
        results=tuple(
            pulse_results.read(look, one.id)
            for one in reversed(recent)
            if one.state is SurveyState.CLOSED and pulse_readers.may_read(look, one)
        ),
    )


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


def _is_overseen(look: Look, survey: Survey) -> bool:
    """Whether it is open, or being counted, and the actor oversees it."""
    return survey.state in (SurveyState.OPEN, SurveyState.CLOSING) and may(
        look.actor, Act.PULSE_OVERSEE, Subject(program_id=survey.program_id)
    )
