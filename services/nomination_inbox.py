"""What waits for a program manager, at a glance: for Home, without a word of what anybody wrote."""

from collections.abc import Mapping
from dataclasses import dataclass

from program.cohort import Cohort
from program.nomination import NominationState, Standing
from program.permissions import Act, Subject, may
from program.person import Person
from services import cohorts, people
from services.desk import Look
from store import cohorts as kept_cohorts
from store import nominations as kept

MOST_LINES = 5
_WAITING = (NominationState.IN_REVIEW,)


@dataclass(frozen=True)
class Waiting:
    """One nomination that waits for this reader, and whose it is."""

    standing: Standing
    nominee: Person


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
    lines: tuple[Waiting, ...]
    """The longest waiting, at most five."""


def inbox(look: Look) -> Inbox | None:
    """What waits for the actor's decision, their own nomination left out; None without that right.

    Counts are of whole cohorts that have not ended, in the programs the actor decides for.
    """
    decidable = {
        one.id: one
        for one in kept_cohorts.cohorts(look.session)
        if may(look.actor, Act.NOMINATIONS_DECIDE, Subject(program_id=one.program.id))
    }
    me = look.actor.person_id or ""
    if not decidable:
        return None
    oldest = kept.page(
        look.session, list(decidable), _WAITING, first=0, size=MOST_LINES, without=me
    )
    known = people.named(look, [one.nominee for one in oldest])
    running = [one for one in cohorts.current(look) if one.id in decidable]
    counts = kept.tally(look.session, [one.id for one in running])
    return Inbox(
        tallies=tuple(Tally(one, counts.get(one.id, {})) for one in running),
        waiting=kept.count(look.session, list(decidable), _WAITING, without=me),
        lines=tuple(Waiting(one, known[one.nominee]) for one in oldest),
    )
