"""Releases as the program team reads them: who released what and when, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from program.matching_draft import Draft
from program.pairing import Pairing, PairingState
from program.permissions import Act, require
from program.person import Person
from program.release import (
    Ask,
    AskState,
    Launched,
    Obstacle,
    Release,
    Tally,
    said_yes,
    subject_of,
)
from services import pairing_cases, people, release_draft
from services.desk import Look
from store import pairings as kept_pairings
from store import release_asks
from store import releases as kept


@dataclass(frozen=True)
class NotPossible:
    """A pair of the draft that could not be asked any more, and why."""

    mentee: Person
    mentor: Person
    obstacle: Obstacle


@dataclass(frozen=True)
class Unserved:
    """A mentee for whom nobody is left to be asked: a program manager decides."""

    ask: Ask
    release: Release
    mentee: Person


def of_draft(look: Look, draft_id: str) -> tuple[Launched, ...]:
    """The releases of a draft in their order, each with what became of it; empty before the first.

    Raises Refusal `permissions.*`.
    """
    found = kept.of_draft(look.session, draft_id)
    for one in found:
        require(look.actor, Act.MATCHING_SEE, subject_of(one.cohort))
    known = people.named(look, [one.by for one in found])
    return tuple(Launched(one, known[one.by].name, tally(look, one)) for one in found)


def still_to_launch(look: Look, draft: Draft) -> int:
    """How many pairs of a launched draft nobody was asked for yet: it was launched in part.

    Raises Refusal `permissions.*`.
    """
    require(look.actor, Act.MATCHING_SEE, subject_of(draft.cohort))
    if len(kept.released_mentees(look.session, draft.id)) >= draft.figures.pairs:
        return 0
    return len(release_draft.left_of(look, release_draft.drafted(look, draft.id)))


def launched_pairs(look: Look, draft: Draft) -> Mapping[str, bool]:
    """Which pairs of a draft were launched, by mentee: False where the mentor could not be asked.

    Empty before the first launch. Raises Refusal `permissions.*`.
    """
    require(look.actor, Act.MATCHING_SEE, subject_of(draft.cohort))
    gone = kept.released_mentees(look.session, draft.id)
    if not gone:
        return {}
    not_asked = {
        one.mentee
        for release in kept.of_draft(look.session, draft.id)
        for one in release_asks.asks(look.session, release.id)
        if one.turn == 1 and one.obstacle is not None and one.pairing_id is None
    }
    pairs = release_draft.drafted(look, draft.id).pairs
    return {mentee: mentee not in not_asked for mentee in pairs if mentee in gone}


def not_possible(look: Look, release_id: str) -> tuple[NotPossible, ...]:
    """The drafted pairs of a release that could not be asked; private reasons are one word.

    Raises Refusal `matching.no_release`, `permissions.*`.
    """
    release = release_draft.of_id(look, release_id)
    require(look.actor, Act.MATCHING_SEE, subject_of(release.cohort))
    passed = [
        one
        for one in release_asks.asks(look.session, release.id)
        if one.obstacle is not None and one.pairing_id is None and one.mentor is not None
    ]
    known = people.named(look, [who for one in passed for who in (one.mentee, one.mentor) if who])
    return tuple(
        NotPossible(known[one.mentee], known[one.mentor], one.obstacle)
        for one in passed
        if one.mentor is not None and one.obstacle is not None
    )


def unserved(look: Look) -> tuple[Unserved, ...]:
    """Everybody for whom nobody is left to be asked, in the cohorts the actor looks after.

    Somebody for whom a program manager asks by hand by now is not among them, nor somebody for whom
    a mentor said no: that pairing waits in the inbox itself.
    """
    cohorts = {one.id: one for one in pairing_cases.overseen(look)}
    found = release_asks.nobody_left(look.session, list(cohorts))
    of_release = {one.id: one for one in kept.of_cohorts(look.session, list(cohorts))}
    promised = {one: kept_pairings.promised(look.session, one) for one in cohorts}
    known = people.named(look, [one.mentee for one in found])
    never_asked = [one for one in found if not _was_anybody_asked(look, one)]
    latest = {(of_release[one.release_id].cohort.id, one.mentee): one for one in never_asked}
    return tuple(
        Unserved(one, of_release[one.release_id], known[one.mentee])
        for (cohort_id, mentee), one in latest.items()
        if mentee not in promised[cohort_id] and not known[mentee].deactivated
    )


def tally(look: Look, release: Release) -> Tally:
    """What became of a release, in whole numbers. Raises Refusal `permissions.*`."""
    require(look.actor, Act.MATCHING_SEE, subject_of(release.cohort))
    asks = release_asks.asks(look.session, release.id)
    pairings = kept_pairings.by_ids(
        look.session, [one.pairing_id for one in asks if one.pairing_id]
    )
    return counted(asks, list(pairings.values()), to_go_on=_to_go_on(look, release))


def counted(asks: Sequence[Ask], pairings: Sequence[Pairing], *, to_go_on: int) -> Tally:
    """The same of what was read; `to_go_on`: mentees for whom the next is still to be asked."""
    states = [one.state for one in pairings]
    still = sum(one.state is AskState.WAITING and one.mentor is not None for one in asks)
    drafted = [one for one in asks if one.mentor is not None and one.pairing_id is None]
    last = {one.mentee: one for one in sorted(asks, key=lambda one: one.turn)}
    return Tally(
        asked=len(pairings),
        yes=sum(said_yes(one) for one in states),
        no=states.count(PairingState.DECLINED),
        lapsed=states.count(PairingState.LAPSED),
        stopped=states.count(PairingState.WITHDRAWN),
        open=states.count(PairingState.ASKED) + still + to_go_on,
        next_asked=sum(one.turn > 1 and one.pairing_id is not None for one in asks),
        without=sum(one.state is AskState.NOBODY for one in last.values()),
        passed=sum(one.obstacle is not None for one in drafted),
    )


def _was_anybody_asked(look: Look, one: Ask) -> bool:
    earlier = release_asks.asks_of(look.session, one.release_id, one.mentee)
    return any(each.pairing_id is not None for each in earlier)


def _to_go_on(look: Look, release: Release) -> int:
    return len(release_asks.to_go_on(look.session, release.id))
