"""Answering a pulse: the form for one person, and the one vote.

A vote is the one act of the house that leaves nothing behind but what it is: no note, no message,
no Home. So it takes a ballot and not a Work, and refuses in codes without a fact about anybody.
"""

from dataclasses import dataclass

from program.actor import Actor
from program.permissions import Act, Subject, require
from program.person import Person
from program.pulse.survey import Answers, Survey, SurveyState
from program.refusal import Refusal, Trouble
from services import governance
from services.ballot_desk import BallotDesk
from services.desk import Look
from services.pulse_invited import INVITATION
from store.pulse import audience, invitations, surveys
from store.pulse.troubles import PulseTrouble, TooLong
from store.pulse.voting import Cast

__all__ = ["AnswerForm", "Cast", "answer", "form", "open_for_me", "question_field", "rules"]

_REFUSED = {
    Cast.NOT_INVITED: "pulse.not_invited",
    Cast.CLOSED: "pulse.over",
    Cast.CHANGED: "pulse.changed",
    Cast.KEY_GONE: "pulse.key_lost",
}


@dataclass(frozen=True)
class AnswerForm:
    """What somebody who is invited is shown."""

    survey: Survey
    answered: bool
    """Whether that very person has answered: then there is no form any more."""
    team: tuple[Person, ...]
    """Whom to turn to with what does not belong into a pulse."""


def question_field(question_id: str) -> str:
    """The field of the form in which a question is answered."""
    return f"question:{question_id}"


def open_for_me(look: Look) -> tuple[Survey, ...]:
    """The open surveys the reader is invited to, answered or not; the next to close comes first."""
    if look.actor.person_id is None:
        return ()
    _require(look.actor)
    found = audience.open_for(look.session, look.me)
    return tuple(one for one in found if look.now < one.closes_at)


def form(look: Look, survey_id: str | None = None) -> AnswerForm:
    """The form of a survey; without an id that of the first one not answered yet.

    Raises Refusal `permissions.*`, `pulse.none_open`, `pulse.not_invited`, `pulse.over` (closed) or
    `pulse.key_lost`.
    """
    _require(look.actor)
    mine = open_for_me(look)
    if survey_id is not None:
        mine = tuple(one for one in mine if one.id == survey_id)
        if not mine:
            raise _why_not(look, survey_id)
    if not mine:
        raise Refusal("pulse.none_open")
    answered = {one.id: _has_answered(look, one) for one in mine}
    survey = next((one for one in mine if not answered[one.id]), mine[0])
    team = governance.program_managers(look, survey.program_id)
    return AnswerForm(survey, answered[survey.id], team)


def rules(look: Look, survey_id: str | None = None) -> Survey:
    """A survey whose rules whoever is or was invited to it wants to read.

    Raises Refusal `permissions.*`, `pulse.none_open` or `pulse.not_invited`.
    """
    _require(look.actor)
    if survey_id is None:
        mine = open_for_me(look)
        if not mine:
            raise Refusal("pulse.none_open")
        return mine[0]
    survey = surveys.by_id(look.session, survey_id)
    if survey is None or not _was_invited(look, survey_id):
        raise Refusal("pulse.not_invited")
    return survey


def answer(ballot: BallotDesk, survey_id: str, digest: str, answers: Answers) -> Cast:
    """Count one person's answers; committed when this returns: COUNTED, or ALREADY before.

    `digest` is that of the policy the person was shown. Raises Refusal `permissions.*` and, with
    nothing stored, `pulse.empty`, `pulse.too_long` (under its field), `pulse.not_stored`,
    `pulse.changed`, `pulse.over`, `pulse.key_lost` or `pulse.not_invited`.
    """
    _require(ballot.actor)
    if not answers.scores and not any(answers.comments.values()):
        raise Refusal("pulse.empty")
    cast, trouble = _cast(ballot, survey_id, digest, answers)
    if trouble is not None:
        raise Refusal.of([trouble])
    if cast in _REFUSED:
        raise Refusal(_REFUSED[cast])
    return cast


def _cast(
    ballot: BallotDesk, survey_id: str, digest: str, answers: Answers
) -> tuple[Cast, Trouble | None]:
    """A trouble is answered and not raised: an exception would hold on to the one it came from."""
    try:
        return ballot.cast(survey_id, digest, answers), None
    except TooLong as long:
        return Cast.CHANGED, Trouble("pulse.too_long", field=question_field(long.question_id))
    except PulseTrouble:
        return Cast.CHANGED, Trouble("pulse.not_stored")


def _require(actor: Actor) -> None:
    """Whoever has a full account may answer what they are invited to: that is asked for below."""
    require(actor, Act.PULSE_ANSWER, Subject(concerns=frozenset({actor.person_id or ""})))


def _has_answered(look: Look, survey: Survey) -> bool:
    try:
        return look.me not in audience.unanswered(look.session, survey.id)
    except PulseTrouble:
        raise Refusal("pulse.key_lost") from None


def _why_not(look: Look, survey_id: str) -> Refusal:
    """Why a survey does not open for the reader: it is over, or was never theirs."""
    survey = surveys.by_id(look.session, survey_id)
    if survey is None or not _was_invited(look, survey_id):
        return Refusal("pulse.not_invited")
    takes = survey.state is SurveyState.OPEN and look.now < survey.closes_at
    if takes:
        return Refusal("pulse.not_invited")
    return Refusal("pulse.over", on=survey.closes_at, zone=survey.policy.zone)


def _was_invited(look: Look, survey_id: str) -> bool:
    """The audience goes with the close; that somebody was invited stands in the invitation."""
    groups = audience.groups_of(look.session, survey_id, look.me)
    if groups is not None:
        return True
    return invitations.was_sent(look.session, INVITATION, survey_id, look.me)
