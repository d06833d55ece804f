"""Mentees for whom nobody is left to be asked: told honestly, and again while they wait."""

from dataclasses import dataclass
from datetime import date, datetime

from program.cohort import Cohort, CohortState, Competency, state_on
from program.delivery import Delivery, DeliveryClass
from program.hours import local_day
from program.matching.records import WithoutMentor
from program.mentor import MentorState
from program.permissions import Act, require
from program.refusal import Refusal
from program.release import Ask, AskState, told_again_at
from services import matching_drafts, nominations, people, release_draft
from services.desk import Look, Work
from store import cohorts, pairing_wishes, release_asks
from store import mentors as kept_mentors
from store import nominations as kept_nominations
from store import pairings as kept_pairings

NO_MENTOR = "matching.no_mentor"
A_ROUND = 50
"""Mentees in one transaction."""


@dataclass(frozen=True)
class ToldWithout:
    """What a mentee without a mentor reads: facts of the whole cohort, nothing about one mentor."""

    cohort: Cohort
    possible: bool
    """Whether the draft had any mentor who was possible for them."""
    taken: Competency | None
    """Where they want to grow and every mentor who offers it has all places taken."""
    next_round: date | None
    """When nominations open for the next cohort of the program, where one is planned."""
    still: bool
    """Whether they still wait; else it is no longer needed."""
    today: date


def tell(work: Work, seen: Ask) -> None:
    """Tell a mentee that there is nobody yet; the first time as something they are owed."""
    require(work.actor, Act.MATCHING_CARRY)
    times = seen.times_told + 1
    zone = people.named(work, [seen.mentee])[seen.mentee].zone
    moved = release_asks.move(
        work.session,
        seen,
        AskState.NOBODY,
        look_at=told_again_at(work.now, zone),
        times_told=times,
    )
    if not moved:
        return
    work.send(
        NO_MENTOR,
        to=seen.mentee,
        about={"release_ask": seen.id, "time": str(times)},
        cls=DeliveryClass.OWED if times == 1 else DeliveryClass.LIGHT,
        key=f"{NO_MENTOR}:{seen.id}:{times}",
    )
    work.note("matching.nobody_left", about=f"release_ask:{seen.id}", time=times)
    work.refresh_home(seen.mentee)


def next_due(look: Look) -> datetime | None:
    """The earliest moment at which a mentee without a mentor hears again."""
    require(look.actor, Act.MATCHING_CARRY)
    return release_asks.next_told(look.session)


def run(work: Work) -> None:
    """Tell those who still wait; those who left or have a mentor are not told any more."""
    require(work.actor, Act.MATCHING_CARRY)
    for one in release_asks.told_due(work.session, work.now, A_ROUND):
        if _waits(work, one):
            tell(work, one)
        else:
            release_asks.move(work.session, one, AskState.OVER)
            work.retouch(f"release_ask:{one.id}")


def is_waiting(look: Look, delivery: Delivery) -> bool:
    """Whether the mentee is still without a mentor, and this is the latest word about it."""
    one = _ask(look, delivery)
    return _waits(look, one) and delivery.about["time"] == str(one.times_told)


def told(look: Look, delivery: Delivery) -> ToldWithout:
    """What the message says at the moment it is sent or shown anew."""
    one = _ask(look, delivery)
    cohort = release_draft.of_id(look, one.release_id).cohort
    zone = people.named(look, [one.mentee])[one.mentee].zone
    return ToldWithout(
        cohort=cohort,
        possible=_was_possible(look, one),
        taken=_taken(look, cohort, one.mentee),
        next_round=_next_round(look, cohort),
        still=_waits(look, one),
        today=local_day(look.now, zone),
    )


def _waits(look: Look, one: Ask) -> bool:
    cohort = release_draft.of_id(look, one.release_id).cohort
    person = people.named(look, [one.mentee]).get(one.mentee)
    if one.state is not AskState.NOBODY or person is None or person.deactivated:
        return False
    is_over = state_on(cohort, local_day(look.now, cohort.program.zone)) is CohortState.CLOSED
    return not is_over and one.mentee in nominations.accepted(look, cohort.id)


def _taken(look: Look, cohort: Cohort, mentee: str) -> Competency | None:
    """Somebody offers it and nobody of them has a place: only then it is said."""
    standing = kept_nominations.standing_of(look.session, cohort.id, mentee)
    wanted = () if standing is None else pairing_wishes.wanted(look.session, standing)
    on_roster = kept_mentors.of_cohorts(look.session, [cohort.id], [MentorState.ON_ROSTER])
    taken = kept_pairings.holding(look.session, cohort.id)
    for one in wanted:
        offering = [mentor for mentor in on_roster if one.id in mentor.competencies]
        if offering and all(m.places <= taken.get(m.person_id, 0) for m in offering):
            return one
    return None


def _was_possible(look: Look, one: Ask) -> bool:
    """False only where the draft says so itself; why they were kept apart stays with it."""
    try:
        draft = matching_drafts.draft(look, release_draft.of_id(look, one.release_id).draft_id)
        found = matching_drafts.solution(look, draft)
    except Refusal:
        return True
    nobody = {each.mentee for each in found.unmatched if each.why is WithoutMentor.NOBODY_POSSIBLE}
    return one.mentee not in nobody


def _next_round(look: Look, cohort: Cohort) -> date | None:
    today = local_day(look.now, cohort.program.zone)
    planned = [
        one.nominations_open
        for one in cohorts.cohorts(look.session)
        if one.program.id == cohort.program.id
        and one.nominations_open is not None
        and one.nominations_open > today
    ]
    return min(planned, default=None)


def _ask(look: Look, delivery: Delivery) -> Ask:
    require(look.actor, Act.MATCHING_CARRY)
    found = release_asks.ask(look.session, delivery.about["release_ask"])
    if found is None:
        raise Refusal("matching.no_release")
    return found
