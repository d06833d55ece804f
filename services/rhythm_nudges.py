"""The reminder of a round: who is reminded that they have not met, and when nobody is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from program.check_in import CheckInState
from program.delivery import Delivery, DeliveryClass
from program.hours import local_day
from program.pairing import Pairing, PairingState, case_of, subject_of
from program.permissions import Act, Subject, may, may_somewhere, require
from program.person import Person
from program.refusal import Refusal
from program.rhythm import Rhythm, round_of, who_books
from services import check_in_news, people, rhythm_round
from services.desk import Look, Work
from services.rhythm import rhythms
from services.rhythm_round import look_again, look_again_at, rhythm_on, today_of
from store import check_ins, cohorts, pairings
from store import rhythms as kept

OVERDUE = "check_ins.overdue"
A_ROUND = 100
"""Pairings looked at in one transaction: well under the time that a write lock may be held."""


@dataclass(frozen=True)
class ToldOverdue:
    """A reminder for whoever books, as it stands now."""

    pairing: Pairing
    rhythm: Rhythm
    other: Person
    today: date
    is_current: bool
    """Whether this reminder still asks for something."""
    snoozed_until: date | None
    """Until when there is quiet, if it was asked for in answer to this reminder."""


@dataclass(frozen=True)
class NotMet:
    """A pairing that has not met for two rounds, as its program manager sees it."""

    pairing: Pairing
    rhythm: Rhythm
    mentor: Person
    mentee: Person


def next_due(look: Look) -> datetime | None:
    """When a pairing is to be looked at next. For the clock."""
    require(look.actor, Act.CHECK_INS_PLAN)
    return kept.next_look(look.session)


def remind(work: Work) -> None:
    """Look at every pairing that changed or is due, and remind whoever books. For the clock.

    The reminder of a round has one key, so that it is sent once however often this runs.
    """
    require(work.actor, Act.CHECK_INS_PLAN)
    ids = kept.to_look_at(work.session, A_ROUND)
    found = pairings.by_ids(work.session, ids)
    before = kept.of_pairings(work.session, ids)
    seen = [(one, before.get(one.id, kept.NOTHING)) for one in found.values()]
    looked = look_again_at(work, seen)
    _remind(work, found, looked)
    for pairing, earlier in seen:
        if _goes_on_again(pairing, earlier):
            _ask_what_waited(work, pairing)
    work.refresh_home(*{who for one in found.values() for who in (one.mentor, one.mentee)})


def next_end_of_ask(look: Look) -> datetime | None:
    """When nobody is to be asked about some check-in any longer. For the clock."""
    require(look.actor, Act.CHECK_INS_PLAN)
    return check_ins.next_end_of_ask(look.session)


def end_asks(work: Work) -> None:
    """Let what nobody answered stay as it is: one-sided, or differing. For the clock."""
    require(work.actor, Act.CHECK_INS_PLAN)
    ended = check_ins.asks_ended(work.session, A_ROUND)
    check_ins.end_ask(work.session, [one.id for one in ended])
    for one in ended:
        work.note("check_in.ask_ended", about=f"check_in:{one.id}", state=one.state)
        pairing = pairings.pairing(work.session, one.pairing_id)
        if pairing is not None:
            look_again(work, pairing)
            check_in_news.show_anew(work, pairing, one)


def told_overdue(look: Look, delivery: Delivery) -> ToldOverdue:
    """What the reminder says. Raises Refusal `check_ins.not_found` for no such pairing."""
    pairing, rhythm = _what(look, delivery)
    reader = people.named(look, [pairing.mentor, pairing.mentee])
    snoozed_until = kept.of_pairing(look.session, pairing.id).snoozed_until
    today = today_of(look, pairing)
    is_quiet = snoozed_until is not None and snoozed_until > today
    answers = is_quiet and round_of(rhythm, None).isoformat() == delivery.about["round"]
    return ToldOverdue(
        pairing,
        rhythm,
        other=reader[pairing.other(delivery.recipient or "")],
        today=today,
        is_current=_is_current(look, delivery),
        snoozed_until=snoozed_until if answers else None,
    )


def is_still_overdue(look: Look, delivery: Delivery) -> bool:
    """Whether the two have still neither met nor a date, and want to be reminded."""
    return _is_current(look, delivery)


def not_met(look: Look) -> tuple[NotMet, ...]:
    """Pairings that have not met for two rounds, longest first: for their program team.

    The team sees that they have not met, and nothing else; nobody sees their own pairing here.
    """
    if not may_somewhere(look.actor, Act.PAIRINGS_OVERSEE):
        return ()
    today = local_day(look.now, look.actor.zone)
    ids = kept.late(look.session, today)
    known = pairings.by_ids(look.session, ids)
    found = [known[one] for one in ids if one in known]
    late = [one for one in found if may(look.actor, Act.PAIRINGS_OVERSEE, case_of(one))]
    rhythm_by_id = rhythms(look, late)
    named = people.named(look, {who for one in late for who in (one.mentor, one.mentee)})
    return tuple(
        NotMet(one, rhythm_by_id[one.id], named[one.mentor], named[one.mentee])
        for one in late
        if one.id in rhythm_by_id
    )


def not_met_counts(look: Look) -> Mapping[str, int]:
    """How many pairings of each cohort have not met for two rounds, for its program team."""
    if not may_somewhere(look.actor, Act.PAIRINGS_OVERSEE):
        return {}
    found = kept.late_by_cohort(look.session, local_day(look.now, look.actor.zone))
    known = cohorts.by_ids(look.session, found)
    return {
        one: number
        for one, number in found.items()
        if may(look.actor, Act.PAIRINGS_OVERSEE, Subject(program_id=known[one].program.id))
    }


def _remind(
    work: Work, found: Mapping[str, Pairing], looked: Mapping[str, rhythm_round.Looked]
) -> None:
    told: dict[str, kept.Kept] = {}
    for pairing_id, one in looked.items():
        due = one.kept.look_at is not None and one.kept.look_at <= work.now
        if due and one.rhythm is not None:
            _send(work, found[pairing_id], round_of(one.rhythm, one.kept.snoozed_until))
            told[pairing_id] = replace(one.kept, look_at=None)
    if told:
        kept.keep(work.session, told)


def _send(work: Work, pairing: Pairing, round_: date) -> None:
    work.send(
        OVERDUE,
        to=who_books(pairing),
        about={"pairing": pairing.id, "rhythm": pairing.id, "round": round_.isoformat()},
        cls=DeliveryClass.STEADY,
        key=f"{OVERDUE}:{pairing.id}:{round_.isoformat()}",
    )


def _goes_on_again(pairing: Pairing, earlier: kept.Kept) -> bool:
    """Whether it rested when it was last looked at: then nothing was counted."""
    rested = earlier.pairing_version not in (0, pairing.version) and earlier.late_from is None
    return rested and pairing.state is PairingState.ACTIVE


def _ask_what_waited(work: Work, pairing: Pairing) -> None:
    """What was noted while the pairing rested is asked now that it goes on."""
    for one in check_ins.open_asks(work.session, [pairing.id]):
        check_in_news.ask_to_confirm(work, pairing, one)
        if one.state is CheckInState.DISPUTED:
            check_in_news.ask_what_is_right(work, pairing, one)


def _is_current(look: Look, delivery: Delivery) -> bool:
    pairing, rhythm = _what(look, delivery)
    snoozed_until = kept.of_pairing(look.session, pairing.id).snoozed_until
    today = today_of(look, pairing)
    if snoozed_until is not None and snoozed_until > today:
        return False
    other = pairing.other(who_books(pairing))
    return (
        not people.named(look, [other])[other].deactivated
        and pairing.state is PairingState.ACTIVE
        and rhythm.is_overdue(today)
        and round_of(rhythm, snoozed_until).isoformat() == delivery.about["round"]
    )


def _what(look: Look, delivery: Delivery) -> tuple[Pairing, Rhythm]:
    pairing = pairings.pairing(look.session, delivery.about["pairing"])
    if pairing is None:
        raise Refusal("check_ins.not_found")
    require(look.actor, Act.RHYTHM_READ, subject_of(pairing))
    rhythm = rhythm_on(look, pairing, today_of(look, pairing))
    if rhythm is None:
        raise Refusal("check_ins.not_found")
    return pairing, rhythm
