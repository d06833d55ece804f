"""What came of a pulse: the one release for all who may read it, and who is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from program.delivery import DeliveryClass
from program.hours import local_day
from program.permissions import Act, Subject, may, require
from program.person import Person
from program.pulse import trend
from program.pulse.document import Document
from program.pulse.document import read as read_document
from program.pulse.heard import Said
from program.pulse.survey import Survey, SurveyState
from program.pulse.trend import Change
from program.refusal import Refusal
from services import governance, people, pulse_invited, pulse_readers
from services.desk import Look, Work
from services.pulse_readers import WIDTH
from store.pulse import heard, results, surveys

RESULT, VOID = "pulse.result", "pulse.void"
ARRIVES_WITHIN = timedelta(days=21)
"""Weekly budgets may hold the message back so long; the result stands on Home all the while."""
MOST_EARLIER = 3
MOST_LISTED = 60


@dataclass(frozen=True)
class Earlier:
    """An earlier pulse of the same people, beside this one."""

    closed_on: date
    changes: Mapping[str, Change]
    """By question id, of what both releases tell."""


@dataclass(frozen=True)
class Result:
    """What came of one survey, for whoever may read it."""

    survey: Survey
    document: Document | None = field(repr=False)
    """None: it was deleted unread."""
    earlier: tuple[Earlier, ...] = ()
    """The latest first."""
    heard: Said | None = None
    said_by: Person | None = None
    may_say: bool = False
    """Whether the reader may say what was heard."""

    @property
    def closed_on(self) -> date:
        """The day it closed, as its invitation counts days."""
        return local_day(self.survey.closes_at, self.survey.policy.zone)


def read(look: Look, survey_id: str) -> Result:
    """The release of a survey, with earlier ones beside it and what was said about it.

    Raises Refusal `pulse.no_result`, `permissions.*`, or `pulse.not_closed` before its end: then
    nobody reads anything.
    """
    survey = surveys.by_id(look.session, survey_id)
    if survey is None:
        raise Refusal("pulse.no_result")
    pulse_readers.require_read(look, survey)
    if survey.state not in (SurveyState.CLOSED, SurveyState.VOID):
        raise Refusal("pulse.not_closed", closes=survey.closes_at, zone=look.actor.zone)
    said = heard.of_survey(look.session, survey.id)
    document = _document(look, survey)
    return Result(
        survey=survey,
        document=document,
        earlier=_earlier(look, survey, document) if document else (),
        heard=said,
        said_by=people.named(look, [said.by]).get(said.by) if said else None,
        may_say=document is not None
        and may(look.actor, Act.PULSE_SAY_HEARD, Subject(program_id=survey.program_id)),
    )


def readable(look: Look) -> tuple[Survey, ...]:
    """The closed surveys whose release the actor may read, the latest first; at most sixty."""
    if not may(look.actor, Act.HOME_OPEN):
        return ()
    closed = [
        one
        for one in reversed(surveys.of_workspace(look.session))
        if one.state is SurveyState.CLOSED and pulse_readers.may_read(look, one)
    ]
    return tuple(closed[:MOST_LISTED])


def tell(work: Work, survey: Survey) -> None:
    """Tell of a survey that has ended: its readers of the result, or all invited that it is void.

    Told again it is quiet. For the house.
    """
    require(work.actor, Act.PULSE_RUN)
    if survey.state is SurveyState.CLOSED:
        kind, cls, to = RESULT, DeliveryClass.STEADY, pulse_readers.told(work, survey)
    else:
        managers = governance.program_managers(work, survey.program_id)
        invited = pulse_invited.invited_once(work, survey.id)
        kind, cls, to = VOID, DeliveryClass.LIGHT, invited | {one.id for one in managers}
    for person_id in sorted(to):
        work.send(
            kind,
            to=person_id,
            about={"pulse": survey.id},
            cls=cls,
            key=f"{kind}:{survey.id}:{person_id}",
            expires_at=work.now + ARRIVES_WITHIN,
        )
    work.refresh_home(*sorted(to))


def _document(look: Look, survey: Survey) -> Document | None:
    text = results.document(look.session, survey.id)
    return None if text is None else read_document(text)


def _earlier(look: Look, survey: Survey, document: Document) -> tuple[Earlier, ...]:
    """Closed surveys of the same people before it that no fewer may read than this one."""
    found = []
    for one in reversed(surveys.of_program(look.session, survey.program_id)):
        if not _is_before(one, survey):
            continue
        before = _document(look, one)
        changes = trend.compare(before, document) if before else {}
        if changes:
            found.append(Earlier(local_day(one.closes_at, one.policy.zone), changes))
    return tuple(found[:MOST_EARLIER])


def _is_before(one: Survey, survey: Survey) -> bool:
    asked = (survey.policy.audience, survey.policy.audience_name)
    wide = WIDTH.index(one.policy.readers) >= WIDTH.index(survey.policy.readers)
    return (
        one.state is SurveyState.CLOSED
        and one.closes_at < survey.closes_at
        and (one.policy.audience, one.policy.audience_name) == asked
        and wide
    )
