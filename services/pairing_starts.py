"""From the mentor's yes to the first word to the mentee: what is left, and the beginning itself."""

from dataclasses import dataclass
from datetime import date

from program.hours import local_day
from program.pairing import (
    TAKE_BACK_FOR,
    Ending,
    Flag,
    Pairing,
    PairingState,
    PairingStep,
    case_of,
    question_of,
    subject_of,
)
from program.permissions import Act, may, require
from services import conduct, pairing_checks, pairing_news, people, release_turns
from services.desk import Look, Work
from store import pairings as kept


@dataclass(frozen=True)
class Left:
    """Who has still to accept the code of conduct and answer the conflict question."""

    mentor: bool
    mentee: bool

    @property
    def nothing(self) -> bool:
        """Whether the pairing can begin."""
        return not self.mentor and not self.mentee


def what_is_left(look: Look, pairing: Pairing) -> Left:
    """For the mentor, the two once they know of it, and the program team."""
    asked = may(look.actor, Act.PAIRINGS_ANSWER, question_of(pairing))
    if not asked and not may(look.actor, Act.PAIRINGS_READ, subject_of(pairing)):
        require(look.actor, Act.PAIRINGS_OVERSEE, case_of(pairing))
    house = look.by_the_house()
    return Left(
        mentor=not conduct.has_accepted(house, pairing.mentor),
        mentee=not conduct.has_accepted(house, pairing.mentee),
    )


def ask_what_is_left(work: Work, pairing: Pairing) -> None:
    """Ask whoever has not accepted the code of conduct yet; nobody learns for whom it is."""
    left = what_is_left(work, pairing)
    if left.mentor:
        conduct.ask(work, pairing.mentor)
    if left.mentee:
        conduct.ask(work, pairing.mentee)


def go_on(work: Work, person_id: str) -> None:
    """Start whatever became ready since this person accepted the code of conduct."""
    require(work.actor, Act.PAIRINGS_LOOK_AGAIN)
    for pairing in kept.of_person(work.session, person_id, [PairingState.READY]):
        start_if_ready(work, pairing)


def start_if_ready(work: Work, pairing: Pairing) -> Pairing:
    """Begin a pairing that was said yes to, unless something is left or stands against it.

    What stands against it (a conflict, a reporting line, an account that closed) withdraws it. A
    yes that was given a moment ago rests first, so that it can be taken back.
    """
    require(work.actor, Act.PAIRINGS_LOOK_AGAIN)
    rested_at = pairing.since + TAKE_BACK_FOR
    if work.now < rested_at:
        kept.look_again_at(work.session, pairing, rested_at)
        return pairing
    found = pairing_checks.obstacle_before_start(work, pairing.mentor, pairing.mentee)
    if found is not None:
        return stop(work, pairing, found)
    house = work.by_the_house()
    if not what_is_left(house, pairing).nothing:
        kept.look_again_at(work.session, pairing, None)
        pairing_news.spread(work, pairing)
        release_turns.settled(work, pairing)
        return pairing
    return _start(work, pairing)


def stop(work: Work, pairing: Pairing, found: Flag) -> Pairing:
    """Withdraw what had not begun; the mentor reads neutral words, the program team sees a line."""
    require(work.actor, Act.PAIRINGS_LOOK_AGAIN)
    moved = kept.move(work.session, pairing, PairingStep.WITHDRAWN, by=None, flag=found)
    work.note("pairing.stopped", about=f"pairing:{pairing.id}")
    pairing_news.spread(work, moved)
    release_turns.fell(work, moved)
    return moved


def _start(work: Work, pairing: Pairing) -> Pairing:
    today = local_day(work.now, pairing.cohort.program.zone)
    if pairing.instead_of is not None:
        _end_the_one_before(work, pairing.instead_of, today)
    moved = kept.move(
        work.session,
        pairing,
        PairingStep.STARTED,
        by=None,
        started_on=today,
        look_at=None,
        instead_of=None,
    )
    work.note("pairing.started", about=f"pairing:{pairing.id}")
    known = people.named(work, [moved.mentor, moved.mentee])
    pairing_news.tell_started(work, moved, known[moved.mentor], known[moved.mentee])
    pairing_news.spread(work, moved)
    release_turns.began(work, moved)
    return moved


def _end_the_one_before(work: Work, pairing_id: str, today: date) -> None:
    """End the pairing that a request asked to change, in the words both read at any end."""
    before = kept.pairing(work.session, pairing_id)
    if before is None or not before.is_running:
        return
    closing = kept.move(
        work.session,
        before,
        PairingStep.CLOSING,
        by=None,
        ended_on=today,
        ending=Ending.CHANGED,
    )
    told = kept.note_end_told(work.session, closing)
    ended = kept.move(work.session, told, PairingStep.ENDED, by=None)
    work.note("pairing.ended", about=f"pairing:{pairing_id}")
    pairing_news.tell_end(work, ended)
    pairing_news.spread(work, ended)
