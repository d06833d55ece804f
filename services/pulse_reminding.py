"""The one reminder of an open survey: made for everyone invited, sent to whoever has not answered.

A row for those alone who have not answered would tell who has. So at a planned hour everyone gets
one, in an order drawn by lot; whether there is anything to say is asked when it would be sent, and
either way the row ends the same (`program.delivery.UNTRACED`) and is deleted the next night.
"""

import secrets
from datetime import datetime

from program.delivery import DeliveryClass
from program.hours import ONE_DAY
from program.permissions import Act, Subject, require
from program.pulse import moments
from program.pulse.survey import Survey, SurveyState
from services.desk import Work
from services.pulse_invited import REMINDER
from store.pulse import audience, invitations, surveys


def remind(work: Work, survey: Survey) -> None:
    """Queue the reminder of an open survey, once. Raises Refusal `permissions.*`."""
    require(work.actor, Act.PULSE_RUN, Subject(program_id=survey.program_id))
    if survey.state is not SurveyState.OPEN or work.now >= survey.closes_at:
        return
    if surveys.remind_at(work.session, survey.id) is None:
        return
    for person_id in audience.invited(work.session, survey.id):
        work.send(
            REMINDER,
            to=person_id,
            about={},
            cls=DeliveryClass.STEADY,
            key=f"{REMINDER}:{secrets.token_hex(16)}",
            expires_at=survey.closes_at,
        )
    surveys.set_reminded(work.session, survey.id)


def plan_anew(work: Work, survey_id: str, closes_at: datetime) -> None:
    """A close was moved out: the reminder goes with it, unless it was made.

    Raises Refusal `permissions.*`.
    """
    survey = surveys.by_id(work.session, survey_id)
    if survey is None:
        return
    require(work.actor, Act.PULSE_COMPOSE, Subject(program_id=survey.program_id))
    at = moments.reminder(work.now - ONE_DAY, closes_at, survey.policy.zone)
    if at is not None:
        invitations.plan_reminder(work.session, survey_id, at)
