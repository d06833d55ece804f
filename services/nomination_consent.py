"""What a nominee does whom somebody else put forward: read it, say yes, say no."""

from dataclasses import dataclass
from datetime import date

from program.nomination import Standing, subject_of
from program.nomination_rhythm import is_over
from program.nomination_steps import BEFORE_THE_YES, NominationState, Step, after
from program.nomination_voice import VoiceForNominee
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from services import nomination_news, nomination_standing, nomination_views, people
from services.desk import Look, Work
from store import nomination_voices as spoken
from store import nominations as kept


@dataclass(frozen=True)
class Question:
    """What a nominee reads before they answer."""

    standing: Standing
    voices: tuple[VoiceForNominee, ...]
    people: dict[str, Person]
    """Those who spoke, by person id."""
    answer_by: date | None


def open_questions(look: Look) -> tuple[tuple[Standing, tuple[Person, ...]], ...]:
    """Nominations that wait for the actor's yes, each with who put them forward."""
    me = look.me
    found = [
        one
        for one in kept.standings_of(look.session, me)
        if one.state is NominationState.CONSENT_ASKED and not _is_late(look, one)
    ]
    return tuple((one, nominators(look, one)) for one in found)


def nominators(look: Look, standing: Standing) -> tuple[Person, ...]:
    """Who speaks for the nominee, the first in front."""
    voices = spoken.voices(look.session, [standing.id])
    known = people.named(look, [one.by for one in voices])
    return tuple(known[one.by] for one in voices if one.by in known)


def question(look: Look, nomination_id: str) -> Question:
    """What the nominee may read before answering: every voice, no rating, no remark.

    Raises Refusal `nominations.not_found`, `.lapsed` or `permissions.*`.
    """
    standing = nomination_standing.need(look, nomination_id)
    require(look.actor, Act.NOMINATIONS_CONSENT, subject_of(standing))
    if standing.state is NominationState.CONSENT_ASKED:
        _refuse_late(look, standing)
    voices = spoken.for_nominee(look.session, standing)
    known = people.named(look, [one.voice.by for one in voices])
    return Question(standing, voices, dict(known), standing.answer_by)


def say_yes(work: Work, nomination_id: str, *, may_ask_manager: bool = False) -> Standing:
    """Agree to being put forward: only now the program team reads it.

    Pressed twice is a quiet success. Raises Refusal `nominations.lapsed` after ten working days,
    `.said_no` after a no, `.withdrawn` where whoever put them forward took it back.
    """
    standing = nomination_standing.need(work, nomination_id)
    require(work.actor, Act.NOMINATIONS_CONSENT, subject_of(standing))
    if standing.review_from is not None and standing.state not in BEFORE_THE_YES:
        return standing
    answered = _answer(work, standing, Step.CONSENTED)
    if may_ask_manager:
        kept.allow_manager(work.session, answered)
        nomination_views.ask_manager(work, answered)
    return answered


def say_no(work: Work, nomination_id: str) -> Standing:
    """Prefer not to be put forward: who did it hears only that.

    Pressed twice is a quiet success. Raises Refusal `nominations.lapsed`, or `.decided_on` and the
    like once the yes was given: then it is withdrawn instead.
    """
    standing = nomination_standing.need(work, nomination_id)
    require(work.actor, Act.NOMINATIONS_CONSENT, subject_of(standing))
    if standing.state is NominationState.SAID_NO:
        return standing
    return _answer(work, standing, Step.SAID_NO)


def _answer(work: Work, standing: Standing, step: Step) -> Standing:
    state = after(standing.state, step)
    _refuse_late(work, standing)
    changes = {"review_from": work.now} if step is Step.CONSENTED else {}
    answered = nomination_standing.move(work, standing, step, state, changes=changes)
    work.note(f"nomination.{step.value}", about=f"nomination:{standing.id}")
    nomination_news.tell_authors(work, answered)
    nomination_news.spread(work, answered)
    return answered


def _refuse_late(look: Look, standing: Standing) -> None:
    if _is_late(look, standing):
        raise Refusal("nominations.lapsed")


def _is_late(look: Look, standing: Standing) -> bool:
    until = standing.answer_by
    return until is not None and is_over(until, look.now, look.actor.zone)
