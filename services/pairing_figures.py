"""How the pairings of a cohort stand, in whole numbers: for the Home of the program team."""

from collections.abc import Mapping
from dataclasses import dataclass

from program.cohort import Cohort
from program.mentor import MentorState
from program.pairing import PairingState
from services import cohorts, nominations, pairing_cases
from services.desk import Look
from store import mentors as kept_mentors
from store import pairings as kept


@dataclass(frozen=True)
class Figures:
    """Counts of a whole cohort."""

    cohort: Cohort
    states: Mapping[PairingState, int]
    waiting: int
    """Accepted mentees with no mentor and nobody asked for them, who did not complete either."""
    places_free: int


def figures(look: Look) -> tuple[Figures, ...]:
    """For every cohort that has not ended and that the actor may oversee."""
    overseen = {one.id for one in pairing_cases.overseen(look)}
    running = [one for one in cohorts.current(look) if one.id in overseen]
    tallies = kept.tally(look.session, [one.id for one in running])
    return tuple(_figures(look, one, tallies.get(one.id, {})) for one in running)


def _figures(look: Look, cohort: Cohort, states: Mapping[PairingState, int]) -> Figures:
    settled = kept.promised(look.session, cohort.id) | kept.completed(look.session, cohort.id)
    accepted = nominations.accepted(look, cohort.id)
    taken = kept.holding(look.session, cohort.id)
    on_roster = kept_mentors.of_cohorts(look.session, [cohort.id], [MentorState.ON_ROSTER])
    free = (max(0, one.places - taken.get(one.person_id, 0)) for one in on_roster)
    return Figures(
        cohort=cohort,
        states=states,
        waiting=sum(1 for one in accepted if one not in settled),
        places_free=sum(free),
    )
