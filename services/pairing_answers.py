"""What a mentor who is asked can do: look, say yes or no, take a yes back in time."""

from dataclasses import dataclass, field

from program.cohort import CohortState, state_on
from program.hours import WorkingHours, add_working_days, local_day
from program.mentor import MOST_PLACES
from program.pairing import (
    TAKE_BACK_FOR,
    Pairing,
    PairingState,
    PairingStep,
    after,
    lapses_at,
    question_of,
)
from program.pairing_forms import Decline, check_decline
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from services import (
    mentors,
    pairing_news,
    pairing_reasons,
    pairing_starts,
    people,
    release_turns,
)
from services.desk import Look, Work
from services.pairing_reasons import Reasons
from store import mentors as kept_mentors
from store import pairing_words as words
from store import pairings as kept


@dataclass(frozen=True)
class Picture:
    """Everything a mentor reads before a yes or a no."""

    pairing: Pairing
    mentee: Person
    reasons: Reasons
    further: int | None
    """How many more mentees they can take after this one; None for nobody on the roster."""
    most_further: int
    """How many more they could offer at most."""
    why: str = field(repr=False)


def picture(look: Look, pairing_id: str) -> Picture:
    """One question with its reasons. Raises Refusal `pairings.not_found` or `permissions.*`."""
    pairing = _asked(look, pairing_id)
    further, most = further_places(look, pairing)
    return Picture(
        pairing=pairing,
        mentee=people.named(look, [pairing.mentee])[pairing.mentee],
        reasons=pairing_reasons.reasons(look, pairing),
        further=further,
        most_further=most,
        why=words.why(look.session, pairing.id),
    )


@dataclass(frozen=True)
class BeforeDecline:
    """The form of a no before anything is entered."""

    pairing: Pairing
    mentee: Person
    places: int | None
    """The places they offer now; None for nobody on the roster."""


def before_decline(look: Look, pairing_id: str) -> BeforeDecline:
    """Refuses as `decline` would."""
    pairing = _asked(look, pairing_id)
    _refuse_late(look, pairing)
    after(pairing, PairingStep.DECLINED)
    mentor = kept_mentors.mentor_of(look.session, pairing.cohort.id, pairing.mentor)
    mentee = people.named(look, [pairing.mentee])[pairing.mentee]
    return BeforeDecline(pairing, mentee, mentor.places if mentor else None)


def further_places(look: Look, pairing: Pairing) -> tuple[int | None, int]:
    """Places left after this one, and how many could be left at most."""
    require(look.actor, Act.PAIRINGS_ANSWER, question_of(pairing))
    mentor = kept_mentors.mentor_of(look.session, pairing.cohort.id, pairing.mentor)
    if mentor is None:
        return None, 0
    taken = _held_with(look, pairing)
    return max(0, mentor.places - taken), max(0, MOST_PLACES - taken)


def set_further(work: Work, pairing_id: str, further: int) -> Pairing:
    """Set how many more mentees can come after this one, right where the question stands.

    Raises Refusal `mentors.*` where the mentors' own rules say no.
    """
    pairing = _asked(work, pairing_id)
    mentor = kept_mentors.mentor_of(work.session, pairing.cohort.id, pairing.mentor)
    if mentor is not None:
        mentors.set_places(work, mentor.id, _held_with(work, pairing) + further)
        pairing_news.spread(work, pairing)
    return pairing


def accept(work: Work, pairing_id: str) -> Pairing:
    """Say yes: the place is the mentee's, who hears of it a little later.

    Pressed twice is a quiet success. Raises Refusal `pairings.is_{state}` where the question is no
    longer open.
    """
    pairing = _asked(work, pairing_id)
    if pairing.state is PairingState.READY or pairing.is_running:
        return pairing
    _refuse_late(work, pairing)
    moved = kept.move(
        work.session,
        pairing,
        PairingStep.ACCEPTED,
        by=pairing.mentor,
        look_at=work.now + TAKE_BACK_FOR,
    )
    work.note("pairing.accepted", about=f"pairing:{pairing.id}")
    pairing_news.spread(work, moved)
    pairing_starts.ask_what_is_left(work, moved)
    return moved


def take_back(work: Work, pairing_id: str) -> Pairing:
    """Take a yes back while the mentee has heard nothing: the question is open again.

    There is at least one more working day for the answer. Raises Refusal `pairings.is_{state}`.
    """
    pairing = _asked(work, pairing_id)
    if pairing.state is PairingState.ASKED:
        return pairing
    zone = work.actor.zone
    next_day = add_working_days(local_day(work.now, zone), 1, WorkingHours(zone))
    answer_by = max(pairing.answer_by, next_day)
    moved = kept.move(
        work.session,
        pairing,
        PairingStep.TAKEN_BACK,
        by=pairing.mentor,
        answer_by=answer_by,
        look_at=lapses_at(answer_by, zone),
    )
    work.note("pairing.taken_back", about=f"pairing:{pairing.id}")
    pairing_news.spread(work, moved)
    return moved


def decline(work: Work, form: Decline) -> Pairing:
    """Say no, with a reason for the program team; the mentee never hears of it.

    Twice is a quiet success. Raises Refusal under `reason`, `words` or `places`
    (`mentors.*`), and `pairings.is_{state}` where the question is no longer open.
    """
    pairing = _asked(work, form.pairing_id)
    if pairing.state is PairingState.DECLINED:
        return pairing
    _refuse_late(work, pairing)
    troubles = check_decline(form)
    if troubles:
        raise Refusal.of(troubles)
    moved = kept.move(
        work.session,
        pairing,
        PairingStep.DECLINED,
        by=pairing.mentor,
        reason=form.reason,
        words=form.words or None,
    )
    work.note("pairing.declined", about=f"pairing:{pairing.id}")
    mentor = kept_mentors.mentor_of(work.session, pairing.cohort.id, pairing.mentor)
    if mentor is not None and form.places is not None and form.places != mentor.places:
        mentors.set_places(work, mentor.id, form.places)
    pairing_news.spread(work, moved)
    release_turns.fell(work, moved)
    return moved


def _asked(look: Look, pairing_id: str) -> Pairing:
    pairing = kept.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("pairings.not_found")
    require(look.actor, Act.PAIRINGS_ANSWER, question_of(pairing))
    return pairing


def _refuse_late(look: Look, pairing: Pairing) -> None:
    """With the day in the reader's own zone: it lapsed at their midnight."""
    if pairing.state is PairingState.LAPSED:
        raise Refusal("pairings.is_lapsed", since=pairing.since, zone=look.actor.zone)
    cohort = pairing.cohort
    if state_on(cohort, local_day(look.now, cohort.program.zone)) is CohortState.CLOSED:
        raise Refusal("pairings.cohort_over", day=cohort.ends)


def _held_with(look: Look, pairing: Pairing) -> int:
    """The places this mentor would have taken after a yes to this one."""
    taken = kept.holding(look.session, pairing.cohort.id).get(pairing.mentor, 0)
    return taken if pairing.holds_place else taken + 1
