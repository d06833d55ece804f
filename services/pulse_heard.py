"""What was heard in a pulse and what will be done: said once, to everyone who was invited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from program.delivery import DeliveryClass
from program.permissions import Act, Subject, require
from program.person import Person
from program.pulse.heard import FIELDS, Heard, Said, check
from program.pulse.survey import Survey, SurveyState
from program.refusal import Refusal
from services import drafts, people, pulse_invited
from services.desk import Look, Work
from store.pulse import heard as kept
from store.pulse import surveys

HEARD = "pulse.heard"
TASK = "pulse.heard_out"
"""Sends it: a program may have thousands of people, and who presses waits for nobody."""
A_BATCH = 200
"""Messages queued in one transaction."""
ARRIVES_WITHIN = timedelta(days=21)
_DRAFT = "pulse.heard"


@dataclass(frozen=True)
class Composing:
    """What a program manager sees while composing."""

    survey: Survey
    entered: Heard
    """As put aside, else as said; empty at first."""
    said: Said | None
    """What everyone has been told."""
    said_by: Person | None
    invited: int
    """How many of those invited it goes to."""


def composing(look: Look, survey_id: str) -> Composing:
    """The form. Raises Refusal `pulse.no_result`, `pulse.not_closed`, `permissions.*`."""
    survey = _closed(look, survey_id)
    said = kept.of_survey(look.session, survey.id)
    draft = drafts.find(look, _key(survey)) or {}
    entered = Heard(*(str(draft.get(one, "")) for one in FIELDS))
    return Composing(
        survey=survey,
        entered=entered if draft else (said.heard if said else entered),
        said=said,
        said_by=people.named(look, [said.by]).get(said.by) if said else None,
        invited=len(_recipients(look, survey)),
    )


def preview(work: Work, survey_id: str, heard: Heard) -> Composing:
    """Put the words aside and show what will be sent. Raises as above, or under the fields."""
    survey = _closed(work, survey_id)
    troubles = check(heard)
    if troubles:
        raise Refusal.of(troubles)
    drafts.keep(work, _key(survey), {"heard": heard.heard, "will": heard.will})
    return composing(work, survey_id)


def say(work: Work, survey_id: str, heard: Heard, *, seen: datetime | None = None) -> Said:
    """Tell everyone who was invited, once; said before, correct it where it stands.

    `seen`: of a correction, the moment of what is corrected. The same words again are quiet.
    Raises Refusal under the fields, `pulse.no_result`, `pulse.not_closed`, `permissions.*`, or
    `pulse.heard_meanwhile` where somebody else said or corrected something meanwhile.
    """
    survey = _closed(work, survey_id)
    troubles = check(heard)
    if troubles:
        raise Refusal.of(troubles)
    said = kept.of_survey(work.session, survey.id)
    if said is None or said.heard != heard:
        _keep(work, survey, heard, seen)
        said = kept.of_survey(work.session, survey.id)
    assert said is not None  # noqa: S101 - it was said a moment ago
    drafts.drop(work, _key(survey))
    return said


def send_some(work: Work, survey_id: str, after: str = "") -> str | None:
    """Send what was said to the next so many of those invited, in the order of their ids.

    Answers behind whom the rest goes on; None once all have it. Sent again it is quiet.
    """
    require(work.actor, Act.PULSE_RUN)
    survey = surveys.by_id(work.session, survey_id)
    if survey is None or kept.of_survey(work.session, survey_id) is None:
        return None
    to = sorted(one for one in _recipients(work, survey) if one > after)
    for person_id in to[:A_BATCH]:
        work.send(
            HEARD,
            to=person_id,
            about={"pulse_heard": survey.id},
            cls=DeliveryClass.LIGHT,
            key=f"{HEARD}:{survey.id}:{person_id}",
            expires_at=work.now + ARRIVES_WITHIN,
        )
    return to[A_BATCH - 1] if len(to) > A_BATCH else None


def _keep(work: Work, survey: Survey, heard: Heard, seen: datetime | None) -> None:
    if seen is not None:
        if not kept.correct(work.session, survey.id, heard, by=work.me, seen=seen):
            raise _meanwhile(work, survey)
        work.note("pulse.heard_corrected", about=f"pulse:{survey.id}")
        work.retouch(f"pulse_heard:{survey.id}")
        return
    if not kept.say(work.session, survey.id, heard, by=work.me):
        raise _meanwhile(work, survey)
    work.note("pulse.heard_said", about=f"pulse:{survey.id}")
    work.start_task(TASK, ids={"survey": survey.id}, key=f"{TASK}:{survey.id}")


def _meanwhile(look: Look, survey: Survey) -> Refusal:
    said = kept.of_survey(look.session, survey.id)
    known: Mapping[str, Person] = people.named(look, [said.by]) if said else {}
    name = next((one.name for one in known.values()), "Somebody else")
    return Refusal("pulse.heard_meanwhile", name=name)


def _closed(look: Look, survey_id: str) -> Survey:
    survey = surveys.by_id(look.session, survey_id)
    if survey is None:
        raise Refusal("pulse.no_result")
    require(look.actor, Act.PULSE_SAY_HEARD, Subject(program_id=survey.program_id))
    if survey.state is not SurveyState.CLOSED:
        raise Refusal("pulse.not_closed", closes=survey.closes_at, zone=look.actor.zone)
    return survey


def _recipients(look: Look, survey: Survey) -> frozenset[str]:
    return pulse_invited.invited_once(look.by_the_house(), survey.id)


def _key(survey: Survey) -> str:
    return f"{_DRAFT}:{survey.id}"
