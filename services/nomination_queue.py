"""The queue of nominations: what waits, what is decided, and what could be decided at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from program.nomination import Standing, subject_of
from program.nomination_steps import BEFORE_THE_YES, NominationState, Step, may_follow
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.text import same_words
from services import people
from services.desk import Look
from store import cohorts as kept_cohorts
from store import nomination_lists as lists

MOST_AT_ONCE = 100
"""Nominations decided on in one go: as many as one menu holds."""


class Shown(StrEnum):
    """Which part of the queue is looked at: the words that people may type for it."""

    WAITING = "waiting"
    MORE_ASKED = "missing"
    WAIT_LISTED = "wait_list"
    DECIDED = "decided"
    ALL = "all"


STATES: Mapping[Shown, Sequence[NominationState]] = {
    Shown.WAITING: (NominationState.IN_REVIEW,),
    Shown.MORE_ASKED: (NominationState.MORE_ASKED,),
    Shown.WAIT_LISTED: (NominationState.WAIT_LISTED,),
    Shown.DECIDED: (NominationState.ACCEPTED, NominationState.DECLINED),
    Shown.ALL: tuple(one for one in NominationState if one not in BEFORE_THE_YES),
}
"""The states of each part; what has no yes of the nominee stands in none."""


@dataclass(frozen=True)
class QueueLine:
    """One nomination in the list, without a word of what it says."""

    standing: Standing
    nominee: Person
    may_review: bool


def queue(look: Look, shown: Shown = Shown.WAITING, words: str = "") -> tuple[QueueLine, ...]:
    """The nominations of every program whose queue the actor may see, longest waiting first.

    What is decided comes with the latest decision in front, where it may still be corrected.
    `words` narrows it to nominees whose name holds them. Raises Refusal `permissions.*`.
    """
    cohorts = _cohorts_for(look, Act.NOMINATIONS_QUEUE)
    standings = lists.queue(look.session, cohorts, STATES[shown], people=_people_named(look, words))
    return _lines(look, standings[::-1] if shown is Shown.DECIDED else standings)


def decidable(look: Look, shown: Shown, words: str = "") -> tuple[QueueLine, ...]:
    """Those of the same list that the actor could decide on now: never their own nomination.

    At most a hundred, the longest waiting. Raises Refusal `permissions.*`.
    """
    cohorts = _cohorts_for(look, Act.NOMINATIONS_DECIDE)
    standings = lists.queue(
        look.session,
        cohorts,
        [one for one in STATES[shown] if may_follow(one, Step.ACCEPTED)],
        people=_people_named(look, words),
        without=look.actor.person_id,
        most=MOST_AT_ONCE,
    )
    return _lines(look, standings)


def waiting_for(look: Look, person_id: str) -> int:
    """How many nominations wait for this person's decision; none for whoever may not decide."""
    actor = look.seen_by(person_id).actor
    decidable = [
        one.id
        for one in kept_cohorts.cohorts(look.session)
        if may(actor, Act.NOMINATIONS_DECIDE, Subject(program_id=one.program.id))
    ]
    return lists.count(look.session, decidable, STATES[Shown.WAITING], without=person_id)


def _lines(look: Look, standings: Sequence[Standing]) -> tuple[QueueLine, ...]:
    known = people.named(look, [one.nominee for one in standings])
    return tuple(
        QueueLine(
            standing=one,
            nominee=known[one.nominee],
            may_review=may(look.actor, Act.NOMINATIONS_REVIEW, subject_of(one)),
        )
        for one in standings
    )


def _cohorts_for(look: Look, act: Act) -> list[str]:
    if not may_somewhere(look.actor, act):
        require(look.actor, act)
    return [
        one.id
        for one in kept_cohorts.cohorts(look.session)
        if may(look.actor, act, Subject(program_id=one.program.id))
    ]


def _people_named(look: Look, typed: str) -> list[str] | None:
    """Ids of nominees whose name holds the words; None when nothing was typed."""
    wanted = same_words(typed)
    if not wanted:
        return None
    known = people.named(look, lists.nominees(look.session))
    return [one.id for one in known.values() if wanted in same_words(one.name)]
