"""What waits for a program manager, at a glance: for Home, without a word of what anybody wrote."""

from collections.abc import Mapping
from dataclasses import dataclass

from program.cohort import Cohort
from program.nomination import Standing
from program.nomination_steps import NominationState
from program.permissions import Act, Subject, may
from services import cohorts
from services.desk import Look
from store import cohorts as kept_cohorts
from store import nomination_lists as lists

_WAITING = (NominationState.IN_REVIEW,)


@dataclass(frozen=True)
class Tally:
    """How the nominations of one cohort stand, in whole numbers."""

    cohort: Cohort
    counts: Mapping[NominationState, int]


@dataclass(frozen=True)
class Inbox:
    """The program manager's part of Home."""

    tallies: tuple[Tally, ...]
    waiting: int
    """How many wait for the actor's decision."""
    longest: Standing | None
    """The one that waits longest."""


def inbox(look: Look) -> Inbox | None:
    """What waits for the actor's decision, their own nomination left out; None without that right.

    Counts are of whole cohorts that have not ended, in the programs the actor decides for.
    """
    decidable = {
        one.id: one
        for one in kept_cohorts.cohorts(look.session)
        if may(look.actor, Act.NOMINATIONS_DECIDE, Subject(program_id=one.program.id))
    }
    me = look.me
    if not decidable:
        return None
    oldest = lists.queue(look.session, list(decidable), _WAITING, without=me, most=1)
    running = [one for one in cohorts.current(look) if one.id in decidable]
    counts = lists.tally(look.session, [one.id for one in running])
    return Inbox(
        tallies=tuple(Tally(one, counts.get(one.id, {})) for one in running),
        waiting=lists.count(look.session, list(decidable), _WAITING, without=me),
        longest=oldest[0] if oldest else None,
    )
