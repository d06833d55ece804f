"""A close that is moved out: later, and never earlier."""

from dataclasses import replace
from datetime import date

from program.hours import ONE_DAY
from program.pulse.opening_rules import closes_at
from program.pulse.plan import MOST_DAYS_OPEN
from program.pulse.survey import Survey, SurveyState
from program.refusal import Refusal
from services import governance, pulse_invited, pulse_reminding, pulse_rules
from services.desk import Work
from store.pulse import surveys


def extend(work: Work, survey_id: str, day: date | None) -> Survey:
    """Let an open survey close on a later day. The day it has already is quiet.

    Raises Refusal `pulse.no_survey`, `pulse.not_open`, and under `closes` `pulse.no_day`,
    `pulse.only_later` (facts: closes), `pulse.too_long_open` (days).
    """
    survey = surveys.by_id(work.session, survey_id)
    if survey is None:
        raise Refusal("pulse.no_survey")
    pulse_rules.require_composing(work, survey.program_id)
    if survey.state is not SurveyState.OPEN or survey.closes_at <= work.now:
        raise Refusal("pulse.not_open")
    if day is None:
        raise Refusal("pulse.no_day", field="closes")
    closes = closes_at(day, survey.policy.zone)
    if closes == survey.closes_at:
        return survey
    if closes < survey.closes_at:
        raise Refusal("pulse.only_later", field="closes", closes=survey.closes_at)
    if day > survey.policy.opens_on + MOST_DAYS_OPEN * ONE_DAY:
        raise Refusal("pulse.too_long_open", field="closes", days=MOST_DAYS_OPEN)
    surveys.extend(work.session, survey_id, closes)
    pulse_reminding.plan_anew(work, survey_id, closes)
    work.note("pulse.extended", about=f"pulse:{survey_id}")
    work.retouch(f"pulse:{survey_id}")
    work.refresh_home(*pulse_invited.invited_once(work, survey_id))
    managers = governance.program_managers(work, survey.program_id)
    work.refresh_home(*(one.id for one in managers))
    return replace(survey, closes_at=closes)
