"""What is said to those around a nominee: who put them forward, and their line manager."""

from dataclasses import dataclass
from datetime import date

from program.delivery import Delivery
from program.hours import local_day
from program.nomination import Standing, subject_of
from program.nomination_steps import DECISIONS, NominationState, Step
from program.nomination_voice import View, ViewState, subject_for_authors
from program.permissions import Act, Subject, require
from program.person import Person
from program.refusal import Refusal
from services import nomination_news, nomination_standing, people
from services.desk import Look
from store import nomination_voices as spoken
from store import nomination_words as words


@dataclass(frozen=True)
class ToldAsked:
    """The question to a nominee whether they want to be put forward."""

    standing: Standing
    nominators: tuple[Person, ...]
    zone: str
    today: date
    again: bool = False


@dataclass(frozen=True)
class ToldAuthor:
    """Where the nomination of a colleague stands, for who put them forward."""

    standing: Standing
    nominee: Person
    zone: str
    today: date
    step: Step | None = None
    """The step this message is about."""
    heard: bool = False
    """Whether the nominee has been told of the decision."""


@dataclass(frozen=True)
class ToldManager:
    """The question to a nominee's manager, and what became of it."""

    view: View
    standing: Standing
    nominee: Person
    zone: str
    today: date


def told_asked(look: Look, delivery: Delivery) -> ToldAsked:
    """The question, with everybody who speaks for the nominee by now."""
    standing = nomination_standing.need(look, delivery.about["nomination"])
    require(look.actor, Act.NOMINATIONS_READ_OWN, subject_of(standing))
    reader = _reader(look, delivery)
    authors = nomination_news.authors_of(look, standing)
    known = people.named(look, authors)
    nominators = tuple(known[one] for one in authors if one in known)
    today = local_day(look.now, reader.zone)
    return ToldAsked(standing, nominators, reader.zone, today, again="again" in delivery.about)


def told_author(look: Look, delivery: Delivery) -> ToldAuthor:
    """Where it stands for who put somebody forward, and the step that is told."""
    standing = nomination_standing.need(look, delivery.about["nomination"])
    authors = frozenset(nomination_news.authors_of(look, standing))
    require(look.actor, Act.NOMINATIONS_FOLLOW, subject_for_authors(standing, authors))
    reader = _reader(look, delivery)
    return ToldAuthor(
        standing=nomination_news.as_authors_see(look, standing),
        nominee=people.named(look, [standing.nominee])[standing.nominee],
        zone=reader.zone,
        today=local_day(look.now, reader.zone),
        step=_step(look, delivery),
        heard=nomination_news.is_told(look, standing),
    )


def told_manager(look: Look, delivery: Delivery) -> ToldManager:
    """The question to a manager. Raises Refusal when it is no more."""
    standing = nomination_standing.need(look, delivery.about["nomination"])
    manager = delivery.recipient or ""
    view = spoken.view_of(look.session, standing.id, manager)
    require(look.actor, Act.NOMINATIONS_GIVE_VIEW, Subject(owners=frozenset({manager})))
    if view is None:
        raise Refusal("nominations.not_found")
    reader = _reader(look, delivery)
    nominee = people.named(look, [standing.nominee])[standing.nominee]
    return ToldManager(view, standing, nominee, reader.zone, local_day(look.now, reader.zone))


def told_time(look: Look, delivery: Delivery) -> ToldAuthor:
    """The time that was promised to somebody who was accepted, for their line manager."""
    require(look.actor, Act.NOMINATIONS_TELL)
    standing = nomination_standing.need(look, delivery.about["nomination"])
    reader = _reader(look, delivery)
    nominee = people.named(look, [standing.nominee])[standing.nominee]
    today = local_day(look.now, reader.zone)
    return ToldAuthor(standing, nominee, reader.zone, today, heard=True)


def is_asked_for_yes(look: Look, delivery: Delivery) -> bool:
    """Whether the yes is still open."""
    return told_asked(look, delivery).standing.state is NominationState.CONSENT_ASKED


def is_news(look: Look, delivery: Delivery) -> bool:
    """Whether what happened still stands, and its reader still speaks for the nominee."""
    told = told_author(look, delivery)
    if delivery.recipient not in nomination_news.authors_of(look, told.standing):
        return False
    if told.step in DECISIONS:
        return told.standing.state.value == told.step.value
    return told.step in _LEADS_TO and told.standing.state in _LEADS_TO[told.step]


def is_view_open(look: Look, delivery: Delivery) -> bool:
    """Whether the manager's view is still asked for."""
    told = told_manager(look, delivery)
    undecided = (NominationState.IN_REVIEW, NominationState.MORE_ASKED)
    return told.view.state is ViewState.ASKED and told.standing.state in undecided


def is_still_accepted(look: Look, delivery: Delivery) -> bool:
    """Whether the yes of which the manager is told still stands."""
    standing = told_time(look, delivery).standing
    return (
        standing.state is NominationState.ACCEPTED
        and str(standing.version) == delivery.about["version"]
    )


_LEADS_TO = {
    Step.CONSENTED: (NominationState.IN_REVIEW, NominationState.MORE_ASKED),
    Step.SAID_NO: (NominationState.SAID_NO,),
    Step.LAPSED: (NominationState.LAPSED,),
    Step.WITHDRAWN: (NominationState.WITHDRAWN,),
}


def _step(look: Look, delivery: Delivery) -> Step | None:
    version = int(delivery.about["version"])
    steps = words.steps_of(look.session, delivery.about["nomination"])
    return steps[version - 1].step if version <= len(steps) else None


def _reader(look: Look, delivery: Delivery) -> Person:
    assert delivery.recipient is not None  # noqa: S101  every message here goes to a person
    return people.named(look, [delivery.recipient])[delivery.recipient]
