"""The rhythm of pairings: how their meetings go, and what the two ask of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from program.check_in_form import (
    check_next_date,
)
from program.hours import local_day
from program.pairing import Pairing, subject_of
from program.permissions import Act, may, require
from program.person import Person
from program.refusal import Refusal
from program.rhythm import SNOOZE, Rhythm, rhythm_of
from services import people
from services.desk import Look, Work
from services.rhythm_round import look_again, meetings_of, rhythm_on
from store import pairings as kept_pairings
from store import rhythms as kept


@dataclass(frozen=True)
class Meeting:
    """A pairing of one's own with its rhythm, for forms and Home."""

    pairing: Pairing
    other: Person
    rhythm: Rhythm
    snoozed_until: date | None = None


def rhythms(look: Look, pairings: Collection[Pairing]) -> Mapping[str, Rhythm]:
    """How the meetings of these pairings go, by id: those the actor may know of, once begun.

    Today by the calendar of the actor; for the house, by that of the program.
    """
    seen = [one for one in pairings if may(look.actor, Act.RHYTHM_READ, subject_of(one))]
    meetings = meetings_of(look, seen)
    found = {one.id: rhythm_of(one, meetings[one.id], _today(look, one)) for one in seen}
    return {pairing_id: one for pairing_id, one in found.items() if one is not None}


def before_a_date(look: Look, pairing_id: str) -> Meeting:
    """What the form of a next date begins with. Refuses as `note_date` would."""
    pairing = _running(look, pairing_id)
    rhythm = rhythm_on(look, pairing, _today(look, pairing))
    if rhythm is None:
        raise Refusal("check_ins.not_begun")
    other_id = pairing.other(look.me)
    other = people.named(look, [other_id])[other_id]
    snoozed_until = kept.of_pairing(look.session, pairing.id).snoozed_until
    return Meeting(pairing, other, rhythm, snoozed_until)


def note_date(work: Work, pairing_id: str, day: date | None) -> Pairing:
    """Say when the two meet next: nobody is reminded before that day is over.

    The same day twice is a quiet success. Raises Refusal under `next_on`, `check_ins.ended`,
    `check_ins.not_found`.
    """
    pairing = _running(work, pairing_id)
    troubles = check_next_date(day, pairing.cohort, _today(work, pairing))
    if troubles:
        raise Refusal.of(troubles)
    seen = kept.of_pairing(work.session, pairing.id)
    if seen.next_on != day:
        look_again(work, pairing, replace(seen, next_on=day))
        work.note("check_in.date_noted", about=f"pairing:{pairing.id}")
        work.refresh_home(pairing.mentor, pairing.mentee)
    return pairing


def snooze(work: Work, pairing_id: str) -> date:
    """A week without a reminder about this pairing; answers until when. Twice is once.

    Raises Refusal `check_ins.ended` or `check_ins.not_found`.
    """
    pairing = _running(work, pairing_id)
    today = _today(work, pairing)
    seen = kept.of_pairing(work.session, pairing.id)
    if seen.snoozed_until is not None and seen.snoozed_until > today:
        return seen.snoozed_until
    until = today + SNOOZE
    look_again(work, pairing, replace(seen, snoozed_until=until))
    work.note("check_in.snoozed", about=f"pairing:{pairing.id}")
    return until


def end_snooze(work: Work, pairing_id: str) -> None:
    """Take the wish for quiet back. Twice is once."""
    pairing = _running(work, pairing_id)
    seen = kept.of_pairing(work.session, pairing.id)
    if seen.snoozed_until is not None:
        look_again(work, pairing, replace(seen, snoozed_until=None))
        work.note("check_in.snooze_ended", about=f"pairing:{pairing.id}")


def _running(look: Look, pairing_id: str) -> Pairing:
    pairing = kept_pairings.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("check_ins.not_found")
    require(look.actor, Act.RHYTHM_SET, subject_of(pairing))
    if not pairing.is_running:
        raise Refusal("check_ins.ended", ended=pairing.ended_on)
    return pairing


def _today(look: Look, pairing: Pairing) -> date:
    zone = look.actor.zone if look.actor.person_id else pairing.cohort.program.zone
    return local_day(look.now, zone)
