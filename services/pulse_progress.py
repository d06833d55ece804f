"""How many have answered an open survey: counted once a day at a fixed hour, told in tens."""

from program.hours import local_day
from program.permissions import Act, Subject, require
from program.pulse.rounding import share
from program.pulse.survey import SMALLEST_GROUP, Survey, SurveyState
from services.desk import Work
from store.pulse import audience, surveys


def count(work: Work, survey: Survey) -> None:
    """Count once for this day of the program. Raises Refusal `permissions.*`.

    Fewer than five are not told apart. Nothing else is written down, and nobody is told: it stands
    where the program team looks.
    """
    require(work.actor, Act.PULSE_RUN, Subject(program_id=survey.program_id))
    today = local_day(work.now, survey.policy.zone)
    over = survey.state is not SurveyState.OPEN or work.now >= survey.closes_at
    if over or (survey.progress_on is not None and survey.progress_on >= today):
        return
    answered = audience.marked(work.session, survey.id)
    enough = answered >= max(survey.policy.k, SMALLEST_GROUP)
    told = share(answered, survey.policy.invited) if enough else None
    surveys.set_progress(work.session, survey.id, told, today)
