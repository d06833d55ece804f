"""How far the round of a pairing is, and when the clock looks at it again; serves who has asked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from program.hours import WorkingHours, local_day, next_working_moment, start_of_day
from program.pairing import Pairing, PairingState
from program.rhythm import Meetings, Rhythm, asked_on, rhythm_of, who_books
from services.desk import Look, Work
from store import check_ins, people, rhythms
from store.rhythms import Kept


def meetings_of(look: Look, pairings: Iterable[Pairing]) -> Mapping[str, Meetings]:
    """What is known of the meetings of these pairings, with three queries however many."""
    ids = [one.id for one in pairings]
    zones = {one.id: one.cohort.program.zone for one in pairings}
    met = check_ins.last_met(look.session, ids)
    asked = check_ins.differing_until(look.session, ids)
    kept = rhythms.of_pairings(look.session, ids)
    return {
        one: Meetings(
            last_met=met.get(one),
            next_date=kept[one].next_on if one in kept else None,
            asked_until=local_day(asked[one], zones[one]) if one in asked else None,
        )
        for one in ids
    }


def rhythm_on(look: Look, pairing: Pairing, today: date) -> Rhythm | None:
    """The rhythm of one pairing on a day."""
    return rhythm_of(pairing, meetings_of(look, [pairing])[pairing.id], today)


def today_of(look: Look, pairing: Pairing) -> date:
    """Today, by the calendar of whoever books."""
    return local_day(look.now, people.by_id(look.session, who_books(pairing)).zone)


def look_again(work: Work, pairing: Pairing, kept: Kept | None = None) -> None:
    """Something changed: keep it, set the next look, and show what was sent of it anew."""
    kept = rhythms.of_pairing(work.session, pairing.id) if kept is None else kept
    look_at = morning_of_asking(work, pairing, kept.snoozed_until)
    rhythms.keep(
        work.session,
        pairing.id,
        replace(kept, pairing_version=pairing.version, look_at=look_at),
    )
    work.retouch(f"rhythm:{pairing.id}")


def morning_of_asking(look: Look, pairing: Pairing, snoozed_until: date | None) -> datetime | None:
    """When whoever books is to be reminded: in their own morning. None while nothing is counted."""
    if pairing.state is not PairingState.ACTIVE:
        return None
    zone = people.by_id(look.session, who_books(pairing)).zone
    rhythm = rhythm_on(look, pairing, local_day(look.now, zone))
    if rhythm is None:
        return None
    day = asked_on(rhythm, snoozed_until)
    return next_working_moment(start_of_day(day, zone), WorkingHours(zone))
