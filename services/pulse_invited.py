"""Who was invited to a survey, also after its close: told by the invitations, not by the survey."""

from program.permissions import Act, Subject, require
from services.desk import Look
from store.pulse import invitations, surveys

INVITATION = "pulse.invitation"
REMINDER = "pulse.reminder"
"""The kinds of messages before the close."""


def invited_once(look: Look, survey_id: str) -> frozenset[str]:
    """The person ids of everyone invited to a survey of this workspace; nobody to an unknown one.

    Whoever was erased since is missing. Raises Refusal `permissions.*`.
    """
    survey = surveys.by_id(look.session, survey_id)
    if survey is None:
        require(look.actor, Act.PULSE_OVERSEE)
        return frozenset()
    require(look.actor, Act.PULSE_OVERSEE, Subject(program_id=survey.program_id))
    return invitations.recipients(look.session, INVITATION, survey_id)
