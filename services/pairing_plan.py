"""What the clock does with pairings: remind, lapse, begin, tell of an end, notice who is gone."""

from datetime import datetime

from program.hours import WorkingHours, add_working_days, local_day
from program.pairing import (
    AFTER_REMINDER_WORKING_DAYS,
    Pairing,
    PairingState,
    PairingStep,
    deadlines,
    lapses_at,
)
from program.permissions import Act, require
from services import (
    pairing_ends,
    pairing_looks,
    pairing_news,
    pairing_starts,
    people,
    release_turns,
)
from services.desk import Look, Work
from store import pairing_searches
from store import pairings as kept

A_ROUND = 50
"""Pairings in one transaction: well under the time that a write lock may be held."""


def next_due(look: Look) -> datetime | None:
    """The earliest moment at which a pairing has something due, by index."""
    require(look.actor, Act.PAIRINGS_PLAN)
    if pairing_searches.of_closed_accounts(look.session):
        return look.now
    return kept.next_due(look.session)


def run(work: Work) -> None:
    """Do what is due by now; done twice, the second time finds nothing to do."""
    require(work.actor, Act.PAIRINGS_PLAN)
    pairing_looks.look_at_everyone_gone(work)
    for pairing in kept.due(work.session, work.now, A_ROUND):
        _do_what_is_due(work, pairing)


def _do_what_is_due(work: Work, pairing: Pairing) -> None:
    match pairing.state:
        case PairingState.ASKED:
            _remind_or_lapse(work, pairing)
        case PairingState.READY:
            pairing_starts.start_if_ready(work, pairing)
        case _:
            pairing_ends.close_due(work, pairing)


def _remind_or_lapse(work: Work, pairing: Pairing) -> None:
    """By the mentor's own calendar, in the zone they are in now."""
    zone = people.named(work, [pairing.mentor])[pairing.mentor].zone
    reminded = kept.took_step(work.session, pairing.id, PairingStep.REMINDED)
    remind_at = deadlines(pairing.asked_at, zone).remind_at
    if reminded and local_day(work.now, zone) > pairing.answer_by:
        moved = kept.move(work.session, pairing, PairingStep.LAPSED, by=None)
        work.note("pairing.lapsed", about=f"pairing:{pairing.id}")
        pairing_news.spread(work, moved)
        release_turns.fell(work, moved)
    elif reminded or work.now < remind_at:
        later = lapses_at(pairing.answer_by, zone) if reminded else remind_at
        kept.look_again_at(work.session, pairing, later)
    else:
        _remind(work, pairing, zone)


def _remind(work: Work, pairing: Pairing, zone: str) -> None:
    """Once. Who is reminded late, since the bot was down, still has time for an answer."""
    hours = WorkingHours(zone)
    fair = add_working_days(local_day(work.now, zone), AFTER_REMINDER_WORKING_DAYS, hours)
    answer_by = max(pairing.answer_by, fair)
    moved = kept.move(
        work.session,
        pairing,
        PairingStep.REMINDED,
        by=None,
        answer_by=answer_by,
        look_at=lapses_at(answer_by, zone),
    )
    pairing_news.tell(work, pairing_news.REMINDER, moved, to=pairing.mentor)
    pairing_news.spread(work, moved)
