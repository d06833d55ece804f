"""The close of a survey as the house does it: begun by the clock, and told once it has ended."""

from datetime import datetime, timedelta

from program.permissions import Act, require
from program.pulse.survey import Survey, SurveyState
from services import governance, pulse_invited, pulse_results
from services.desk import Look, Work
from store.pulse import closing, surveys

KIND = "pulse.close"
A_ROUND = 5
"""Surveys in one transaction."""
NEWS_FOR = timedelta(days=30)
"""After its close; later nobody is written to about it any more."""
_NOTED = {SurveyState.CLOSED: "pulse.closed", SurveyState.VOID: "pulse.voided"}


def begin(work: Work, survey_id: str) -> bool:
    """Take no more votes, if its time has come, and have it counted. Is it closing now?"""
    require(work.actor, Act.PULSE_RUN)
    is_closing = closing.begin(work.session, survey_id)
    if is_closing:
        work.start_task(KIND, ids={"survey": survey_id}, key=f"{KIND}:{survey_id}")
    return is_closing


def next_told(look: Look) -> datetime | None:
    """Now, where a survey has ended and nobody was told yet, whatever the clock said meanwhile."""
    require(look.actor, Act.PULSE_RUN)
    return look.now if closing.untold(look.session, 1) else None


def tell(work: Work) -> None:
    """Tell of every survey that has ended."""
    require(work.actor, Act.PULSE_RUN)
    for survey_id in closing.untold(work.session, A_ROUND):
        told(work, survey_id)


def told(work: Work, survey_id: str) -> None:
    """Tell everyone concerned that a survey has ended, with a result or void. Once: again is quiet.

    Its invitations say so, too. Who was invited is read from these: its own list is gone. What
    ended long ago, as in a workspace that comes back, is no news.
    """
    require(work.actor, Act.PULSE_RUN)
    if not closing.note_told(work.session, survey_id):
        return
    survey = _readable(work, survey_id)
    if survey is None or work.now > survey.closes_at + NEWS_FOR:
        return
    work.note(_NOTED[survey.state], about=f"pulse:{survey_id}")
    work.retouch(f"pulse:{survey_id}")
    pulse_results.tell(work, survey)
    work.refresh_home(*sorted(_team(work, survey) | pulse_invited.invited_once(work, survey_id)))


def _readable(work: Work, survey_id: str) -> Survey | None:
    """None where its rules were spoilt by hand: it is void, and nobody can say of what it was."""
    try:
        return surveys.by_id(work.session, survey_id)
    except ValueError:
        return None


def _team(work: Work, survey: Survey) -> set[str]:
    """Whoever may have a line about it on Home without having been asked."""
    holders = (governance.program_managers, governance.liaisons, governance.sponsors)
    return {one.id for held_by in holders for one in held_by(work, survey.program_id)}
