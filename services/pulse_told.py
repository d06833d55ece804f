"""What messages about a pulse that has ended say at the moment they are sent or shown anew."""

from dataclasses import dataclass, field
from datetime import date

from program.delivery import Delivery
from program.hours import local_day
from program.permissions import Act, Subject, may, require
from program.person import Person
from program.pulse.heard import Said
from program.pulse.survey import Survey, SurveyState
from program.refusal import Refusal
from services import people, pulse_readers, pulse_results
from services.desk import Look
from services.pulse_results import Result
from store.pulse import heard as kept
from store.pulse import results, surveys
from store.pulse.voiding import FEW

SUPPORT_CODE = 8
"""Digits of the survey's id, enough to find it by in the log."""


@dataclass(frozen=True)
class ToldResult:
    """The release, for one of its readers."""

    result: Result
    today: date


@dataclass(frozen=True)
class ToldVoid:
    """That a survey was deleted unread. Nothing of how many answered."""

    survey: Survey
    few: bool
    """Fewer than five answered; else a check did not hold, or its key is lost."""
    code: str | None
    """What support asks for; for program managers only, and not where few answered."""


@dataclass(frozen=True)
class ToldHeard:
    """What was heard and will be done."""

    survey: Survey
    said: Said = field(repr=False)
    said_by: Person | None
    may_read: bool
    """Whether this reader may read the release too."""


def is_read(look: Look, delivery: Delivery) -> bool:
    """Whether the result is there and its reader may read it."""
    survey = _survey(look, delivery.about["pulse"])
    return survey.state is SurveyState.CLOSED and pulse_readers.may_read(
        look.seen_by(_to(delivery)), survey
    )


def told_result(look: Look, delivery: Delivery) -> ToldResult:
    """The release as its reader may see it. Raises Refusal when there is nothing to read."""
    require(look.actor, Act.PULSE_OVERSEE)
    reader = look.seen_by(_to(delivery))
    result = pulse_results.read(reader, delivery.about["pulse"])
    if result.document is None:
        raise Refusal("pulse.no_result")
    return ToldResult(result, local_day(look.now, reader.actor.zone))


def is_void(look: Look, delivery: Delivery) -> bool:
    """Whether there is still something to say of it."""
    return _survey(look, delivery.about["pulse"]).state is SurveyState.VOID


def told_void(look: Look, delivery: Delivery) -> ToldVoid:
    """Why there is no result. Raises Refusal when the survey is no more."""
    survey = _survey(look, delivery.about["pulse"])
    why = results.why_void(look.session, survey.id) or ""
    reader = look.seen_by(_to(delivery))
    manages = may(reader.actor, Act.PULSE_COMPOSE, Subject(program_id=survey.program_id))
    return ToldVoid(
        survey=survey,
        few=why == FEW,
        code=support_code(survey, why) if manages and why != FEW else None,
    )


def support_code(survey: Survey, why: str) -> str:
    """What to tell whoever runs the bot: why, and which survey. It leads to nobody."""
    return f"{why.replace('_', '-')}-{survey.id[:SUPPORT_CODE]}"


def is_said(look: Look, delivery: Delivery) -> bool:
    """Whether something was said after that survey."""
    survey = _survey(look, delivery.about["pulse_heard"])
    return kept.of_survey(look.session, survey.id) is not None


def told_heard(look: Look, delivery: Delivery) -> ToldHeard:
    """The words as they stand now. Raises Refusal when there are none."""
    survey = _survey(look, delivery.about["pulse_heard"])
    said = kept.of_survey(look.session, survey.id)
    if said is None:
        raise Refusal("pulse.no_result")
    return ToldHeard(
        survey=survey,
        said=said,
        said_by=people.named(look, [said.by]).get(said.by),
        may_read=pulse_readers.may_read(look.seen_by(_to(delivery)), survey),
    )


def _survey(look: Look, survey_id: str) -> Survey:
    require(look.actor, Act.PULSE_OVERSEE)
    survey = surveys.by_id(look.session, survey_id)
    if survey is None:
        raise Refusal("pulse.no_result")
    return survey


def _to(delivery: Delivery) -> str:
    assert delivery.recipient is not None  # noqa: S101  every message here goes to a person
    return delivery.recipient
