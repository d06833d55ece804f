"""How far the round of a pairing is, and when the clock looks at it again; serves who has asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from program.hours import WorkingHours, local_day, next_working_moment, start_of_day
from program.pairing import Pairing, PairingState
from program.rhythm import Meetings, Rhythm, asked_on, rhythm_of, who_books
from services.desk import Look, Work
from store import check_ins, people, rhythms
from store.rhythms import Kept


@dataclass(frozen=True)
class Looked:
    """What a look at a pairing came to."""

    kept: Kept
    rhythm: Rhythm | None
    """None while nothing is counted: the pairing rests, has ended or has not begun."""


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
    seen = rhythms.of_pairing(work.session, pairing.id) if kept is None else kept
    look_again_at(work, [(pairing, seen)])


def look_again_at(work: Work, changed: Sequence[tuple[Pairing, Kept]]) -> Mapping[str, Looked]:
    """The same for several pairings, with a few statements however many; by pairing id."""
    bookers = people.by_ids(work.session, {who_books(pairing) for pairing, _ in changed})
    meetings = meetings_of(work, [pairing for pairing, _ in changed])
    looked = {
        pairing.id: _looked(
            work, pairing, seen, bookers[who_books(pairing)].zone, meetings[pairing.id]
        )
        for pairing, seen in changed
    }
    rhythms.keep(work.session, {one: found.kept for one, found in looked.items()})
    work.retouch(*(f"rhythm:{one}" for one in looked))
    return looked


def _looked(look: Look, pairing: Pairing, seen: Kept, zone: str, meetings: Meetings) -> Looked:
    agreed = replace(meetings, next_date=seen.next_on)
    rhythm = rhythm_of(pairing, agreed, local_day(look.now, zone))
    counted = rhythm if pairing.state is PairingState.ACTIVE else None
    kept = replace(
        seen,
        pairing_version=pairing.version,
        look_at=_morning(counted, seen, zone) if counted else None,
        late_from=counted.long_overdue_on if counted else None,
    )
    return Looked(kept, counted)


def _morning(rhythm: Rhythm, kept: Kept, zone: str) -> datetime:
    """When whoever books is reminded: as their working day begins, by their own clock."""
    day = asked_on(rhythm, kept.snoozed_until)
    return next_working_moment(start_of_day(day, zone), WorkingHours(zone))
